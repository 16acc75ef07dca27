"""F24: bone or back pain that stays or wakes, in cancers that can spread to the bones.

Looks at the current episode, above baseline, with reports after an injury left out, and in it at
the days of level 2. This week: 3 such days that span 14; or 2 such days, at least 2 days apart, on
which the pain woke from sleep. Back pain is left out when F04 or F15 has used it.

Sources: MSCC, ASCO-SCRIPT, UHN.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.levels import Day, Series
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import WEEK, about, has, was_used

SLUGS = ("bone_pain", "back_pain")


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each of the two pains."""
    if history.profile.cancer_type not in history.rule_set.sets["bone_prone"]:
        return
    for slug in SLUGS:
        if was_used(slug, earlier, "F03", "F04", "F15"):
            continue
        days = _bad_days(history, spec, slug)
        if len(days) >= spec.thresholds["days"] and _span(days) >= spec.thresholds["span_days"]:
            yield _pattern(spec, slug, days, "stays")
            continue
        nights = [day for day in days if any(_wakes(history, report) for report in day.reports)]
        if (
            len(nights) >= spec.thresholds["nights"]
            and _span(nights) >= spec.thresholds["nights_apart_days"]
        ):
            yield _pattern(spec, slug, nights, "nights")


def _bad_days(history: History, spec: RuleSpec, slug: str) -> list[Day]:
    """Return the days of the current episode with enough pain, newest first."""
    if not history.has_report_in_last(slug, int(history.definitions["episode_current_days"])):
        return []
    episode = history.current_episode_of(_without_injuries(history, slug))
    if episode is None:
        return []
    return [day for day in episode.days if day.level >= spec.thresholds["level"]]


def _without_injuries(history: History, slug: str) -> Series:
    if any(has(report, "after_injury") for report in history.reports(slug)):
        return history.series_where(slug, lambda report: not has(report, "after_injury"))
    return history.series(slug)


def _wakes(history: History, report: Reading) -> bool:
    return history.is_above(report) and has(report, "wakes_from_sleep")


def _span(days: Sequence[Day]) -> int:
    return (days[0].on - days[-1].on).days if days else 0


def _pattern(spec: RuleSpec, slug: str, days: Sequence[Day], saw: str) -> Candidate:
    used = [report for day in days for report in day.readings]
    return about(spec, WEEK, slug, used, saw=saw, days=len(days), span=_span(days))


RULE = Rule("F24", find)
