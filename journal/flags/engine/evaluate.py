"""One evaluation: every rule over one journal at one moment. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from journal.accounts.profile import JournalProfile
from journal.flags.engine.combine import Moment, combine
from journal.flags.engine.findings import Candidate, Evaluation
from journal.flags.engine.history import History
from journal.flags.engine.inputs import RANK, PriorFlag, Reading, Urgency
from journal.flags.engine.specs import RuleSet
from journal.flags.rules import RULES
from journal.flags.rules.base import Rule

INLINE_LOOK_BACK_DAYS = 14
"""Days of entries that the single-entry rules read; give ``evaluate_inline`` no fewer."""


def evaluate(
    profile: JournalProfile,
    readings: Iterable[Reading],
    now: datetime,
    prior_flags: Iterable[PriorFlag],
    rule_set: RuleSet,
    *,
    rules: Sequence[Rule] = RULES,
) -> Evaluation:
    """Evaluate a journal at ``now``, which is aware.

    ``readings`` are all live entries and open conflict copies, in any order. The answer depends
    on nothing else, and asking twice, with the flags of the first answer as prior flags, raises
    nothing new.
    """
    history = History(profile, readings, now, rule_set)
    candidates: list[Candidate] = []
    for rule in rules:
        spec = rule_set.rules[rule.id]
        if not (spec.muted_in_comfort and profile.is_comfort_only):
            candidates.extend(rule.find(history, spec, candidates))
    evaluation = combine(
        candidates,
        prior_flags,
        Moment(now.astimezone(history.zone), history.today),
        rule_set,
        concepts=frozenset(rule_set.rules[rule.id].concept for rule in rules),
        general=frozenset(spec.id for spec in rule_set.rules.values() if spec.group == "B"),
    )
    return replace(evaluation, held_back=history.held_back)


def evaluate_inline(
    profile: JournalProfile,
    readings: Iterable[Reading],
    now: datetime,
    prior_flags: Iterable[PriorFlag],
    rule_set: RuleSet,
) -> Evaluation:
    """Evaluate only what cannot wait for the full evaluation: urgent, from a few days' entries.

    ``readings`` are those of the last ``INLINE_LOOK_BACK_DAYS``. The answer raises flags to call
    today or get help now, and never closes or lowers one: that is left to ``evaluate``.
    """
    rules = [rule for rule in RULES if rule_set.rules[rule.id].where != "H"]
    full = evaluate(profile, readings, now, prior_flags, rule_set, rules=rules)
    urgent = RANK[Urgency.SAME_DAY]
    return replace(
        full,
        new_flags=tuple(item for item in full.new_flags if RANK[item.urgency] >= urgent),
        kept=tuple(
            item for item in full.kept if item.is_raised and RANK[item.candidate.urgency] >= urgent
        ),
        resolved=(),
    )
