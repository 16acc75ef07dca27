"""F20: a change at the place of the first cancer.

This week: a lump, a breast or nipple change or a skin or mole change, active within 14 days, at
the first place or one that counts as it, on a matching side; the baseline is not used. Or pain or
a mouth sore there, above baseline, with a current episode that spans 14 days. F21, F22 and F27
leave such places out.

Sources: SEED, ASCO-BREAST, MEDCITY.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.places import active_spots, is_at_primary, place_of
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import WEEK, about

CHANGES = ("lump", "breast_nipple_change", "skin_mole_change")
SORE = ("pain", "mouth_sore")


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom at the place."""
    if history.profile.primary_site is None:
        return
    for slug in CHANGES:
        used = [
            report
            for spot in active_spots(history, slug, spec.thresholds["active_days"])
            if is_at_primary(history, spot.place)
            for report in spot.reports
        ]
        if used:
            yield about(spec, WEEK, slug, used, saw="change")

    def is_there(report: Reading) -> bool:
        return is_at_primary(history, place_of(report))

    for slug in SORE:
        if not any(is_there(report) for report in history.reports(slug)):
            continue
        episode = history.current_episode_of(history.series_where(slug, is_there))
        if episode is None or episode.span < spec.thresholds["span_days"]:
            continue
        used = [report for day in episode.days for report in day.readings]
        facts = {"days": len(episode.days), "span": episode.span}
        yield about(spec, WEEK, slug, used, saw="stays", **facts)


RULE = Rule("F20", find)
