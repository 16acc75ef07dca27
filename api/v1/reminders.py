"""A survivor's reminders: which, when, and how they come."""

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
from journal.reminders.models import Occurrence, Reminder, ReminderSettings
from journal.reminders.schedule import is_quiet_time
from journal.reminders.selectors import reminders_of
from journal.reminders.services import put_reminder, remove_reminder, set_reminder_settings
from journal.sharing.policy import Action


class DaysField(serializers.MultipleChoiceField):
    """Weekdays as numbers, 0 is Monday."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(day, str(day)) for day in range(7)], allow_empty=False, **kwargs)

    def to_internal_value(self, data: Any) -> int:  # type: ignore[override]  # kept as bits
        """The weekdays as bits."""
        return sum(1 << int(day) for day in super().to_internal_value(data))

    def to_representation(self, value: int) -> list[int]:  # type: ignore[override]  # see above
        """The weekdays in order."""
        return [day for day in range(7) if bool(value >> day & 1)]


class ReminderInput(serializers.Serializer[Any]):
    """What to be reminded of, and when. A reminder for tests takes its days from their dates."""

    kind = serializers.ChoiceField(choices=Reminder.Kind.choices)
    label = serializers.CharField(  # type: ignore[assignment]  # a field, not the form's label
        max_length=60, allow_blank=True, default="", help_text="shown in the app, never sent"
    )
    enabled = serializers.BooleanField()
    wall_time = WallTimeField()
    days = DaysField()


class ReminderOutput(ReminderInput):
    """A reminder, with the moment it comes next."""

    id = serializers.UUIDField()
    next_at = serializers.DateTimeField(allow_null=True)


class ReminderSettingsInput(serializers.Serializer[Any]):
    """How reminders come."""

    by_push = serializers.BooleanField()
    by_mail = serializers.ChoiceField(choices=ReminderSettings.ByMail.choices)
    quiet_from = WallTimeField()
    quiet_to = WallTimeField()
    follow_up = serializers.BooleanField(
        help_text="a word about what is open, until it is answered"
    )


class LastReminder(serializers.Serializer[Any]):
    """The newest reminder that came, or could not."""

    due_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=[Occurrence.State.SENT, Occurrence.State.MISSED])


class RemindersOutput(serializers.Serializer[Any]):
    """All reminders of a journal."""

    reminders = ReminderOutput(many=True)
    settings = ReminderSettingsInput()
    last = LastReminder(allow_null=True)


class ReminderSaved(ReminderOutput):
    """A reminder as it was kept."""

    in_quiet_hours = serializers.BooleanField(help_text="it will ring during the quiet hours")


class RemindersView(APIView):
    """The reminders of a journal."""

    @extend_schema(operation_id="reminders", responses={200: RemindersOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Give them all, with how they come and the truth about the last one."""
        opened(request, journal_id, Action.READ_SETTINGS)
        return Response(RemindersOutput(reminders_of(journal_id=journal_id)).data)


class ReminderView(APIView):
    """One reminder; its id is made by whoever makes it."""

    @extend_schema(
        operation_id="put_reminder", request=ReminderInput, responses={200: ReminderSaved}
    )
    def put(self, request: Request, journal_id: UUID, reminder_id: UUID) -> Response:
        """Make it, or set it anew; the next one is worked out in the journal's time zone."""
        given = ReminderInput(data=request.data)
        given.is_valid(raise_exception=True)
        with locked(request, journal_id, Action.CHANGE_REMINDERS) as (_, journal):
            reminder = put_reminder(
                journal=journal, reminder_id=reminder_id, now=now(), **given.validated_data
            )
            quiet = reminders_of(journal_id=journal_id).settings
        reminder.in_quiet_hours = is_quiet_time(  # type: ignore[attr-defined]  # for the answer
            reminder.wall_time, start=quiet.quiet_from, end=quiet.quiet_to
        )
        return Response(ReminderSaved(reminder).data)

    @extend_schema(operation_id="remove_reminder", responses={204: None})
    def delete(self, request: Request, journal_id: UUID, reminder_id: UUID) -> Response:
        """Remove it, and what was queued for it."""
        with locked(request, journal_id, Action.CHANGE_REMINDERS) as (_, journal):
            remove_reminder(journal=journal, reminder_id=reminder_id)
        return Response(status=204)


class ReminderSettingsView(APIView):
    """How reminders come."""

    @extend_schema(
        operation_id="set_reminder_settings",
        request=ReminderSettingsInput,
        responses={200: ReminderSettingsInput},
    )
    def put(self, request: Request, journal_id: UUID) -> Response:
        """Set phones, mail and quiet hours."""
        given = ReminderSettingsInput(data=request.data)
        given.is_valid(raise_exception=True)
        with locked(request, journal_id, Action.CHANGE_REMINDERS) as (_, journal):
            kept = set_reminder_settings(journal=journal, **given.validated_data)
        return Response(ReminderSettingsInput(kept).data)
