"""F15: back pain with a warning sign.

Looks at back pain that is active within 7 days, of level 2 and above baseline, not after an
injury. Same day when it is worse lying down or on coughing or straining, wakes from sleep, lies
like a band around the body, or is in the neck, the upper or the middle back. Not when F04 has used
the back pain. F24 then leaves the back pain out.

Sources: MSCC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.places import place_of
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import TODAY, about, has, level, was_used, worst

SLUG = "back_pain"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    day = history.active(SLUG, spec.thresholds["active_days"])
    if day is None or was_used(SLUG, earlier, "F04"):
        return
    used = [report for report in day.reports if history.is_above(report) and _is_sign(spec, report)]
    if used:
        yield about(spec, TODAY, SLUG, used, saw=_variant(spec, worst(used)))


def _is_sign(spec: RuleSpec, report: Reading) -> bool:
    limits = spec.thresholds
    if level(report) < limits["level"] or has(report, "after_injury"):
        return False
    return has(report, *limits["qualifiers"]) or place_of(report)[0] in limits["regions"]


def _variant(spec: RuleSpec, report: Reading) -> str:
    given = report.body.get("qualifiers") or ()
    named = (name for name in spec.thresholds["qualifiers"] if name in given)
    return next(named, "place")


RULE = Rule("F15", find)
