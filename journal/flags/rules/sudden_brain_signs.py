"""F03: sudden signs from the brain.

Looks at the last 48 hours. Emergency: a seizure; weakness, trouble speaking, confusion or a change
in sight with a sudden start; numbness with a sudden start on one side; a headache of severity 4
with a sudden start. The baseline is not used, and a later report that it is gone takes nothing
back. One finding per symptom, so that a second sign is not lost behind the first.

Sources: STROKE, UCLA.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, about, has, level, score

SEIZURE, NUMBNESS, HEADACHE = "seizure", "numbness_tingling", "headache"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom with a sudden sign."""
    limits = spec.thresholds
    for slug in (SEIZURE, *limits["sudden_slugs"], NUMBNESS, HEADACHE):
        used = [
            report
            for report in history.recent_reports(slug, limits["within_hours"])
            if _is_sign(spec, slug, report)
        ]
        if used:
            yield about(spec, NOW, slug, used, saw="seizure" if slug == SEIZURE else "sudden")


def _is_sign(spec: RuleSpec, slug: str, report: Reading) -> bool:
    if level(report) == 0:
        return False
    if slug == SEIZURE:
        return True
    if not has(report, "sudden_onset"):
        return False
    if slug == NUMBNESS:
        return has(report, "one_sided")
    if slug == HEADACHE:
        return score(report, "severity") >= int(spec.thresholds["headache_severity"])
    return True


RULE = Rule("F03", find)
