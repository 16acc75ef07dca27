"""Changing settings, and planning again what depends on them; taking a break."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from journal.accounts.models import Journal
from journal.accounts.services import change_journal
from journal.core.clock import local_day
from journal.core.jobs import nudge
from journal.flags.tasks import evaluate
from journal.reminders.services import replan_reminders
from journal.summaries.services import replan_summary


def change_settings(*, journal: Journal, now: datetime, **changes: Any) -> Journal:
    """Change the journal whose row the caller holds; flags and times follow.

    On a trip a reminder keeps its wall time, so its instant moves with the zone.
    """
    changed = change_journal(journal_id=journal.id, **changes)
    if changed.time_zone != journal.time_zone or "profile" in changes:
        replan_reminders(journal=changed, now=now)
    if changed.time_zone != journal.time_zone:
        replan_summary(journal=changed, now=now)
    nudge(evaluate, str(journal.id))
    return changed


def take_break(
    *, journal: Journal, until: date | None, rests: dict[str, bool], now: datetime
) -> Journal:
    """Let what is named in ``rests`` rest from today on, up to a last day or until she is back.

    The caller holds the journal's row. The rest of the profile stays, whatever the device that
    asks knew of it: a break that was taken offline may arrive late.
    """
    today = local_day(now, journal.time_zone)
    pause = {"from": today.isoformat(), "to": until and until.isoformat(), **rests}
    kept = {key: value for key, value in pause.items() if value is not None}
    return change_settings(
        journal=journal, now=now, profile={**journal.profile, "journal_paused": kept}
    )


def end_break(*, journal: Journal, now: datetime) -> Journal:
    """End it, or forget one that is over; nothing that was left out comes later."""
    if "journal_paused" not in journal.profile:
        return journal
    profile = {key: value for key, value in journal.profile.items() if key != "journal_paused"}
    return change_settings(journal=journal, now=now, profile=profile)
