"""F37: few vegetables and fruits.

Good to know: 10 days logged in the last 14 with a mean under 5 servings. Off when the person has a
plan that is low in fiber.

Sources: WCRF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec
from journal.flags.engine.sums import by_day, day_total
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import KNOW, finding


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    limits = spec.thresholds
    if history.profile.low_fiber_plan:
        return
    logged = [
        reading
        for reading in history.in_last("diet", limits["in_days"])
        if reading.body.get("fruit_veg_servings") is not None
    ]
    totals = [
        day_total(readings, "fruit_veg_servings", gravest=min) or 0.0
        for readings in by_day(logged).values()
    ]
    if len(totals) < limits["logged_days"]:
        return
    if sum(totals) / len(totals) < limits["servings"]:
        yield finding(spec, KNOW, logged, facts={"days": len(totals)})


def wakes(history: History, spec: RuleSpec) -> date | None:
    """Say tomorrow while enough days are logged: the mean slides with the day."""
    days = {item.local_date for item in history.in_last("diet", spec.thresholds["in_days"])}
    return history.tomorrow if len(days) >= spec.thresholds["logged_days"] else None


RULE = Rule("F37", find, wakes)
