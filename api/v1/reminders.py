"""The check-in reminder and the weekly mail."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened
from api.fields import WallTimeField
from api.permissions import Anyone
from journal.reminders.services import checkin_reminder, set_checkin_reminder
from journal.sharing.policy import Action
from journal.summaries.services import set_summary, summary_schedule, unsubscribe


class ReminderInput(serializers.Serializer[Any]):
    """When to be reminded."""

    enabled = serializers.BooleanField()
    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="0 is Monday")
    wall_time = WallTimeField()


class ReminderOutput(ReminderInput):
    """The reminder, with the moment it comes next."""

    next_at = serializers.DateTimeField(allow_null=True)


class SummaryInput(serializers.Serializer[Any]):
    """Whether the weekly mail is wanted."""

    enabled = serializers.BooleanField()


class SummaryOutput(SummaryInput):
    """The weekly mail, with the moment it comes next."""

    next_at = serializers.DateTimeField(allow_null=True)


class ReminderView(APIView):
    """The check-in reminder."""

    @extend_schema(operation_id="reminder", responses={200: ReminderOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Give it; off until it was set."""
        opened(request, journal_id, Action.READ_SETTINGS)
        return Response(ReminderOutput(checkin_reminder(journal_id=journal_id)).data)

    @extend_schema(
        operation_id="set_reminder", request=ReminderInput, responses={200: ReminderOutput}
    )
    def put(self, request: Request, journal_id: UUID) -> Response:
        """Set it; the next one is worked out in the journal's time zone."""
        given = ReminderInput(data=request.data)
        given.is_valid(raise_exception=True)
        with locked(request, journal_id, Action.CHANGE_REMINDERS) as (_, journal):
            reminder = set_checkin_reminder(journal=journal, now=now(), **given.validated_data)
        return Response(ReminderOutput(reminder).data)


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
