"""From what is true now to what becomes a flag: suppressing, cooldowns, closing (4.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from journal.flags.engine.findings import Candidate, Evaluation, Kept, Suppressed
from journal.flags.engine.inputs import RANK, PriorFlag, Urgency
from journal.flags.engine.specs import RuleSet

Key = tuple[str, str | None]
"""Concept and subject: what makes two findings the same flag."""
_MILD: Final = frozenset({Urgency.INFORMATION, Urgency.NEXT_VISIT})


def is_mild(urgency: Urgency) -> bool:
    """Whether quiet mode hides it until the person asks, and weekly summaries cap it."""
    return urgency in _MILD


@dataclass(frozen=True, slots=True)
class Moment:
    """When an evaluation takes place: the instant, and the day in the person's zone."""

    now: datetime
    today: date


def combine(
    candidates: Sequence[Candidate],
    prior_flags: Iterable[PriorFlag],
    moment: Moment,
    rule_set: RuleSet,
    *,
    concepts: AbstractSet[str],
    general: AbstractSet[str],
) -> Evaluation:
    """Decide for every candidate and every earlier flag.

    ``concepts`` are those of the rules that were looked at, so that flags of other rules are left
    alone. ``general`` are the ids of the general symptom rules.
    """
    effective, quiet = _most_specific(candidates, rule_set.tie_order, general)
    priors: dict[Key, list[PriorFlag]] = defaultdict(list)
    for flag in prior_flags:
        priors[flag.concept, flag.subject or None].append(flag)
    new, kept, replaced, stopped = _new_and_kept(effective, priors, moment, rule_set)
    suppressed = [*quiet, *stopped]
    closed = _over(priors, effective, suppressed, concepts)
    return Evaluation(
        rule_set=rule_set.version,
        candidates=in_urgency_order(candidates),
        new_flags=in_urgency_order(new),
        kept=tuple(sorted(kept, key=lambda item: _urgency_order(item.candidate))),
        resolved=tuple(
            sorted([*replaced, *closed], key=lambda flag: (flag.concept, flag.subject or ""))
        ),
        suppressed=tuple(sorted(suppressed, key=lambda item: _urgency_order(item.candidate))),
        held_back=(),
    )


def _new_and_kept(
    effective: Iterable[Candidate],
    priors: Mapping[Key, list[PriorFlag]],
    moment: Moment,
    rule_set: RuleSet,
) -> tuple[list[Candidate], list[Kept], list[PriorFlag], list[Suppressed]]:
    """Sort what is true into new flags and known ones; also the answered flags replaced by new."""
    new: list[Candidate] = []
    kept: list[Kept] = []
    replaced: list[PriorFlag] = []
    stopped: list[Suppressed] = []
    for candidate in effective:
        known = priors.get(candidate.key, [])
        open_flag = next((flag for flag in known if flag.state == "open"), None)
        if open_flag is not None:
            is_raised = RANK[candidate.urgency] > RANK[open_flag.urgency]
            kept.append(Kept(open_flag, candidate, is_raised))
            continue
        stop = _stopped_by(candidate, known, moment, rule_set)
        if stop is not None:
            stopped.append(stop)
            continue
        new.append(candidate)
        replaced.extend(flag for flag in known if flag.state == "acknowledged")
    return new, kept, replaced, stopped


def _over(
    priors: Mapping[Key, list[PriorFlag]],
    effective: Iterable[Candidate],
    suppressed: Iterable[Suppressed],
    concepts: AbstractSet[str],
) -> list[PriorFlag]:
    """Return the earlier flags that close, of the rules that were looked at."""
    still_true = {candidate.key for candidate in effective}
    outranked = {item.candidate.key for item in suppressed} - still_true
    return [
        flag
        for key, known in priors.items()
        if key[0] in concepts and key not in still_true
        for flag in known
        if _is_over(flag, key in outranked)
    ]


def _most_specific(
    candidates: Sequence[Candidate], tie_order: Sequence[str], general: AbstractSet[str]
) -> tuple[list[Candidate], list[Suppressed]]:
    """Keep one general candidate per symptom, and none where a specific rule says as much."""
    kept: list[Candidate] = []
    suppressed: list[Suppressed] = []
    spoken_for: dict[str, int] = {}
    for candidate in candidates:
        if candidate.rule not in general:
            kept.append(candidate)
            for slug in candidate.uses:
                rank = RANK[candidate.urgency]
                spoken_for[slug] = max(rank, spoken_for.get(slug, rank))
    best: dict[str | None, Candidate] = {}
    for candidate in sorted(
        (candidate for candidate in candidates if candidate.rule in general),
        key=lambda item: (-RANK[item.urgency], tie_order.index(item.rule)),
    ):
        if spoken_for.get(candidate.subject or "", -1) >= RANK[candidate.urgency]:
            suppressed.append(Suppressed(candidate, "specific_rule"))
        elif candidate.subject in best:
            suppressed.append(Suppressed(candidate, "one_per_symptom"))
        else:
            best[candidate.subject] = candidate
    return [*kept, *best.values()], suppressed


def _stopped_by(
    candidate: Candidate, known: Iterable[PriorFlag], moment: Moment, rule_set: RuleSet
) -> Suppressed | None:
    """Find the answered flag that still keeps this candidate quiet, None when it may be raised."""
    answered = [flag for flag in known if flag.state != "open" and _answered_on(flag, moment)]
    if not answered:
        return None
    newest = max(answered, key=lambda flag: (_answered_on(flag, moment), RANK[flag.urgency]))
    if _is_worse(candidate, newest):
        return None
    if newest.team_knows:
        has_ended = newest.state == "resolved" or newest.was_false
        return None if has_ended else Suppressed(candidate, "team_knows", newest)
    if _is_cooling_down(newest, moment, rule_set):
        return Suppressed(candidate, "cooldown", newest)
    return None


def _is_worse(candidate: Candidate, flag: PriorFlag) -> bool:
    if RANK[candidate.urgency] > RANK[flag.urgency]:
        return True
    if candidate.level is None or flag.level is None:
        return False
    return candidate.level > flag.level


def _answered_on(flag: PriorFlag, moment: Moment) -> date | None:
    """Return the local day of the answer; an answer without one counts as given today."""
    if flag.acknowledged_on is not None:
        return flag.acknowledged_on
    if flag.acknowledged_at is not None:
        return flag.acknowledged_at.astimezone(moment.now.tzinfo).date()
    return moment.today if flag.state == "acknowledged" else None


def _is_cooling_down(flag: PriorFlag, moment: Moment, rule_set: RuleSet) -> bool:
    """Whether the answer is too fresh to ask again.

    Where only the day of the answer is known, a cooldown of hours ends with that day.
    """
    cooldown = rule_set.cooldowns[flag.urgency]
    answered_on = _answered_on(flag, moment)
    if cooldown.hours and flag.acknowledged_at is not None:
        return moment.now - flag.acknowledged_at < timedelta(hours=cooldown.hours)
    days = max(cooldown.days, 1)
    return answered_on is not None and (moment.today - answered_on).days < days


def quiet_until(stop: Suppressed, moment: Moment, rule_set: RuleSet) -> date | None:
    """Return the first local day on which what stops a finding may have ended by the clock.

    None when only another finding or an answer ends it.
    """
    if stop.reason != "cooldown" or stop.flag is None:
        return None
    cooldown = rule_set.cooldowns[stop.flag.urgency]
    answered_on = _answered_on(stop.flag, moment)
    if answered_on is None or (cooldown.hours and stop.flag.acknowledged_at is not None):
        return moment.today
    return answered_on + timedelta(days=max(cooldown.days, 1))


def _is_over(flag: PriorFlag, is_outranked: bool) -> bool:
    """Whether an earlier flag closes: its condition is false, or another flag speaks for it.

    An answered flag whose condition is true but outranked keeps its answer.
    """
    if flag.state == "resolved":
        return False
    return flag.state == "open" or not is_outranked


def in_urgency_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates in the fixed order of every list: most urgent first."""
    return tuple(sorted(candidates, key=_urgency_order))


def _urgency_order(candidate: Candidate) -> tuple[int, str, str]:
    return -RANK[candidate.urgency], candidate.rule, candidate.subject or ""
