"""F02: chest pain.

Looks at the reports of the last 48 hours whose severity is above the person's baseline. Emergency:
severity 3; or 1 that spreads to arm or jaw or comes with sweating; or 2 with a sudden start or
during exercise; or, today or yesterday, an activity with chest pain, fainting or severe
breathlessness. Same day: severity 2. This week: severity 1. What is less than an emergency is
left out when F09 is an emergency.

Sources: CHEST, UHN.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate, Fact
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
    has,
    has_fired,
    newest,
    score,
    worst,
)

SLUG = "chest_pain"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding, of the reports and the activities together."""
    baseline = history.baseline(SLUG)
    urgency, used = gravest(
        (_judge(spec, report), report)
        for report in history.recent_reports(SLUG, spec.thresholds["within_hours"])
        if score(report, "severity") > baseline
    )
    efforts = [
        activity
        for activity in history.in_last("activity", spec.thresholds["activity_days"])
        if activity.body.get("during_symptoms")
    ]
    if efforts and urgency != NOW:
        urgency, used = NOW, []
    if urgency is None or (urgency != NOW and has_fired(earlier, "F09", urgency=NOW)):
        return
    yield finding(
        spec,
        urgency,
        [*used, *efforts],
        subject=SLUG,
        level=score(worst(used), "severity") if used else None,
        uses={SLUG},
        facts=_facts(worst(used)) if used else _effort(newest(efforts)),
    )


def _judge(spec: RuleSpec, report: Reading) -> Urgency | None:
    severity, limits = score(report, "severity"), spec.thresholds
    if (
        severity >= limits["emergency"]
        or (severity >= limits["emergency_spreads"] and has(report, "spreads_arm_jaw", "sweating"))
        or (severity >= limits["emergency_sudden"] and has(report, "sudden_onset"))
        or (severity >= limits["emergency_exercise"] and has(report, "during_exercise"))
    ):
        return NOW
    if severity >= limits["same_day"]:
        return TODAY
    return WEEK if severity >= limits["this_week"] else None


def _facts(report: Reading) -> dict[str, Fact]:
    saw = "plain"
    for variant, qualifiers in (
        ("spreads", ("spreads_arm_jaw", "sweating")),
        ("sudden", ("sudden_onset",)),
        ("moving", ("during_exercise",)),
    ):
        if has(report, *qualifiers):
            saw = variant
            break
    day = report.local_date.isoformat()
    return {"on": day, "severity": score(report, "severity"), "saw": saw}


def _effort(activity: Reading) -> dict[str, Fact]:
    return {"on": activity.local_date.isoformat(), "saw": "effort"}


RULE = Rule("F02", find)
