"""The one use case: change settings, and plan again what depends on the time zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from journal.accounts.models import Journal
from journal.accounts.services import change_journal
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
