"""F07: belly pain, throwing up, and nothing that passes.

Emergency, all within the last 48 hours: belly pain of severity 3; throwing up of level 2; and
constipation of level 3, bloating of level 3, or any report that no gas passes. The baseline is
not used. All three parts are needed.

Sources: UHN.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, finding, has, level, newest, score

PAIN, VOMITING = "abdominal_pain", "vomiting"
BLOCKED = ("constipation", "bloating")


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding, with every report of the three parts."""
    limits = spec.thresholds
    hours = limits["within_hours"]
    pains = [
        report
        for report in history.recent_reports(PAIN, hours)
        if score(report, "severity") >= limits["pain"]
    ]
    if not pains:
        return
    throwing_up = [
        report
        for report in history.recent_reports(VOMITING, hours)
        if level(report) >= limits["vomiting"]
    ]
    blocked = [report for report in history.recent("symptom", hours) if _is_blocked(spec, report)]
    if not throwing_up or not blocked:
        return
    used = [*pains, *throwing_up, *blocked]
    yield finding(
        spec,
        NOW,
        used,
        uses={PAIN, VOMITING, *(str(report.body["symptom"]) for report in blocked)},
        facts={
            "on": newest(used).local_date.isoformat(),
            "saw": "no_gas" if any(has(report, "no_gas") for report in blocked) else "default",
        },
    )


def _is_blocked(spec: RuleSpec, report: Reading) -> bool:
    slug = report.body["symptom"]
    if slug in BLOCKED and level(report) >= int(spec.thresholds[slug]):
        return True
    return has(report, "no_gas")


RULE = Rule("F07", find)
