"""One evaluation: every rule over one journal at one moment. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from journal.accounts.profile import JournalProfile
from journal.flags.engine.combine import Moment, combine, quiet_until
from journal.flags.engine.findings import Candidate, Evaluation
from journal.flags.engine.history import History
from journal.flags.engine.inputs import PriorFlag, Reading
from journal.flags.engine.specs import RuleSet
from journal.flags.rules import RULES
from journal.flags.rules.base import Rule


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
    moment = Moment(now.astimezone(history.zone), history.today)
    evaluation = combine(
        candidates,
        prior_flags,
        moment,
        rule_set,
        concepts=frozenset(rule_set.rules[rule.id].concept for rule in rules),
        general=frozenset(spec.id for spec in rule_set.rules.values() if spec.group == "B"),
    )
    return replace(
        evaluation,
        held_back=history.held_back,
        next_on=_next_on(history, evaluation, moment, rules),
    )


def _next_on(
    history: History, evaluation: Evaluation, moment: Moment, rules: Sequence[Rule]
) -> date | None:
    """Find the first day on which the same readings may give another answer.

    What is true now ends, the cooldown of what is kept quiet ends, or a rule wakes that is not
    true yet; all other rules stay as they are.
    """
    lasting = {rule.id for rule in rules if rule.lasts}
    days = [rule.wakes(history, history.rule_set.rules[rule.id]) for rule in rules if rule.wakes]
    days += [
        item.until or history.tomorrow for item in evaluation.candidates if item.rule not in lasting
    ]
    days += [quiet_until(item, moment, history.rule_set) for item in evaluation.suppressed]
    days.append(history.held_until)
    known = [day for day in days if day is not None]
    return max(min(known), history.tomorrow) if known else None
