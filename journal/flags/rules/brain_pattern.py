"""F23: headaches with other signs, in cancers that can spread to the brain.

Needs a headache that is active within 7 days and above baseline. Same day: that headache is worse
in the morning or lying down, with throwing up in the last 3 days, whose baseline is not used. This
week: headache of day level 2 on 3 days in the last 14; or on 2 days in the last 7 with, in the
last 7 and above baseline, throwing up 1, a change in sight 1, dizziness 2 or memory trouble 2.

Sources: SEED, UCLA; the counts are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.levels import Day
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import TODAY, WEEK, finding, has, level

SLUG, VOMITING = "headache", "vomiting"
COMPANIONS = ("vomiting", "vision_change", "dizziness_balance", "memory_focus")


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    limits = spec.thresholds
    if history.profile.cancer_type not in history.rule_set.sets["brain_prone"]:
        return
    newest = history.active(SLUG, limits["active_days"])
    if newest is None or newest.level <= history.baseline(SLUG):
        return
    facts: dict[str, Fact] = {"on": newest.on.isoformat()}
    typical = [
        report
        for report in newest.reports
        if history.is_above(report) and has(report, "worse_morning", "worse_lying_down")
    ]
    vomiting = [
        report
        for report in history.reports_in_last(VOMITING, limits["vomiting_days"])
        if level(report) > 0
    ]
    if typical and vomiting:
        found = [*typical, *vomiting]
        yield _pattern(spec, newest, found, is_today=True, facts={**facts, "saw": "morning"})
        return
    bad = _headaches(history, limits["bad_in_days"], limits["bad_level"])
    if len(bad) >= limits["bad_days"]:
        facts |= {"saw": "often", "days": len(bad)}
        yield _pattern(spec, newest, _reports(bad), is_today=False, facts=facts)
        return
    week = _headaches(history, limits["with_in_days"], 1)
    beside = [
        report
        for slug in COMPANIONS
        for report in history.reports_in_last(slug, limits["with_in_days"])
        if history.is_above(report) and level(report) >= limits[slug]
    ]
    if len(week) >= limits["with_days"] and beside:
        facts |= {"saw": "with_signs", "days": len(week)}
        yield _pattern(spec, newest, [*_reports(week), *beside], is_today=False, facts=facts)


def _headaches(history: History, days: int, least: int) -> list[Day]:
    """Return the days of the last ones with a headache of that level, above baseline."""
    needed = max(least, history.baseline(SLUG) + 1)
    return [
        day
        for day in history.series(SLUG).report_days()
        if history.is_in_last(day.on, days) and day.level >= needed
    ]


def _reports(days: Sequence[Day]) -> list[Reading]:
    return [report for day in days for report in day.readings]


def _pattern(
    spec: RuleSpec,
    newest: Day,
    used: Sequence[Reading],
    *,
    is_today: bool,
    facts: dict[str, Fact],
) -> Candidate:
    return finding(
        spec,
        TODAY if is_today else WEEK,
        used,
        subject=SLUG,
        level=newest.level,
        uses={str(report.body["symptom"]) for report in used},
        facts=facts,
    )


RULE = Rule("F23", find)
