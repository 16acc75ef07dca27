"""F36: less movement than the goal.

Good to know: each of the last four full weeks, Monday to Sunday, has an activity entry and under
150 minutes; vigorous minutes count double, light ones not. Off when the person has no such goal,
and during treatment when the person has asked for that.

Sources: ACS22, ACSM, SEED.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import KNOW, finding

WEIGHT = {"vigorous": 2, "light": 0}


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    profile, limits = history.profile, spec.thresholds
    is_resting = profile.rest_in_treatment and profile.care_phase == "active_treatment"
    if not profile.activity_goal or is_resting:
        return
    monday = history.today - timedelta(days=history.today.weekday())
    used: list[Reading] = []
    entries = history.in_last("activity", 7 * (limits["weeks"] + 1))
    for week in range(limits["weeks"]):
        end = monday - timedelta(weeks=week)
        start = end - timedelta(weeks=1)
        these = [entry for entry in entries if start <= entry.local_date < end]
        if not these or sum(_minutes(entry) for entry in these) >= limits["minutes"]:
            return
        used.extend(these)
    facts: dict[str, Fact] = {"weeks": limits["weeks"], "minutes": limits["minutes"]}
    yield finding(spec, KNOW, used, facts=facts, until=monday + timedelta(weeks=1))


def _minutes(entry: Reading) -> float:
    minutes = float(entry.body.get("minutes") or 0)
    return minutes * WEIGHT.get(str(entry.body.get("intensity")), 1)


def wakes(history: History, spec: RuleSpec) -> date | None:
    """Say next Monday, when another week is full, while there is movement to count."""
    if not history.in_last("activity", 7 * (spec.thresholds["weeks"] + 1)):
        return None
    return history.today + timedelta(days=7 - history.today.weekday())


RULE = Rule("F36", find, wakes)
