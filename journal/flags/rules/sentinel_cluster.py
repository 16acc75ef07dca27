"""F25: several changes at once over two weeks, in lung cancer.

Counts six signs, of which 3 make it this week: poor appetite, tiredness, pain (pain, chest pain or
bone pain), cough and short breath, each with its newest day level in the last 7 days at 2 and a
day level of 1 in the 7 days before, both above baseline; and the newest weight of the last 21
days 3.0 percent under the highest of 7 to 60 days before it, with no weight goal.

Sources: DENIS-A, DENIS-B; the cut-offs are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.engine.weights import newest_drop
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import WEEK, finding, newest

SIGNS: tuple[tuple[str, ...], ...] = (
    ("appetite_loss",),
    ("fatigue",),
    ("pain", "chest_pain", "bone_pain"),
    ("cough",),
    ("shortness_of_breath",),
)


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    limits = spec.thresholds
    if history.profile.cancer_type != "lung":
        return
    signs = [used for slugs in SIGNS if (used := _sign(history, limits, slugs))]
    # Weight can add one sign, and takes longest to work out.
    if len(signs) < limits["signs"] - 1:
        return
    weights = _lost_weight(history, limits)
    count = len(signs) + bool(weights)
    if count < limits["signs"]:
        return
    reports = [report for used in signs for report in used]
    used = [*reports, *weights]
    yield finding(
        spec,
        WEEK,
        used,
        uses={str(report.body["symptom"]) for report in reports},
        facts={"count": count, "on": newest(used).local_date.isoformat()},
    )


def _sign(history: History, limits: Mapping[str, Any], slugs: Sequence[str]) -> list[Reading]:
    """Return the reports of both weeks, none when the sign is not there in both."""
    now: list[Reading] = []
    before: list[Reading] = []
    for slug in slugs:
        day = history.active(slug, limits["week_days"])
        usual = history.baseline(slug)
        if day is not None and day.level >= max(limits["level"], usual + 1):
            now.extend(day.readings)
        for earlier in history.series(slug).report_days():
            age = (history.today - earlier.on).days
            is_before = limits["week_days"] <= age < 2 * limits["week_days"]
            if is_before and earlier.level >= max(limits["level_before"], usual + 1):
                before.extend(earlier.readings)
    return [*now, *before] if now and before else []


def _lost_weight(history: History, limits: Mapping[str, Any]) -> list[Reading]:
    if history.profile.weight_goal is not None:
        return []
    drop = newest_drop(
        history,
        recent_days=limits["weight_recent_days"],
        from_days=limits["weight_from_days"],
        to_days=limits["weight_to_days"],
    )
    if drop is None or drop.percent < Decimal(str(limits["weight_percent"])):
        return []
    return list(drop.readings)


def wakes(history: History, spec: RuleSpec) -> date | None:
    """Say tomorrow while a sign is in the two weeks, which slide with the day."""
    if history.profile.cancer_type != "lung":
        return None
    days = 2 * int(spec.thresholds["week_days"])
    slugs = (slug for sign in SIGNS for slug in sign)
    is_there = any(history.has_report_in_last(slug, days) for slug in slugs)
    return history.tomorrow if is_there else None


RULE = Rule("F25", find, wakes)
