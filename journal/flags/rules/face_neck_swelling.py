"""F10: a swollen face or neck.

Looks at the last 72 hours, above the person's baseline. Emergency when it is worse lying down, or
with trouble breathing of level 2 in the same hours, whose baseline is not used. Otherwise same
day.

Sources: SVC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, TODAY, finding, has, level, worst

SLUG, BREATH = "face_neck_swelling", "shortness_of_breath"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    hours = spec.thresholds["within_hours"]
    used = [report for report in history.recent_reports(SLUG, hours) if history.is_above(report)]
    if not used:
        return
    breaths = [
        report
        for report in history.recent_reports(BREATH, hours)
        if level(report) >= spec.thresholds["breath"]
    ]
    lying = any(has(report, "worse_lying_down") for report in used)
    shown = worst(used)
    saw = "with_breath" if breaths else "lying" if lying else "default"
    yield finding(
        spec,
        NOW if breaths or lying else TODAY,
        [*used, *breaths],
        subject=SLUG,
        level=level(shown),
        uses={SLUG, BREATH} if breaths else {SLUG},
        facts={"on": shown.local_date.isoformat(), "saw": saw},
    )


RULE = Rule("F10", find)
