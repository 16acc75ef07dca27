"""F01: short of breath, new or worse than usual.

Looks at the reports of the last 48 hours whose severity is above the person's baseline; a later
report of 0 does not take them back. Emergency: severity 4; or 3 at rest; or 2 with a sudden
start; or 2 with chest pain of level 2 within 24 hours. Same day: severity 3; or 1 with a sudden
start. This week: severity 2. The baseline of chest pain is not used. What is less than an
emergency is left out when F09 is an emergency.

Sources: VTE, UHN, ASCO-BREAST, CTCAE.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import RANK, Reading, Urgency, in_order, reading_order
from journal.flags.engine.levels import level_of
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, has_fired

SLUG = "shortness_of_breath"
COMPANION = "chest_pain"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding: the most urgent that the reports of the window make."""
    baseline = history.baseline(SLUG)
    hours = spec.thresholds["within_hours"]
    reports = [
        report
        for report in history.recent_reports(SLUG, hours)
        if (report.body.get("severity") or 0) > baseline
    ]
    companions = _chest_pains(history, spec) if reports else []
    judged = [(_judge(history, spec, report, companions), report) for report in reports]
    found = [(urgency, report) for urgency, report in judged if urgency is not None]
    if not found:
        return
    urgency = max((urgency for urgency, _ in found), key=lambda item: RANK[item])
    if urgency != NOW and has_fired(earlier, "F09", urgency=NOW):
        return
    used = [report for own, report in found if own == urgency]
    worst = max(used, key=lambda report: (report.body["severity"], reading_order(report)))
    pains = [] if urgency != Urgency.EMERGENCY_NOW else _near(history, spec, used, companions)
    yield Candidate(
        rule=spec.id,
        concept=spec.concept,
        urgency=urgency,
        subject=SLUG,
        level=worst.body["severity"],
        evidence=in_order([*used, *pains]),
        facts={
            "on": worst.local_date.isoformat(),
            "severity": worst.body["severity"],
            "saw": _variant(worst, has_pain=bool(pains)),
        },
        uses=frozenset({SLUG, COMPANION}) if pains else frozenset({SLUG}),
    )


def _chest_pains(history: History, spec: RuleSpec) -> list[Reading]:
    least = spec.thresholds["companion_level"]
    return [pain for pain in history.reports(COMPANION) if (level_of(pain.body) or 0) >= least]


def _is_near(history: History, spec: RuleSpec, report: Reading, pain: Reading) -> bool:
    return history.may_be_apart_at_most(report, pain, spec.thresholds["companion_hours"])


def _near(
    history: History, spec: RuleSpec, used: Sequence[Reading], pains: Sequence[Reading]
) -> list[Reading]:
    """Return the chest pains that made an emergency of one of the reports."""
    least = spec.thresholds["emergency_with_companion"]
    strong = [report for report in used if report.body["severity"] >= least]
    return [
        pain for pain in pains if any(_is_near(history, spec, report, pain) for report in strong)
    ]


def _judge(
    history: History, spec: RuleSpec, report: Reading, companions: Sequence[Reading]
) -> Urgency | None:
    severity = report.body["severity"]
    qualifiers = report.body.get("qualifiers") or ()
    limits = spec.thresholds
    is_sudden = "sudden_onset" in qualifiers
    if (
        severity >= limits["emergency"]
        or (severity >= limits["emergency_at_rest"] and "at_rest" in qualifiers)
        or (severity >= limits["emergency_sudden"] and is_sudden)
        or (
            severity >= limits["emergency_with_companion"]
            and any(_is_near(history, spec, report, pain) for pain in companions)
        )
    ):
        return Urgency.EMERGENCY_NOW
    if severity >= limits["same_day"] or (severity >= limits["same_day_sudden"] and is_sudden):
        return Urgency.SAME_DAY
    return Urgency.THIS_WEEK if severity >= limits["this_week"] else None


def _variant(report: Reading, *, has_pain: bool) -> str:
    qualifiers = report.body.get("qualifiers") or ()
    if has_pain:
        return "with_chest_pain"
    if "at_rest" in qualifiers:
        return "at_rest"
    return "sudden" if "sudden_onset" in qualifiers else "plain"


RULE = Rule("F01", find)
