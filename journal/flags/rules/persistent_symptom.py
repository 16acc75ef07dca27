"""F19: a symptom that stays.

Looks at the current episode (definitions 9 and 10). This week: it spans 14 days and the symptom
is on the person's watch list. Next visit: it spans 21 days. Worry and sadness instead: next visit
when it spans 14 days with every day at level 2. Tiers A and B; not for seizures and thoughts of
self-harm. An all-clear, or a gap of more than 10 days, starts the clock again.

Sources: UHN, NHS, PROMPT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.catalogue.terms import term
from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Urgency, in_order
from journal.flags.engine.levels import Episode
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import leaves


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom whose current episode is long enough."""
    for slug in history.reported:
        item = term(slug)
        if item is None or slug in spec.thresholds["not_for"]:
            continue
        if item.tier not in spec.thresholds["tiers"]:
            continue
        episode = history.current_episode(slug)
        urgency = None if episode is None else _judge(history, spec, slug, episode)
        if episode is None or urgency is None:
            continue
        yield Candidate(
            rule=spec.id,
            concept=spec.concept,
            urgency=urgency,
            subject=slug,
            level=episode.days[0].level,
            evidence=in_order(reading for day in episode.days for reading in day.readings),
            facts={
                "symptom": slug,
                "days": len(episode.days),
                "span": episode.span,
                "from": episode.days[-1].on.isoformat(),
                "on": episode.days[0].on.isoformat(),
            },
            until=leaves(episode.days[0].on, int(history.definitions["episode_current_days"])),
        )


def _judge(history: History, spec: RuleSpec, slug: str, episode: Episode) -> Urgency | None:
    limits = spec.thresholds
    if slug in limits["mood_slugs"]:
        is_steady = min(day.level for day in episode.days) >= limits["mood_level"]
        long_enough = episode.span >= limits["mood_span_days"]
        return Urgency.NEXT_VISIT if is_steady and long_enough else None
    if slug in history.watched and episode.span >= limits["watched_span_days"]:
        return Urgency.THIS_WEEK
    return Urgency.NEXT_VISIT if episode.span >= limits["span_days"] else None


RULE = Rule("F19", find)
