"""F17: any symptom that is bad now.

Looks at the report of the newest day, within the last 7 days, when its level is above baseline:
severity 3, or interference 3, or loose stools with frequency 3, or a summary grade of 3. Same
day: severity 4; or 3 with a sudden start; or belly pain 3; or any of these in the hospice phase.
Comfort items (tier C) always wait for the next visit. Otherwise this week. Not for seizures and
thoughts of self-harm, which have rules of their own.

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
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom that is bad on its newest day."""
    for slug in history.reported:
        item = term(slug)
        if item is None or slug in spec.thresholds["not_for"]:
            continue
        day = history.active(slug, spec.thresholds["active_days"])
        if day is None or day.level <= history.baseline(slug):
            continue
        judged = [(_judge(history, spec, item, report), report) for report in day.readings]
        found = [(urgency, report) for urgency, report in judged if urgency is not None]
        if not found:
            continue
        urgency = max((urgency for urgency, _ in found), key=lambda item: RANK[item])
        used = [report for own, report in found if own == urgency]
        yield Candidate(
            rule=spec.id,
            concept=spec.concept,
            urgency=urgency,
            subject=slug,
            level=day.level,
            evidence=in_order(used),
            facts=_facts(spec, slug, used),
        )


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
