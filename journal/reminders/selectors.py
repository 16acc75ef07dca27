"""What a survivor is shown of her reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from journal.reminders.models import Occurrence, Reminder, ReminderSettings
from journal.reminders.services import in_order


@dataclass(frozen=True, slots=True)
class Reminders:
    """All of a journal's reminders, with the truth about the last ones."""

    reminders: Sequence[Reminder]
    settings: ReminderSettings
    last: Occurrence | None


def reminders_of(*, journal_id: UUID) -> Reminders:
    """Everything for the page of reminders; ``last`` is the newest that came or was missed."""
    settings = ReminderSettings.objects.filter(journal_id=journal_id).first()
    last = (
        Occurrence.objects.filter(
            journal_id=journal_id, state__in=[Occurrence.State.SENT, Occurrence.State.MISSED]
        )
        .order_by("-due_at")
        .first()
    )
    return Reminders(
        reminders=in_order(Reminder.objects.filter(journal_id=journal_id)),
        settings=settings or ReminderSettings(journal_id=journal_id),
        last=last,
    )


def checkin_days(*, journal_id: UUID) -> int:
    """The weekdays of the reminder of check-ins, as bits; none where it is off."""
    found = Reminder.objects.filter(
        journal_id=journal_id, kind=Reminder.Kind.CHECKIN, enabled=True
    ).values_list("days", flat=True)
    return found.first() or 0
