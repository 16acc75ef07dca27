"""Quiet mode, and what cannot wait for a worker."""

from __future__ import annotations

from datetime import timedelta

from journal.flags.engine.combine import is_hidden_in_quiet_mode
from journal.flags.engine.evaluate import evaluate_inline
from journal.flags.engine.inputs import Urgency
from journal.flags.engine.rule_set import rule_set
from tests.journal.flags.paper import NOW, prior, profile, raised, run, symptom, temperature

SEVERE = "severe_symptom"


def test_quiet_mode_hides_only_what_can_wait():
    hidden = {urgency.value for urgency in Urgency if is_hidden_in_quiet_mode(urgency)}

    assert hidden == {"information", "next_visit"}


def inline(readings, *flags, **fields):
    return evaluate_inline(profile(**fields), readings, NOW, flags, rule_set())


def test_inline_only_the_urgent_is_raised_and_nothing_is_closed():
    entries = [
        symptom("a", "shortness_of_breath", severity=4),
        symptom("b", "nausea", severity=4),
        symptom("c", "pain", severity=3),
    ]
    old = prior(SEVERE, "cough", "same_day")

    evaluation = inline(entries, old)

    assert raised(evaluation) == {
        ("F01", "emergency_now", "shortness_of_breath"),
        ("F17", "same_day", "nausea"),
    }
    assert evaluation.resolved == ()


def test_inline_an_open_flag_is_raised_but_never_lowered():
    entries = [symptom("b", "nausea", severity=4), symptom("c", "pain", severity=3)]
    raised_one = prior(SEVERE, "nausea", "this_week")
    lowered_one = prior(SEVERE, "pain", "same_day")

    kept = inline(entries, raised_one, lowered_one).kept

    assert [(item.flag, item.is_raised) for item in kept] == [(raised_one, True)]


def test_inline_and_full_agree_on_what_is_urgent():
    entries = [symptom("a", "shortness_of_breath", severity=4), temperature("b", 38.5)]
    fields = {"infection_risk_flags": ["x_y"]}

    assert inline(entries, **fields).new_flags == run(entries, **fields).new_flags


def test_a_cooldown_holds_inline_too():
    flag = prior("breathing_trouble", "shortness_of_breath", "emergency_now", "acknowledged",
                 level=4, acknowledged_at=NOW - timedelta(hours=1))  # fmt: skip

    assert inline([symptom("a", "shortness_of_breath", severity=4)], flag).new_flags == ()
