"""What holds for each rule in turn, on one journal that makes it speak."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from journal.flags.engine.inputs import PriorFlag
from journal.flags.engine.rule_set import public_rules, rule_set
from journal.flags.rules import RULES
from journal.flags.texts import PARTS, Reader, render_flag
from tests.journal.flags.firing import FIRING
from tests.journal.flags.paper import NOW, all_clear, found, run

PHASES = [
    "active_treatment",
    "surveillance",
    "living_with_recurrence",
    "no_more_treatment",
    "hospice",
]
MUTED = {"F19"} | {f"F{number}" for number in (20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 32)}
MUTED |= {f"F{number}" for number in range(34, 41)}

every_rule = pytest.mark.parametrize("firing", FIRING, ids=[item.rule for item in FIRING])


def says(firing, entries=None, **fields):
    """Urgency and subject of what the rule finds."""
    entries = firing.entries if entries is None else entries
    evaluation = run(entries, **{**firing.profile, **fields})
    return [item[:2] for item in found(evaluation, firing.rule)]


def test_every_rule_of_the_data_has_logic_and_a_journal_here():
    ids = [raw["id"] for raw in public_rules()["rules"]]

    assert sorted(rule.id for rule in RULES) == ids == [item.rule for item in FIRING]
    assert len(set(ids)) == len(ids)


@every_rule
def test_it_speaks(firing):
    assert says(firing) == [(firing.urgency, firing.subject)]


@every_rule
def test_it_speaks_whatever_order_the_entries_come_in(firing):
    whole = run(firing.entries, **firing.profile)

    for count, order in enumerate(permutations(firing.entries)):
        assert run(order, **firing.profile) == whole
        if count == 10:
            break


@every_rule
def test_it_is_silent_without_entries_and_when_they_lie_in_the_future(firing):
    if firing.rule == "F40":
        return
    later = [
        item._replace(
            at=item.at + timedelta(days=900) if item.at else None,
            local_date=item.local_date + timedelta(days=900),
        )
        for item in firing.entries
    ]

    assert says(firing, []) == []
    assert says(firing, later) == []


@every_rule
def test_it_runs_in_every_phase_but_where_it_is_muted(firing):
    assert rule_set().rules[firing.rule].muted_in_comfort == (firing.rule in MUTED)
    for phase in PHASES:
        is_muted = phase == "hospice" and firing.rule in MUTED
        assert bool(says(firing, care_phase=phase)) != is_muted
        is_muted = phase in ("hospice", "no_more_treatment") and firing.rule in MUTED
        assert bool(says(firing, care_phase=phase, comfort_focus=True)) != is_muted


@every_rule
def test_its_evidence_is_real_and_its_words_can_be_written(firing):
    evaluation = run(firing.entries, **firing.profile)
    known = {item.id for item in firing.entries}

    for item in evaluation.candidates:
        assert set(item.evidence) <= known
        for locale in ("en", "es"):
            words = render_flag(
                public_rules(), item.rule, item.urgency, item.facts, Reader(locale=locale)
            )
            assert all(words[part] and "{" not in words[part] for part in PARTS)


@every_rule
def test_its_open_flag_is_kept_and_not_made_twice(firing):
    first = run(firing.entries, **firing.profile)
    flags = [
        PriorFlag(item.concept, item.subject, item.urgency, "open", item.level)
        for item in first.new_flags
    ]

    again = run(firing.entries, prior_flags=flags, **firing.profile)

    assert again.new_flags == () == again.resolved
    assert len(again.kept) == len(first.new_flags)


@every_rule
def test_its_flag_closes_when_it_is_no_longer_true(firing):
    first = run(firing.entries, **firing.profile)
    flags = [
        PriorFlag(item.concept, item.subject, item.urgency, "open", item.level)
        for item in first.new_flags
    ]
    later = NOW + timedelta(days=700)

    closed = run([], now=later, prior_flags=flags, care_phase="surveillance")

    assert len(closed.resolved) == len(flags)


@pytest.mark.parametrize(
    "firing",
    [item for item in FIRING if rule_set().rules[item.rule].group == "A" and item.rule != "F14"
     and item.rule != "F15"],
    ids=lambda item: item.rule,
)  # fmt: skip
def test_an_urgent_window_is_not_cleared_by_a_later_all_clear(firing):
    assert says(firing, [*firing.entries, all_clear("z", NOW)]) == says(firing)
