"""F33: answers on mood or distress that ask for help.

This week: PHQ-2 at the cut in the last 14 days. Otherwise next visit: distress at the cut in the
last 14 days. Both cuts are in the data, where a site may set its own.

Sources: KROENKE, NCCN-DT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import reading_order
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import VISIT, WEEK, finding, leaves, score


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    limits = spec.thresholds
    for kind, cut, urgency in (
        ("mood_screen", limits["phq2"], WEEK),
        ("distress", limits["distress"], VISIT),
    ):
        used = [
            reading
            for reading in history.in_last(kind, limits["in_days"])
            if score(reading, "score") >= cut
        ]
        if used:
            shown = max(used, key=lambda item: (score(item, "score"), reading_order(item)))
            yield finding(
                spec,
                urgency,
                used,
                level=None,
                facts={"on": shown.local_date.isoformat(), "saw": kind},
                until=leaves(min(item.local_date for item in used), limits["in_days"]),
            )
            return


RULE = Rule("F33", find)
