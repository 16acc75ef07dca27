"""The survivor's weekly mail: switching it on and off, and queueing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from journal.accounts.models import Journal
from journal.core.ids import new_id
from journal.notifications.models import Delivery
from journal.summaries.models import SummarySchedule
from journal.summaries.weekly import FRESH_FOR, next_monday, plan_weekly, week_before, week_name

KIND = "weekly-summary"


def summary_schedule(*, journal_id: UUID) -> SummarySchedule:
    """The journal's weekly mail; a switched-off one where it was never asked for."""
    return SummarySchedule.objects.filter(journal_id=journal_id).first() or SummarySchedule(
        journal_id=journal_id, enabled=False
    )


def set_summary(
    *, journal: Journal, enabled: bool, detail: bool = False, now: datetime
) -> SummarySchedule:
    """Switch it on or off, counts only or with the names of symptoms; the caller holds the row.

    That she was told who may read a mail, and agreed, is up to the caller.
    """
    held = summary_schedule(journal_id=journal.id)
    since = (held.detail_since or now) if detail else None
    settings: dict[str, Any] = {
        "enabled": enabled, "detail_since": since, **next_monday(journal.time_zone, after=now)
    }  # fmt: skip
    if not SummarySchedule.objects.filter(journal_id=journal.id).update(**settings):
        SummarySchedule.objects.create(journal=journal, **settings)
    return summary_schedule(journal_id=journal.id)


def replan_summary(*, journal: Journal, now: datetime) -> None:
    """Work out again when it comes, after the journal moved to another zone."""
    SummarySchedule.objects.filter(journal_id=journal.id).update(
        **next_monday(journal.time_zone, after=now)
    )


def plan_due(*, now: datetime) -> int:
    """Queue the mail of every journal whose Monday morning has come; return how many."""
    return plan_weekly(
        SummarySchedule,
        now=now,
        person="journal",
        zone_of=lambda schedule: schedule.journal.time_zone,
        delivery_of=_delivery,
    )


def summary_key(*, owner_id: UUID, journal_id: UUID, week: str) -> str:
    """The key of the mail about one week."""
    return f"sum:{owner_id}:{journal_id}:{week}"


def _delivery(schedule: SummarySchedule) -> Delivery:
    start, end = week_before(schedule.planned_on)
    owner_id = schedule.journal.owner_id
    return Delivery(
        id=new_id(),
        kind=KIND,
        key=summary_key(
            owner_id=owner_id,
            journal_id=schedule.journal_id,
            week=week_name(schedule.planned_on),
        ),
        user_id=owner_id,
        journal_id=schedule.journal_id,
        facts={"from": str(start), "to": str(end)},
        due_at=schedule.next_at,
        expires_at=schedule.next_at + FRESH_FOR,
    )
