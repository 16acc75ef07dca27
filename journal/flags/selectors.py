"""Reading flags."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import BooleanField, F, Func, Q

from journal.accounts.models import Journal
from journal.audit.pending import rows_read
from journal.core.access import Access
from journal.core.rows import fetch
from journal.entries.scan_time import is_scan_time
from journal.flags.engine.combine import is_mild
from journal.flags.engine.inputs import Urgency
from journal.flags.models import Flag

SHOWN_FOR = timedelta(days=180)
_RESTS_ON_NOTHING_PRIVATE = ~Q(
    Func(F("journal_id"), F("evidence"), function="wall.keeps_back", output_field=BooleanField())
)
MILD_IN_A_WEEK = 3
"""How many mild flags a weekly summary names at most; urgent ones are never capped (4.6)."""


def flags(access: Access, *, now: datetime) -> list[Flag]:
    """Open flags and the history of half a year, newest first.

    Anyone but the owner sees only flags whose every piece of evidence is in a section shared, and
    nobody but the owner in person those that rest on something private.
    """
    rows = Flag.objects.filter(
        journal_id=access.journal_id, created_at__gt=now - SHOWN_FOR
    ) | Flag.objects.filter(journal_id=access.journal_id, state=Flag.State.OPEN)
    if not access.is_owner:
        rows = rows.filter(sections__contained_by=access.section_names)
        if access.since is not None:
            rows = rows.filter(evaluated_on__gte=access.since)
    if not access.sees_private:
        rows = rows.filter(_RESTS_ON_NOTHING_PRIVATE)
    found = list(rows.order_by("-created_at", "-id")[:200])
    rows_read(access, len(found))
    return found


def open_to(access: Access, raised: Collection[Flag]) -> list[Flag]:
    """Those of just raised flags that this reader may hear of."""
    if access.sees_private:
        return list(raised)
    shared = [flag for flag in raised if set(flag.sections) <= set(access.section_names)]
    return [flag for flag in shared if not _rests_on_private(flag)]


def _rests_on_private(flag: Flag) -> bool:
    asked = [flag.journal_id, flag.evidence]
    row = fetch("SELECT wall.keeps_back(%s, %s::uuid[])", asked)
    return row is None or bool(row[0])


def flags_of_the_week(journal: Journal, day: date) -> list[Flag]:
    """Open flags as a weekly summary has them, newest first: all urgent ones and a few mild ones.

    In quiet mode no mild ones, nor where fewer reminders are wanted around a test on that day.
    """
    newest = Flag.objects.filter(journal=journal, state=Flag.State.OPEN).order_by("-created_at")
    is_quiet = journal.quiet_mode or is_scan_time(journal.id, day)
    mild_left = 0 if is_quiet else MILD_IN_A_WEEK
    chosen = []
    for flag in newest:
        if is_mild(Urgency(flag.urgency)):
            if mild_left == 0:
                continue
            mild_left -= 1
        chosen.append(flag)
    return chosen
