"""Small steps that many rules share: what a report says, and how a finding is made of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.inputs import RANK, Reading, Urgency, in_order, reading_order
from journal.flags.engine.levels import level_of
from journal.flags.engine.specs import RuleSpec

NOW, TODAY, WEEK = Urgency.EMERGENCY_NOW, Urgency.SAME_DAY, Urgency.THIS_WEEK
VISIT, KNOW = Urgency.NEXT_VISIT, Urgency.INFORMATION


LONGEST_SUBJECT = 48
"""What a flag can name: an analyte or a test of the person's own may be longer."""


def leaves(day: date, days: int) -> date:
    """Return the first day on which ``day`` is no longer one of the last ``days``."""
    return day + timedelta(days=days)


def has(report: Reading, *qualifiers: str) -> bool:
    """Whether the report has at least one of the qualifiers."""
    given = report.body.get("qualifiers") or ()
    return any(qualifier in given for qualifier in qualifiers)


def level(report: Reading) -> int:
    """Return the level of a report; one without an answer that has a level counts as 0."""
    return level_of(report.body) or 0


def score(report: Reading, attribute: str) -> int:
    """Return one score of a report, 0 where it is not given."""
    return int(report.body.get(attribute) or 0)


def newest(readings: Iterable[Reading]) -> Reading:
    """Return the newest of at least one entry."""
    return max(readings, key=reading_order)


def worst(reports: Iterable[Reading]) -> Reading:
    """Return the report of the highest level, of equals the newest."""
    return max(reports, key=lambda report: (level(report), reading_order(report)))


def gravest(
    judged: Iterable[tuple[Urgency | None, Reading]],
) -> tuple[Urgency | None, list[Reading]]:
    """Return the highest urgency, and the entries that have it."""
    found = [(urgency, reading) for urgency, reading in judged if urgency is not None]
    if not found:
        return None, []
    top = max((urgency for urgency, _ in found), key=lambda item: RANK[item])
    return top, [reading for urgency, reading in found if urgency == top]


def finding(
    spec: RuleSpec,
    urgency: Urgency,
    used: Iterable[Reading],
    *,
    subject: str | None = None,
    level: int | None = None,
    uses: AbstractSet[str] = frozenset(),
    facts: dict[str, Fact],
    until: date | None = None,
) -> Candidate:
    """Make a finding of a rule from the entries it rests on."""
    return Candidate(
        rule=spec.id,
        concept=spec.concept,
        urgency=urgency,
        subject=None if subject is None else subject[:LONGEST_SUBJECT],
        level=level,
        evidence=in_order(used),
        facts=facts,
        uses=frozenset(uses),
        until=until,
    )


def about(
    spec: RuleSpec, urgency: Urgency, slug: str, used: Sequence[Reading], **facts: Fact
) -> Candidate:
    """Make a finding on one symptom from its reports; the day is that of the worst of them."""
    shown = worst(used)
    day = shown.local_date.isoformat()
    return finding(
        spec,
        urgency,
        used,
        subject=slug,
        level=level(shown),
        uses={slug},
        facts={"symptom": slug, "on": day, **facts},
    )


def was_used(slug: str, earlier: Iterable[Candidate], *rules: str) -> bool:
    """Whether one of these rules has found something that speaks for the symptom."""
    return any(item.rule in rules and slug in item.uses for item in earlier)


def has_fired(earlier: Iterable[Candidate], *rules: str, urgency: Urgency | None = None) -> bool:
    """Whether one of these rules has found something, at this urgency where one is given."""
    return any(item.rule in rules and urgency in (None, item.urgency) for item in earlier)
