"""F39: no entry for a while.

Good to know: at least one entry exists, the journal is not paused today, and the days since the
last entry of any kind are twice the person's own rhythm.

Sources: JUDSON; the timing is our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

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
    newest_on = history.newest_on
    if newest_on is None:
        return
    longest = int(spec.thresholds["times"]) * history.own("checkin_every_days")
    if (history.today - newest_on).days < longest:
        return
    entries = (item for items in history.by_type.values() for item in items)
    last = newest(item for item in entries if item.local_date == newest_on)
    # The day and not a count of days: the words stay true while the flag stays open.
    yield finding(spec, KNOW, [last], facts={"on": last.local_date.isoformat()})


def wakes(history: History, spec: RuleSpec) -> date | None:
    """Say when the silence is long enough, or when a pause begins or has ended."""
    if history.newest_on is None:
        return None
    pause = history.profile.journal_paused
    days = int(spec.thresholds["times"]) * history.own("checkin_every_days")
    dates = [history.newest_on + timedelta(days=days)]
    if pause is not None and pause.start is not None:
        dates.append(pause.start)
    if pause is not None and pause.end is not None:
        dates.append(pause.end + timedelta(days=1))
    return min((on for on in dates if on > history.today), default=None)


RULE = Rule("F39", find, wakes, lasts=True)
