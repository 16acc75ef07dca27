"""F14: a new sign from brain or nerves that did not come all at once.

Looks at symptoms that are active within 3 days and above baseline. Same day: confusion, trouble
speaking or fainting at any level; weakness of level 2, or 1 on one side; a change in sight of
level 2; dizziness of level 3. Symptoms that F03 or F04 has used are left out.

Sources: UCLA, UHN; the levels are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import TODAY, about, has, level, was_used

SLUGS = (
    "confusion", "speech_trouble", "fainting", "limb_weakness", "vision_change",
    "dizziness_balance",
)  # fmt: skip


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom that counts."""
    for slug in SLUGS:
        day = history.active(slug, spec.thresholds["active_days"])
        if day is None or was_used(slug, earlier, "F03", "F04"):
            continue
        used = [
            report
            for report in day.reports
            if history.is_above(report) and _is_sign(spec, slug, report)
        ]
        if used:
            yield about(spec, TODAY, slug, used)


def _is_sign(spec: RuleSpec, slug: str, report: Reading) -> bool:
    least = int(spec.thresholds[slug])
    if slug == "limb_weakness" and has(report, "one_sided"):
        least = int(spec.thresholds["limb_weakness_one_sided"])
    return level(report) >= least


RULE = Rule("F14", find)
