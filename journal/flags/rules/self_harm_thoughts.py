"""F08: thoughts of hurting oneself.

Emergency: a yes within the last 72 hours. Never muted, never shared by itself, shown every time.

Sources: L988, RESOURCEBOT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, about, level

SLUG = "self_harm_thoughts"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    hours = spec.thresholds["within_hours"]
    used = [report for report in history.recent_reports(SLUG, hours) if level(report) > 0]
    if used:
        yield about(spec, NOW, SLUG, used)


RULE = Rule("F08", find)
