"""F16: losing more fluid than goes in.

Same day, in the last 48 hours: loose stools 7 over the usual number a day; throwing up of severity
3 with nothing kept down; trouble swallowing of severity 4. Otherwise, this week: loose stools 4
over the usual number on two days in a row, the first of them within the last 4 days. The baseline
is not used: the count of stools is itself over the usual.

Sources: CTCAE.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import TODAY, WEEK, finding, has, newest, score, worst
from journal.flags.rules.parts import level as level_in

STOOLS, VOMITING, SWALLOWING = "diarrhea", "vomiting", "trouble_swallowing"
COUNT = "count_over_baseline"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each way of losing fluid."""
    limits = spec.thresholds
    many = [
        report
        for report in history.recent_reports(STOOLS, limits["within_hours"])
        if score(report, COUNT) >= limits["stools_same_day"]
    ]
    if many:
        yield _stools(spec, many, has_days=False)
    elif days := _days_in_a_row(history, spec):
        yield _stools(spec, days, has_days=True)
    for slug, least in ((VOMITING, limits["vomiting"]), (SWALLOWING, limits["swallowing"])):
        used = [
            report
            for report in history.recent_reports(slug, limits["within_hours"])
            if score(report, "severity") >= least
            and (slug == SWALLOWING or has(report, "cannot_keep_fluids"))
        ]
        if used:
            shown = worst(used)
            yield finding(
                spec,
                TODAY,
                used,
                subject=slug,
                level=level_in(shown),
                uses={slug},
                facts={"on": shown.local_date.isoformat(), "saw": slug},
            )


def _days_in_a_row(history: History, spec: RuleSpec) -> list[Reading]:
    """Return the reports of the newest two such days in a row, none when there are no such days."""
    limits = spec.thresholds
    by_day: dict[date, list[Reading]] = defaultdict(list)
    for report in history.reports_in_last(STOOLS, limits["days_in"]):
        if score(report, COUNT) >= limits["stools_this_week"]:
            by_day[report.local_date].append(report)
    for day in sorted(by_day, reverse=True):
        before = day - timedelta(days=1)
        if before in by_day:
            return [*by_day[before], *by_day[day]]
    return []


def _stools(spec: RuleSpec, used: Sequence[Reading], *, has_days: bool) -> Candidate:
    most = max(score(report, COUNT) for report in used)
    shown = newest(report for report in used if score(report, COUNT) == most)
    return finding(
        spec,
        WEEK if has_days else TODAY,
        used,
        subject=STOOLS,
        level=max(level_in(report) for report in used) or None,
        uses={STOOLS},
        facts={
            "on": shown.local_date.isoformat(),
            "count": most,
            "saw": "stools_days" if has_days else "stools",
        },
    )


RULE = Rule("F16", find)
