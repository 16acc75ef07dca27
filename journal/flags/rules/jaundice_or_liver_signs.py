"""F11: yellow skin or eyes, or slow signs from the liver.

Same day: yellow skin or eyes in the last 72 hours; the baseline is not used. Otherwise, in
liver-prone cancers, this week: poor appetite, and pain in the upper right belly or bloating, each
with day level 2 above baseline on 2 days in the last 14 that lie at least 7 days apart. A part
whose newest day level is 0 no longer counts.

Sources: UHN; the timing of the slow signs is our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.levels import Day
from journal.flags.engine.places import place_of
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import TODAY, WEEK, about, finding, level, newest

SLUG, APPETITE, PAIN, BLOATING = "jaundice", "appetite_loss", "abdominal_pain", "bloating"
PLACE = "abdomen_upper_right"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding: yellow skin, else the slow signs."""
    hours = spec.thresholds["within_hours"]
    yellow = [report for report in history.recent_reports(SLUG, hours) if level(report) > 0]
    if yellow:
        yield about(spec, TODAY, SLUG, yellow, saw="jaundice")
        return
    if history.profile.cancer_type not in history.rule_set.sets["liver_prone"]:
        return
    appetite = _slow_days(history, spec, APPETITE)
    if not appetite:
        return
    pains = _slow_days(history, spec, PAIN, lambda report: place_of(report)[0] == PLACE)
    bloated = _slow_days(history, spec, BLOATING)
    if not pains and not bloated:
        return
    used = [report for day in (*appetite, *pains, *bloated) for report in day.readings]
    yield finding(
        spec,
        WEEK,
        used,
        uses={str(report.body["symptom"]) for report in used},
        facts={
            "on": newest(used).local_date.isoformat(),
            "from": min(report.local_date for report in used).isoformat(),
            "saw": "belly_pain" if pains else "bloating",
        },
    )


def _slow_days(
    history: History,
    spec: RuleSpec,
    slug: str,
    is_there: Callable[[Reading], bool] | None = None,
) -> list[Day]:
    """Return the days of one part when there are enough of them, far enough apart."""
    limits = spec.thresholds
    if history.active(slug, limits["slow_days"]) is None:
        return []
    series = history.series(slug) if is_there is None else history.series_where(slug, is_there)
    least = max(limits["slow_level"], history.baseline(slug) + 1)
    days = [
        day
        for day in series.report_days()
        if history.is_in_last(day.on, limits["slow_days"]) and day.level >= least
    ]
    if len(days) < 2 or (days[0].on - days[-1].on).days < limits["slow_apart_days"]:
        return []
    return days


RULE = Rule("F11", find)
