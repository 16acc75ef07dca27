"""F27: a skin or mole change that is not at the first place.

Looks at changes active within 14 days. This week in melanoma, otherwise next visit. The baseline
is not used. F20 speaks for the first place.

Sources: BPAC, NHS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.places import active_spots, is_at_primary
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import VISIT, WEEK, about

SLUG = "skin_mole_change"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    used = [
        report
        for spot in active_spots(history, SLUG, spec.thresholds["active_days"])
        if not is_at_primary(history, spot.place)
        for report in spot.reports
    ]
    if used:
        urgency = WEEK if history.profile.cancer_type == "melanoma" else VISIT
        yield about(spec, urgency, SLUG, used)


RULE = Rule("F27", find)
