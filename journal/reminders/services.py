"""Setting reminders, and planning them anew when the journal's zone or plan of tests changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.core.errors import FieldError, Invalid, NotFound
from journal.reminders.models import Reminder, ReminderSettings
from journal.reminders.schedule import next_test_time, next_time

MOST_REMINDERS = 20
TESTS_AT = time(10)
ONE_OF_A_KIND = (Reminder.Kind.CHECKIN, Reminder.Kind.FOLLOWUP_TEST)


def put_reminder(
    *,
    journal: Journal,
    reminder_id: UUID,
    kind: str,
    enabled: bool,
    wall_time: time,
    days: int,
    label: str = "",
    now: datetime,
) -> Reminder:
    """Make a reminder, or set it anew; the caller holds the journal's row.

    There is one for check-ins and one for tests: a second of these sets the first. Raises
    ``Invalid`` when there would be too many, or for another kind under the same id, and
    ``NotFound`` for an id that is taken elsewhere.
    """
    held = list(Reminder.objects.filter(journal_id=journal.id))
    found = next((item for item in held if item.id == reminder_id), None)
    if found is None and kind in ONE_OF_A_KIND:
        found = next((item for item in held if item.kind == kind), None)
    if found is not None and found.kind != kind:
        raise Invalid(FieldError("/kind", "fixed", "a reminder keeps its kind"))
    if found is None and len(held) >= MOST_REMINDERS:
        raise Invalid(FieldError("", "too_many", f"at most {MOST_REMINDERS} reminders"))
    reminder = found or Reminder(id=reminder_id, journal=journal, kind=kind, created_at=now)
    reminder.enabled, reminder.wall_time, reminder.days = enabled, wall_time, days
    reminder.label = label.strip()
    plan(reminder, journal, after=now)
    try:
        with transaction.atomic():
            reminder.save(force_insert=found is None)
    except IntegrityError:
        # The id is one of somebody else's reminders.
        raise NotFound from None
    return reminder


def remove_reminder(*, journal: Journal, reminder_id: UUID) -> None:
    """Delete it, and what was queued for it; raises ``NotFound``."""
    gone, _ = Reminder.objects.filter(journal_id=journal.id, id=reminder_id).delete()
    if not gone:
        raise NotFound


def set_reminder_settings(*, journal: Journal, **settings: Any) -> ReminderSettings:
    """Say how reminders come; the caller holds the journal's row."""
    row, _ = ReminderSettings.objects.update_or_create(journal_id=journal.id, defaults=settings)
    return row


def replan_reminders(*, journal: Journal, now: datetime) -> None:
    """Work out again when reminders come: on a trip, and when the plan of tests changed.

    A journal whose plan names tests gets the reminder for them, once; it can be switched off.
    """
    held = list(Reminder.objects.filter(journal_id=journal.id))
    tests = JournalProfile.model_validate(journal.profile).followup_tests
    if tests and not any(item.kind == Reminder.Kind.FOLLOWUP_TEST for item in held):
        made = Reminder(
            journal=journal, kind=Reminder.Kind.FOLLOWUP_TEST, wall_time=TESTS_AT, created_at=now
        )
        plan(made, journal, after=now)
        made.save(force_insert=True)
    for reminder in held:
        plan(reminder, journal, after=now)
    Reminder.objects.bulk_update(held, PLAN_FIELDS)


PLAN_FIELDS = ("time_zone", "planned_on", "next_at")


def plan(reminder: Reminder, journal: Journal, *, after: datetime) -> None:
    """Set when it comes next, strictly later than ``after``; saving is up to the caller."""
    reminder.time_zone = journal.time_zone
    found = _next(reminder, journal, after) if reminder.enabled else None
    reminder.planned_on, reminder.next_at = found or (None, None)


def _next(reminder: Reminder, journal: Journal, after: datetime) -> tuple[date, datetime] | None:
    at: dict[str, Any] = {
        "wall_time": reminder.wall_time, "zone_name": journal.time_zone, "after": after,
    }  # fmt: skip
    if reminder.kind == Reminder.Kind.FOLLOWUP_TEST:
        tests = JournalProfile.model_validate(journal.profile).followup_tests
        return next_test_time(tests=tests, **at)
    return next_time(days=reminder.days, **at)


def in_order(reminders: Iterable[Reminder]) -> list[Reminder]:
    """As a person would list them: check-in, tests, then her own by time of day."""
    order = [Reminder.Kind.CHECKIN, Reminder.Kind.FOLLOWUP_TEST, Reminder.Kind.MEDICATION,
             Reminder.Kind.OWN]  # fmt: skip
    return sorted(reminders, key=lambda one: (order.index(Reminder.Kind(one.kind)), one.wall_time))
