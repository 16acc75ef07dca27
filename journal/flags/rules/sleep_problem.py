"""F34: nights that stay bad, or too short.

A bad night took over 30 minutes to fall asleep, had over 30 minutes awake, or quality 3. Next
visit: in each of the last four blocks of 7 days, 4 nights logged and 3 of them bad; and on 4
nights of these 28 days a daytime impact of 2. Otherwise good to know: 10 nights logged in the last
14 with a mean under 7.0 hours. Gaps in the log mean nothing is said.

Sources: SLEEPF, AASM, ESMO-INS.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.engine.sums import by_day, day_total
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import KNOW, VISIT, finding, score

BLOCKS = 4


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    limits = spec.thresholds
    nights = by_day(history.in_last("sleep", BLOCKS * limits["block_days"]))
    felt = {
        night.local_date
        for readings in nights.values()
        for night in readings
        if score(night, "daytime_impact") >= limits["impact"]
    }
    if len(felt) >= limits["impact_nights"]:
        bad = {day for day, readings in nights.items() if any(_is_bad(limits, r) for r in readings)}
        if _is_bad_throughout(history, limits, nights, bad):
            used = [reading for day in bad | felt for reading in nights[day]]
            yield finding(spec, VISIT, used, facts={"saw": "bad", "nights": len(bad)})
            return
    hours = {
        day: total
        for day, readings in nights.items()
        if history.is_in_last(day, limits["short_in_days"])
        and (total := day_total(readings, "hours", gravest=min)) is not None
    }
    if len(hours) < limits["short_nights"]:
        return
    mean = sum(hours.values()) / len(hours)
    if mean < limits["short_hours"]:
        used = [reading for day in hours for reading in nights[day]]
        facts: dict[str, Fact] = {"saw": "short", "nights": len(hours), "hours": round(mean, 1)}
        yield finding(spec, KNOW, used, facts=facts)


def _is_bad(limits: Mapping[str, Any], night: Reading) -> bool:
    is_long = score(night, "sol_min") > limits["sol_over_min"]
    is_awake = score(night, "waso_min") > limits["waso_over_min"]
    return bool(is_long or is_awake or score(night, "quality") >= limits["quality"])


def _is_bad_throughout(
    history: History,
    limits: Mapping[str, Any],
    nights: Mapping[date, Sequence[Reading]],
    bad: set[date],
) -> bool:
    """Whether each block has enough nights, and enough bad ones."""
    logged: dict[int, int] = defaultdict(int)
    bad_in: dict[int, int] = defaultdict(int)
    for day in nights:
        block = max((history.today - day).days, 0) // limits["block_days"]
        logged[block] += 1
        bad_in[block] += day in bad
    return all(
        logged[block] >= limits["block_nights"] and bad_in[block] >= limits["bad_nights"]
        for block in range(BLOCKS)
    )


def wakes(history: History, spec: RuleSpec) -> date | None:
    """Say tomorrow while enough nights are logged: the blocks and the mean slide with the day."""
    limits = spec.thresholds
    nights = {night.local_date for night in history.in_last("sleep", BLOCKS * limits["block_days"])}
    recent = [day for day in nights if history.is_in_last(day, limits["short_in_days"])]
    is_enough = (
        len(nights) >= BLOCKS * limits["block_nights"] or len(recent) >= limits["short_nights"]
    )
    return history.tomorrow if is_enough else None


RULE = Rule("F34", find, wakes)
