"""F35: eating little.

This week: 5 days logged in the last 7, and on 5 of them 50 percent of the usual or less. Of
several entries on a day the highest counts.

Sources: FEARON, SEED; the counts are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec
from journal.flags.engine.sums import by_day
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import WEEK, finding


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    limits = spec.thresholds
    logged = [
        reading
        for reading in history.in_last("diet", limits["in_days"])
        if reading.body.get("intake_percent") is not None
    ]
    days = by_day(logged)
    low = [
        day
        for day, readings in days.items()
        if max(item.body["intake_percent"] for item in readings) <= limits["percent"]
    ]
    if len(days) >= limits["logged_days"] and len(low) >= limits["low_days"]:
        used = [reading for day in low for reading in days[day]]
        yield finding(spec, WEEK, used, facts={"days": len(low)})


RULE = Rule("F35", find)
