"""The check-in reminder: setting it, and turning it into deliveries when it is due."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from journal.accounts.models import Journal
from journal.core.ids import new_id
from journal.notifications.models import Delivery
from journal.reminders.models import Reminder
from journal.reminders.schedule import next_weekly

KIND = "checkin-reminder"
FRESH_FOR = timedelta(minutes=90)
BATCH = 500
DEFAULT_TIME = time(18, 0)


def checkin_reminder(*, journal_id: UUID) -> Reminder:
    """The journal's check-in reminder; a switched-off one where none was ever set."""
    return Reminder.objects.filter(
        journal_id=journal_id, kind=Reminder.Kind.CHECKIN
    ).first() or Reminder(journal_id=journal_id, enabled=False, weekday=0, wall_time=DEFAULT_TIME)


def set_checkin_reminder(
    *, journal: Journal, enabled: bool, weekday: int, wall_time: time, now: datetime
) -> Reminder:
    """Set it, or switch it off; the caller holds the journal's row."""
    settings: dict[str, Any] = {
        "enabled": enabled,
        "weekday": weekday,
        "wall_time": wall_time,
        **_plan(journal, enabled=enabled, weekday=weekday, wall_time=wall_time, after=now),
    }
    changed = Reminder.objects.filter(journal_id=journal.id, kind=Reminder.Kind.CHECKIN).update(
        **settings
    )
    if not changed:
        Reminder.objects.create(journal=journal, kind=Reminder.Kind.CHECKIN, **settings)
    return checkin_reminder(journal_id=journal.id)


def replan_reminders(*, journal: Journal, now: datetime) -> None:
    """Work out again when reminders come, after the journal moved to another zone."""
    for reminder in Reminder.objects.filter(journal_id=journal.id, enabled=True):
        plan = _plan(
            journal,
            enabled=True,
            weekday=reminder.weekday,
            wall_time=reminder.wall_time,
            after=now,
        )
        Reminder.objects.filter(journal_id=journal.id, id=reminder.id).update(**plan)


def plan_due(*, now: datetime) -> int:
    """Turn every due reminder into a delivery and plan the next one; return how many.

    Both happen in one transaction, and the key is the planned local day: a crash in between or a
    second planner at the same moment makes no second mail.
    """
    planned = 0
    while True:
        batch = _plan_batch(now)
        planned += batch
        if batch < BATCH:
            return planned


@transaction.atomic
def _plan_batch(now: datetime) -> int:
    due = list(
        Reminder.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("journal")
        .filter(enabled=True, next_at__lte=now)
        .order_by("next_at")[:BATCH]
    )
    deliveries = []
    for reminder in due:
        deliveries.append(_delivery(reminder))
        plan = _plan(
            reminder.journal,
            enabled=True,
            weekday=reminder.weekday,
            wall_time=reminder.wall_time,
            after=now,
        )
        for name, value in plan.items():
            setattr(reminder, name, value)
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    Reminder.objects.bulk_update(due, ["time_zone", "planned_on", "next_at"])
    return len(due)


def _delivery(reminder: Reminder) -> Delivery:
    if reminder.next_at is None:
        raise ValueError("a due reminder has a time")
    owner_id = reminder.journal.owner_id
    return Delivery(
        id=new_id(),
        kind=KIND,
        key=f"rem:{reminder.id}:{reminder.planned_on}:{reminder.wall_time:%H%M}:email:{owner_id}",
        user_id=owner_id,
        journal_id=reminder.journal_id,
        facts={"planned_on": str(reminder.planned_on)},
        due_at=reminder.next_at,
        expires_at=reminder.next_at + FRESH_FOR,
    )


def _plan(
    journal: Journal, *, enabled: bool, weekday: int, wall_time: time, after: datetime
) -> dict[str, Any]:
    zone = journal.time_zone
    if not enabled:
        return {"time_zone": zone, "planned_on": None, "next_at": None}
    day, instant = next_weekly(weekday=weekday, wall_time=wall_time, zone=zone, after=after)
    return {"time_zone": zone, "planned_on": day, "next_at": instant}
