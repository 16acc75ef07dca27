"""F22: a lump anywhere else, the other breast included.

Looks at lumps active within 14 days that are neither at the first place nor in a node region.
This week: it grows; or it is in a breast or testicle; or the cancer is melanoma, sarcoma or of the
blood; or it was first reported there 14 days before. Otherwise next visit, but not while there is
a cold or an infection.

Sources: NHS, PIEDMONT, SEED.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import RANK, Urgency
from journal.flags.engine.places import Spot, active_spots, is_at_primary, is_in_nodes
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import VISIT, WEEK, about, has

SLUG = "lump"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding, of the lumps that are most urgent."""
    judged = [
        (urgency, spot)
        for spot in active_spots(history, SLUG, spec.thresholds["active_days"])
        if not is_at_primary(history, spot.place)
        and not is_in_nodes(history, spot.place)
        and (urgency := _judge(history, spec, spot)) is not None
    ]
    if not judged:
        return
    top = max((urgency for urgency, _ in judged), key=lambda item: RANK[item])
    used = [report for urgency, spot in judged if urgency == top for report in spot.reports]
    yield about(spec, top, SLUG, used)


def _judge(history: History, spec: RuleSpec, spot: Spot) -> Urgency | None:
    sets, cancer = history.rule_set.sets, history.profile.cancer_type
    first = min(report.local_date for report in spot.since)
    if (
        any(has(report, "growing") for report in spot.reports)
        or spot.place[0] in spec.thresholds["regions"]
        or cancer in sets["lump_prone"]
        or cancer in sets["blood_cancers"]
        or (spot.reports[0].local_date - first).days >= int(spec.thresholds["stays_days"])
    ):
        return WEEK
    has_cold = all(has(report, "with_cold_or_infection") for report in spot.reports)
    return None if has_cold else VISIT


RULE = Rule("F22", find)
