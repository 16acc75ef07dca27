"""F05: bleeding that needs help now.

Looks at the last 48 hours. Emergency: throwing up blood; coughing up blood, amount 2; blood in the
stool, amount 3; vaginal bleeding, amount 4; clots in the urine or urine that cannot pass; a
bleeding that will not stop. The baseline is not used. Each symptom found here is left out of F26.

Sources: VTE; the amounts are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, about, has, level, score, worst

AMOUNTS = ("coughing_blood", "blood_in_stool", "vaginal_bleeding")
MARKS = {
    "vomiting": "contains_blood",
    "blood_in_urine": "clots_cannot_pass_urine",
    "easy_bruising_bleeding": "will_not_stop",
}


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom that bleeds too much."""
    for slug in (*AMOUNTS, *MARKS):
        used = [
            report
            for report in history.recent_reports(slug, spec.thresholds["within_hours"])
            if _is_heavy(spec, slug, report)
        ]
        if not used:
            continue
        if slug in AMOUNTS:
            amount = score(worst(used), "amount")
            yield about(spec, NOW, slug, used, saw="amount", amount=amount)
        else:
            yield about(spec, NOW, slug, used, saw=slug)


def _is_heavy(spec: RuleSpec, slug: str, report: Reading) -> bool:
    if slug in AMOUNTS:
        return score(report, "amount") >= int(spec.thresholds[slug])
    return has(report, MARKS[slug]) and level(report) > 0


RULE = Rule("F05", find)
