"""The weekly mail."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened
from api.permissions import Anyone
from journal.sharing.policy import Action
from journal.summaries.services import set_summary, summary_schedule, unsubscribe


class SummaryInput(serializers.Serializer[Any]):
    """Whether the weekly mail is wanted."""

    enabled = serializers.BooleanField()


class SummaryOutput(SummaryInput):
    """The weekly mail, with the moment it comes next."""

    next_at = serializers.DateTimeField(allow_null=True)


class SummaryView(APIView):
    """The weekly mail."""

    @extend_schema(operation_id="summary", responses={200: SummaryOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Give it; off until it was asked for."""
        opened(request, journal_id, Action.READ_SETTINGS)
        return Response(SummaryOutput(summary_schedule(journal_id=journal_id)).data)

    @extend_schema(operation_id="set_summary", request=SummaryInput, responses={200: SummaryOutput})
    def put(self, request: Request, journal_id: UUID) -> Response:
        """Switch it on or off."""
        given = SummaryInput(data=request.data)
        given.is_valid(raise_exception=True)
        with locked(request, journal_id, Action.CHANGE_REMINDERS) as (_, journal):
            schedule = set_summary(
                journal=journal, enabled=given.validated_data["enabled"], now=now()
            )
        return Response(SummaryOutput(schedule).data)


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
