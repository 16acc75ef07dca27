"""F39: no entry for a while.

Good to know: at least one entry exists, the journal is not paused today, and the days since the
last entry of any kind are twice the person's own rhythm.

Sources: JUDSON; the timing is our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import KNOW, finding, newest


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding, on the last entry."""
    profile = history.profile
    if profile.journal_paused is not None and profile.journal_paused.covers(history.today):
        return
    entries = [item for items in history.by_type.values() for item in items]
    if not entries:
        return
    newest_on = max(item.local_date for item in entries)
    silent = (history.today - newest_on).days
    if silent < int(spec.thresholds["times"]) * history.own("checkin_every_days"):
        return
    last = newest(item for item in entries if item.local_date == newest_on)
    yield finding(spec, KNOW, [last], facts={"days": silent, "on": last.local_date.isoformat()})


RULE = Rule("F39", find)
