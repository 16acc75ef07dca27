"""F38: alcohol above the mark, or tobacco.

Next visit: in the last 7 days a day with 5 drinks for men, 4 for others, or 15 or 8 in all; or
tobacco used in the last 30 days.

Sources: NIAAA, NCI-23, SEED; the weekly sums are general knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.engine.sums import by_day, day_total
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import VISIT, finding, leaves


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding, of both together."""
    drinks = _drinks(history, spec)
    tobacco = [
        reading
        for reading in history.in_last("tobacco", spec.thresholds["tobacco_days"])
        if reading.body.get("used")
    ]
    if drinks or tobacco:
        saw = "both" if drinks and tobacco else "alcohol" if drinks else "tobacco"
        ends = [leaves(item.local_date, spec.thresholds["drink_days"]) for item in drinks]
        ends += [leaves(item.local_date, spec.thresholds["tobacco_days"]) for item in tobacco]
        yield finding(spec, VISIT, [*drinks, *tobacco], facts={"saw": saw}, until=min(ends))


def _drinks(history: History, spec: RuleSpec) -> list[Reading]:
    limits = spec.thresholds
    who = "male" if history.profile.sex == "male" else "other"
    logged = [
        reading
        for reading in history.in_last("alcohol", limits["drink_days"])
        if (reading.body.get("drinks") or 0) > 0
    ]
    totals = [day_total(items, "drinks", gravest=max) or 0.0 for items in by_day(logged).values()]
    is_much = max(totals, default=0.0) >= limits[f"a_day_{who}"]
    return logged if is_much or sum(totals) >= limits[f"a_week_{who}"] else []


RULE = Rule("F38", find)
