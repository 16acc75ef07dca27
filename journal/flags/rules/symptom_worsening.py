"""F18: a jump of 2 or more since the day before it was last asked.

Compares the newest two days with a day level, an all-clear counting as 0, which lie at most 14
days apart, the newest within the last 7 days and above baseline. This week for symptoms on the
person's watch list, otherwise next visit. Tiers A and B; not for yes-or-no items, seizures and
thoughts of self-harm. A rise of 1 never counts alone.

Sources: CRT-PILOT, MAZZA.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.catalogue.terms import term
from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Urgency, in_order
from journal.flags.engine.levels import Day, level_attribute
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import leaves


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom that has jumped."""
    limits = spec.thresholds
    for slug in history.reported:
        item = term(slug)
        if item is None or slug in limits["not_for"] or item.attributes == ("present",):
            continue
        if item.tier not in limits["tiers"]:
            continue
        if not history.has_report_in_last(slug, limits["newest_days"]):
            continue
        days = history.series(slug).newest(2)
        if len(days) < 2 or not history.is_in_last(days[0].on, limits["newest_days"]):
            continue
        newest, before = days
        if (
            newest.level - before.level < limits["rise"]
            or newest.level <= history.baseline(slug)
            or (newest.on - before.on).days > limits["apart_days"]
        ):
            continue
        yield Candidate(
            rule=spec.id,
            concept=spec.concept,
            urgency=Urgency.THIS_WEEK if slug in history.watched else Urgency.NEXT_VISIT,
            subject=slug,
            level=newest.level,
            evidence=in_order([*before.readings, *newest.readings]),
            facts=_facts(slug, newest, before),
            until=leaves(newest.on, limits["newest_days"]),
        )


def _facts(slug: str, newest: Day, before: Day) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "symptom": slug,
        "on": newest.on.isoformat(),
        "level": newest.level,
        "level_scale": level_attribute(newest.readings[0].body),
        "before_on": before.on.isoformat(),
        "before": before.level,
    }
    if before.is_all_clear:
        return facts | {"saw": "after_all_clear"}
    return facts | {"before_scale": level_attribute(before.readings[0].body)}


RULE = Rule("F18", find)
