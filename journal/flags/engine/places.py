"""Places of the body: where reports were made, and what lies near the first cancer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.levels import level_of

Place = tuple[str | None, str | None]
"""Region and side, either of which may not be known."""
_IMPLIED: Final = {"breast_nipple_change": "breast"}
"""Where a symptom can only be, when its report does not say."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One symptom at one place, active now.

    ``reports`` are those of its newest day there; ``since`` all reports there since it was last
    gone, in no particular order.
    """

    place: Place
    reports: tuple[Reading, ...]
    since: tuple[Reading, ...]


def place_of(report: Reading) -> Place:
    """Return where the report says it was."""
    site = report.body.get("site") or {}
    return site.get("region") or _IMPLIED.get(report.body["symptom"]), site.get("side")


def sides_match(one: str | None, other: str | None) -> bool:
    """Sides match when they are equal, or when either is not known or is both."""
    return one is None or other is None or "both" in (one, other) or one == other


def is_on_limb(history: History, report: Reading, limb: str) -> bool:
    """Whether the report is about an arm, its hand included, or a leg, its foot included."""
    return place_of(report)[0] in history.rule_set.sets[limb]


def is_near_node_surgery(history: History, report: Reading) -> bool:
    """Whether the report is about the limb of the person's node surgery, on its side."""
    surgery = history.profile.node_surgery
    if surgery is None or not is_on_limb(history, report, surgery.limb):
        return False
    return sides_match(place_of(report)[1], surgery.side)


def is_at_primary(history: History, place: Place) -> bool:
    """Whether the place is that of the first cancer."""
    primary = history.profile.primary_site
    if primary is None:
        return False
    return place[0] in (primary.region, *primary.also) and sides_match(place[1], primary.side)


def is_in_nodes(history: History, place: Place) -> bool:
    """Whether the place is a node region for this person's cancer."""
    profile = history.profile
    raw = history.rule_set.node_regions.get(profile.cancer_type)
    if raw is None:
        return False
    first = profile.primary_site
    site = first.region if first else None
    parts = raw.get("by_first_site", [raw])
    regions = [
        region
        for part in parts
        if "sites" not in part or site in part["sites"]
        for region in part["regions"]
    ]
    if place[0] not in regions:
        return False
    return not raw["same_side"] or sides_match(place[1], first.side if first else None)


def active_spots(history: History, slug: str, days: int) -> list[Spot]:
    """Return the places where the symptom is active within the last days.

    A lump reported today somewhere else does not hide the one of last week. An all-clear ends
    all of them; a report that it is gone ends those at its place, or all when it names none.
    """
    if not history.has_report_in_last(slug, days):
        return []
    there: dict[Place, list[Reading]] = {}
    gone: list[Reading] = []
    for report in history.reports(slug):
        level = level_of(report.body)
        if level == 0:
            gone.append(report)
        elif level is not None:
            there.setdefault(place_of(report), []).append(report)
    spots = (_spot(history, place, there[place], gone) for place in sorted(there, key=str))
    return [
        spot
        for spot in spots
        if spot is not None and history.is_in_last(spot.reports[0].local_date, days)
    ]


def _spot(history: History, place: Place, there: list[Reading], gone: list[Reading]) -> Spot | None:
    """Return what is left of the reports of one place after the last day it was gone."""
    present = {report.local_date for report in there}
    ends = [*history.clear_days, *(report.local_date for report in gone if _ends(report, place))]
    last = max((day for day in ends if day not in present), default=None)
    since = [report for report in there if last is None or report.local_date > last]
    if not since:
        return None
    newest = max(report.local_date for report in since)
    return Spot(place, tuple(item for item in since if item.local_date == newest), tuple(since))


def _ends(gone: Reading, place: Place) -> bool:
    region, side = place_of(gone)
    return region is None or (region == place[0] and sides_match(side, place[1]))
