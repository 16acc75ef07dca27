"""F17: any symptom that is bad now.

Looks at the reports of the newest day, within the last 7 days, whose level is above baseline, and
takes the most urgent of them, then the highest. A report counts with severity 3, interference 3,
a summary grade of 3, or, for loose stools, frequency 3. Same day: severity 4; or 3 with a sudden
start; or belly pain 3; or any of these in the hospice phase. Comfort items (tier C) always wait
for the next visit. Otherwise this week. Not for seizures and thoughts of self-harm, which have
rules of their own.

Sources: CRT-PILOT, STAR, UHN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journal.catalogue.grade import summary_grade
from journal.catalogue.terms import Term, term
from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import RANK, Reading, Urgency, in_order
from journal.flags.engine.levels import Day, level_of
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import leaves


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom that is bad on its newest day."""
    for slug in history.reported:
        item = term(slug)
        if item is None or slug in spec.thresholds["not_for"]:
            continue
        day = history.active(slug, spec.thresholds["active_days"])
        if day is None or day.level <= history.baseline(slug):
            continue
        urgency, used = _gravest(history, spec, item, day)
        if urgency is None:
            continue
        yield Candidate(
            rule=spec.id,
            concept=spec.concept,
            urgency=urgency,
            subject=slug,
            level=day.level,
            evidence=in_order(used),
            facts=_facts(spec, slug, used),
            until=leaves(day.on, spec.thresholds["active_days"]),
        )


def _gravest(
    history: History, spec: RuleSpec, item: Term, day: Day
) -> tuple[Urgency | None, list[Reading]]:
    """Return the highest urgency of the day, and the highest of the reports that have it.

    A mild report of the same day never hides one that got in the way a lot.
    """
    baseline = history.baseline(item.slug)
    judged = [
        (urgency, level, report)
        for report in day.reports
        if (level := level_of(report.body) or 0) > baseline
        and (urgency := _judge(history, spec, item, report)) is not None
    ]
    if not judged:
        return None, []
    top = max((RANK[urgency], level) for urgency, level, _ in judged)
    used = [item for item in judged if (RANK[item[0]], item[1]) == top]
    return used[0][0], [report for _, _, report in used]


def _judge(history: History, spec: RuleSpec, item: Term, report: Reading) -> Urgency | None:
    limits, body = spec.thresholds, report.body
    severity = body.get("severity") or 0
    if (
        severity < limits["severity"]
        and (body.get("interference") or 0) < limits["interference"]
        and not _is_frequent(limits, item.slug, body.get("frequency"))
        and (summary_grade(item.attributes, body) or 0) < limits["grade"]
    ):
        return None
    if item.tier == "C":
        return Urgency.NEXT_VISIT
    is_sudden = "sudden_onset" in (body.get("qualifiers") or ())
    if (
        history.profile.care_phase == "hospice"
        or severity >= limits["same_day"]
        or (severity >= limits["same_day_sudden"] and is_sudden)
        or (item.slug in limits["same_day_slugs"] and severity >= limits["same_day_slug"])
    ):
        return Urgency.SAME_DAY
    return Urgency.THIS_WEEK


def _is_frequent(limits: Mapping[str, Any], slug: str, frequency: int | None) -> bool:
    is_counted = slug in limits["frequency_slugs"]
    return is_counted and (frequency or 0) >= limits["frequency"]


def _facts(spec: RuleSpec, slug: str, used: Sequence[Reading]) -> dict[str, Fact]:
    """Name the attribute that was bad: severity before interference before frequency."""
    for attribute in ("severity", "interference", "frequency"):
        score = max(report.body.get(attribute) or 0 for report in used)
        if score >= spec.thresholds[attribute]:
            break
    return {
        "symptom": slug,
        "on": used[0].local_date.isoformat(),
        "saw": attribute,
        attribute: score,
    }


RULE = Rule("F17", find)
