"""The weekly mail."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened, proven, who
from api.permissions import Anyone
from journal.core.errors import FieldError, Invalid
from journal.sharing.policy import Action
from journal.summaries.digest import digest_of, set_digest
from journal.summaries.services import set_summary, summary_schedule
from journal.summaries.unsubscribing import unsubscribe


class SummaryInput(serializers.Serializer[Any]):
    """Whether the weekly mail is wanted, and whether it may name symptoms."""

    enabled = serializers.BooleanField()
    detail = serializers.BooleanField(default=False)
    understood = serializers.BooleanField(
        default=False, help_text="needed to turn detail on: she was told that mail is not private"
    )


class WeeklyMailOutput(serializers.Serializer[Any]):
    """A weekly mail, with the moment it comes next."""

    enabled = serializers.BooleanField()
    next_at = serializers.DateTimeField(allow_null=True)


class SummaryOutput(WeeklyMailOutput):
    """The survivor's, with what it may say."""

    detail = serializers.BooleanField()


class DigestInput(serializers.Serializer[Any]):
    """Whether the weekly counts are wanted."""

    enabled = serializers.BooleanField()


class SummaryView(APIView):
    """The weekly mail."""

    @extend_schema(operation_id="summary", responses={200: SummaryOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Give it; off until it was asked for."""
        opened(request, journal_id, Action.READ_SETTINGS)
        return Response(SummaryOutput(summary_schedule(journal_id=journal_id)).data)

    @extend_schema(operation_id="set_summary", request=SummaryInput, responses={200: SummaryOutput})
    def put(self, request: Request, journal_id: UUID) -> Response:
        """Switch it on or off. Naming symptoms needs a fresh proof, and that she was told."""
        given = SummaryInput(data=request.data)
        given.is_valid(raise_exception=True)
        enabled, detail = given.validated_data["enabled"], given.validated_data["detail"]
        with locked(request, journal_id, Action.CHANGE_REMINDERS) as (_, journal):
            if detail and not summary_schedule(journal_id=journal_id).detail:
                proven(request)
                if not given.validated_data["understood"]:
                    raise Invalid(FieldError("/understood", "required", "mail is not private"))
            schedule = set_summary(journal=journal, enabled=enabled, detail=detail, now=now())
        return Response(SummaryOutput(schedule).data)


class DigestView(APIView):
    """The weekly mail of somebody who looks at the journals of others."""

    @extend_schema(operation_id="digest", responses={200: WeeklyMailOutput})
    def get(self, request: Request) -> Response:
        """Give it; off where nothing was shared yet."""
        digest = digest_of(user_id=who(request).id)
        return Response(WeeklyMailOutput(digest or {"enabled": False, "next_at": None}).data)

    @extend_schema(
        operation_id="set_digest", request=DigestInput, responses={200: WeeklyMailOutput}
    )
    def put(self, request: Request) -> Response:
        """Switch it on or off."""
        given = DigestInput(data=request.data)
        given.is_valid(raise_exception=True)
        digest = set_digest(user_id=who(request).id, now=now(), **given.validated_data)
        return Response(WeeklyMailOutput(digest).data)


class UnsubscribeView(APIView):
    """One click in the mail program, RFC 8058. A scanner's GET finds nothing here."""

    permission_classes = (Anyone,)
    authentication_classes = ()
    parser_classes = ()

    @extend_schema(operation_id="unsubscribe", request=None, responses={204: None}, auth=[])
    def post(self, request: Request, token: str) -> Response:
        """Switch the weekly mail off; safe to repeat."""
        unsubscribe(token=token)
        return Response(status=204)
