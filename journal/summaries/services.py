"""The weekly mail: switching it on and off, and queueing it on the local Monday morning."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction

from journal.accounts.models import Journal
from journal.core.errors import LinkUnusable
from journal.core.ids import new_id
from journal.notifications.models import Delivery
from journal.reminders.schedule import next_time
from journal.summaries.models import SummarySchedule

KIND = "weekly-summary"
SENT_AT = time(8, 0)
MONDAYS = 0b0000001
FRESH_FOR = timedelta(days=6)
BATCH = 500
_SIGNER = signing.Signer(salt="journal.summaries.unsubscribe")


def summary_schedule(*, journal_id: UUID) -> SummarySchedule:
    """The journal's weekly mail; a switched-off one where it was never asked for."""
    return SummarySchedule.objects.filter(journal_id=journal_id).first() or SummarySchedule(
        journal_id=journal_id, enabled=False
    )


def set_summary(*, journal: Journal, enabled: bool, now: datetime) -> SummarySchedule:
    """Switch it on or off; the caller holds the journal's row."""
    settings = {"enabled": enabled, **_plan(journal, after=now)}
    if not SummarySchedule.objects.filter(journal_id=journal.id).update(**settings):
        SummarySchedule.objects.create(journal=journal, **settings)
    return summary_schedule(journal_id=journal.id)


def replan_summary(*, journal: Journal, now: datetime) -> None:
    """Work out again when it comes, after the journal moved to another zone."""
    SummarySchedule.objects.filter(journal_id=journal.id).update(**_plan(journal, after=now))


def plan_due(*, now: datetime) -> int:
    """Queue the mail of every journal whose Monday morning has come; return how many.

    The key is the week, so that no week is mailed twice whatever crashes or runs twice.
    """
    planned = 0
    while True:
        batch = _plan_batch(now)
        planned += batch
        if batch < BATCH:
            return planned


def unsubscribe_token(journal_id: UUID) -> str:
    """What the one-click header carries; it opens nothing and never expires."""
    return _SIGNER.sign(journal_id.hex)


def unsubscribe(*, token: str) -> None:
    """Switch the weekly mail off. Safe to repeat. Raises ``LinkUnusable`` for a forged token."""
    try:
        journal_id = UUID(hex=_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        raise LinkUnusable from None
    SummarySchedule.objects.filter(journal_id=journal_id).update(enabled=False)


@transaction.atomic
def _plan_batch(now: datetime) -> int:
    due = list(
        SummarySchedule.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("journal")
        .filter(enabled=True, next_at__lte=now)
        .order_by("next_at")[:BATCH]
    )
    deliveries = []
    for schedule in due:
        deliveries.append(_delivery(schedule))
        for name, value in _plan(schedule.journal, after=now).items():
            setattr(schedule, name, value)
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    SummarySchedule.objects.bulk_update(due, ["time_zone", "planned_on", "next_at"])
    return len(due)


def _delivery(schedule: SummarySchedule) -> Delivery:
    week = schedule.planned_on - timedelta(days=7)
    year, number, _ = week.isocalendar()
    owner_id = schedule.journal.owner_id
    return Delivery(
        id=new_id(),
        kind=KIND,
        key=f"sum:{owner_id}:{schedule.journal_id}:{year}-W{number:02d}",
        user_id=owner_id,
        journal_id=schedule.journal_id,
        facts={"from": str(week), "to": str(week + timedelta(days=6))},
        due_at=schedule.next_at,
        expires_at=schedule.next_at + FRESH_FOR,
    )


def _plan(journal: Journal, *, after: datetime) -> dict[str, Any]:
    zone = journal.time_zone
    day, instant = next_time(days=MONDAYS, wall_time=SENT_AT, zone_name=zone, after=after)
    return {"time_zone": zone, "planned_on": day, "next_at": instant}
