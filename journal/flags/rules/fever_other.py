"""F12: a fever without a known risk of infection.

Not when F06 has found something. Looks at the last 48 hours. Emergency: over 40.0 degrees. Same
day: over 39.0; or at the person's threshold with chills of severity 3, or confusion, on the same
local date. Otherwise, this week: the threshold reached on 3 local dates of the last 14 days, unless
F28 speaks for the fever. One mild fever says nothing. The baseline is not used.

Sources: CTCAE, NHS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading, Urgency
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import (
    NOW,
    TODAY,
    WEEK,
    finding,
    gravest,
    has_fired,
    level,
    newest,
    score,
    was_used,
)

CHILLS, CONFUSION = "chills", "confusion"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    if has_fired(earlier, "F06"):
        return
    hot = [
        reading
        for reading in history.in_last("temperature", spec.thresholds["recurrent_in_days"])
        if reading.body["celsius"] >= history.own("fever_threshold_c")
    ]
    if not hot:
        return
    signs = _signs(history, spec, {reading.local_date for reading in hot})
    with_signs = {sign.local_date for sign in signs}
    urgency, used = gravest(
        (_judge(spec, reading, with_signs), reading)
        for reading in hot
        if history.is_within(reading, spec.thresholds["within_hours"])
    )
    if urgency is not None:
        beside = [] if urgency == NOW else _beside(used, signs)
        yield _found(spec, urgency, used, beside)
        return
    days = {reading.local_date for reading in hot}
    is_back = len(days) >= spec.thresholds["recurrent_dates"]
    if is_back and not was_used("temperature", earlier, "F28"):
        yield _found(spec, WEEK, hot, [])


def _signs(history: History, spec: RuleSpec, days: set[date]) -> list[Reading]:
    """Find the chills and the confusion of the days with a fever."""
    limits = spec.thresholds
    span = limits["recurrent_in_days"]
    chills = [
        report
        for report in history.reports_in_last(CHILLS, span)
        if score(report, "severity") >= limits["chills_severity"]
    ]
    confused = [report for report in history.reports_in_last(CONFUSION, span) if level(report) > 0]
    return [report for report in (*chills, *confused) if report.local_date in days]


def _judge(spec: RuleSpec, reading: Reading, with_signs: set[date]) -> Urgency | None:
    celsius = reading.body["celsius"]
    if celsius > spec.thresholds["emergency_over_c"]:
        return NOW
    if celsius > spec.thresholds["same_day_over_c"] or reading.local_date in with_signs:
        return TODAY
    return None


def _beside(used: Sequence[Reading], signs: Sequence[Reading]) -> list[Reading]:
    days = {reading.local_date for reading in used}
    return [sign for sign in signs if sign.local_date in days]


def _found(
    spec: RuleSpec, urgency: Urgency, used: Sequence[Reading], signs: Sequence[Reading]
) -> Candidate:
    hottest = max(reading.body["celsius"] for reading in used)
    shown = newest(reading for reading in used if reading.body["celsius"] == hottest)
    return finding(
        spec,
        urgency,
        [*used, *signs],
        uses={"temperature", *(str(sign.body["symptom"]) for sign in signs)},
        facts={
            "on": shown.local_date.isoformat(),
            "celsius": hottest,
            "days": len({reading.local_date for reading in used}),
            "saw": "recurrent" if urgency == WEEK else "with_signs" if signs else "high",
        },
    )


RULE = Rule("F12", find)
