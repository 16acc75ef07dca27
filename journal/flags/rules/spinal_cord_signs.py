"""F04: signs that the spinal cord may be under pressure.

Emergency, within the last 72 hours: numbness in the saddle area; or weakness of a leg, with back
pain in the last 14 days; or loss of bladder or bowel control, with back pain or weakness of a leg
in the last 14 days. All but the saddle numbness must be above the person's baseline. A later
report that it is gone takes nothing back. One finding per sign.

Sources: MSCC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.places import is_on_limb
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, finding, has, level, worst

NUMBNESS, WEAKNESS, BACK = "numbness_tingling", "limb_weakness", "back_pain"
CONTROL = ("bladder_control_loss", "bowel_control_loss")


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each sign that counts, with what makes it count."""
    hours = spec.thresholds["within_hours"]
    numb = [
        report
        for report in history.recent_reports(NUMBNESS, hours)
        if has(report, "saddle_area") and level(report) > 0
    ]
    if numb:
        yield _sign(spec, NUMBNESS, numb, [], "saddle")
    days = spec.thresholds["companion_days"]
    backs = [item for item in history.reports_in_last(BACK, days) if history.is_above(item)]
    legs = [
        report for report in history.reports_in_last(WEAKNESS, days) if _is_leg(history, report)
    ]
    weak = [
        report for report in history.recent_reports(WEAKNESS, hours) if _is_leg(history, report)
    ]
    if weak and backs:
        yield _sign(spec, WEAKNESS, weak, backs, "weakness")
    for slug in CONTROL:
        lost = [item for item in history.recent_reports(slug, hours) if history.is_above(item)]
        if lost and (backs or legs):
            saw = "control_back" if backs else "control_leg"
            yield _sign(spec, slug, lost, [*backs, *legs], saw)


def _is_leg(history: History, report: Reading) -> bool:
    return history.is_above(report) and is_on_limb(history, report, "leg")


def _sign(
    spec: RuleSpec, slug: str, used: Sequence[Reading], companions: Sequence[Reading], saw: str
) -> Candidate:
    shown = worst(used)
    facts: dict[str, Fact] = {"symptom": slug, "on": shown.local_date.isoformat(), "saw": saw}
    return finding(
        spec,
        NOW,
        [*used, *companions],
        subject=slug,
        level=level(shown),
        uses={slug, *(str(report.body["symptom"]) for report in companions)},
        facts=facts,
    )


RULE = Rule("F04", find)
