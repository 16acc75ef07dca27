"""F13: red, hot, sore skin.

Same day: a yes in the last 72 hours. The words say so when it is on the limb of the node surgery.
The baseline is not used.

Sources: CELLULITIS, CRUK-INF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.places import is_near_node_surgery
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import TODAY, about, level

SLUG = "skin_infection"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    hours = spec.thresholds["within_hours"]
    used = [report for report in history.recent_reports(SLUG, hours) if level(report) > 0]
    if not used:
        return
    near_nodes = any(is_near_node_surgery(history, report) for report in used)
    yield about(spec, TODAY, SLUG, used, why="near_nodes" if near_nodes else "default")


RULE = Rule("F13", find)
