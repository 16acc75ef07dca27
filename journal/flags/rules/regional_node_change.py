"""F21: a lump in a node region of this cancer, or swelling of the limb of the node surgery.

This week: a lump active within 14 days in a node region, on the side of the cancer where that
matters, and not at the first place. With a cold or an infection it waits until 14 days have
passed since the first such report. Or swelling, active within 14 days and above baseline, of the
limb of the node surgery; not when F09 or F13 has found something.

Sources: SEED, UPMC, MEDCITY.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.places import (
    Spot,
    active_spots,
    is_at_primary,
    is_in_nodes,
    is_near_node_surgery,
)
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import WEEK, about, has, has_fired

LUMP, SWELLING = "lump", "arm_leg_swelling"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for the lumps, and one for the limb."""
    days = spec.thresholds["active_days"]
    lumps = [
        report
        for spot in active_spots(history, LUMP, days)
        if not is_at_primary(history, spot.place)
        and is_in_nodes(history, spot.place)
        and not _may_wait(history, spec, spot)
        for report in spot.reports
    ]
    if lumps:
        yield about(spec, WEEK, LUMP, lumps, saw="lump")
    if history.profile.node_surgery is None or has_fired(earlier, "F09", "F13"):
        return
    limbs = [
        report
        for spot in active_spots(history, SWELLING, days)
        for report in spot.reports
        if is_near_node_surgery(history, report) and history.is_above(report)
    ]
    if limbs:
        yield about(spec, WEEK, SWELLING, limbs, saw="limb")


def _may_wait(history: History, spec: RuleSpec, spot: Spot) -> bool:
    """Whether it may still be a gland of a cold."""
    first = min(report.local_date for report in spot.since)
    is_early = (history.today - first).days < int(spec.thresholds["cold_days"])
    return is_early and all(has(report, "with_cold_or_infection") for report in spot.reports)


def wakes(history: History, spec: RuleSpec) -> date | None:
    """Say tomorrow while a lump is active: that of a cold waits only so long."""
    is_there = history.has_report_in_last(LUMP, int(spec.thresholds["active_days"]))
    return history.tomorrow if is_there else None


RULE = Rule("F21", find, wakes)
