"""F28: fevers, drenching sweats or weight loss, in cancers of the blood.

This week: over 38.0 degrees on 3 local dates in the last 14 days, unless F06 has found something;
or drenching night sweats, above baseline, on 3 dates in the last 14; or weight loss of 10.0
percent as F29 works it out, not planned. For what it uses it speaks in place of F12 and F29.

Sources: BSYM.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.engine.weights import is_losing_meant, weight_loss
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import WEEK, finding, has, has_fired, newest

SWEATS = "night_sweats"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding, with every sign that counts."""
    if history.profile.cancer_type not in history.rule_set.sets["blood_cancers"]:
        return
    limits = spec.thresholds
    fevers: list[Reading] = []
    if not has_fired(earlier, "F06"):
        fevers = [
            reading
            for reading in history.in_last("temperature", limits["in_days"])
            if reading.body["celsius"] > limits["over_c"]
        ]
    sweats = [
        report
        for report in history.reports_in_last(SWEATS, limits["in_days"])
        if history.is_above(report) and has(report, "drenching")
    ]
    signs = {
        "temperature": fevers if _days(fevers) >= limits["fever_dates"] else [],
        SWEATS: sweats if _days(sweats) >= limits["sweat_dates"] else [],
        "weight": _lost_weight(history, spec),
    }
    used = [reading for readings in signs.values() for reading in readings]
    if not used:
        return
    named = [name for name, readings in signs.items() if readings]
    facts: dict[str, Fact] = {
        "on": newest(used).local_date.isoformat(),
        "saw": named[0] if len(named) == 1 else "several",
    }
    yield finding(spec, WEEK, used, uses=set(named), facts=facts)


def _days(readings: Iterable[Reading]) -> int:
    return len({reading.local_date for reading in readings})


def _lost_weight(history: History, spec: RuleSpec) -> list[Reading]:
    limits = history.rule_set.rules["F29"].thresholds
    loss = None if is_losing_meant(history) else weight_loss(history, limits)
    if loss is None or loss.percent < Decimal(str(spec.thresholds["weight_percent"])):
        return []
    return list(loss.readings)


RULE = Rule("F28", find)
