"""What the team knows, and how flags close (4.6)."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import (
    ago,
    day,
    prior,
    raised,
    reasons,
    run,
    symptom,
    temperature,
    weight,
)

BAD_PAIN = symptom("a", "pain", ago(hours=1), severity=3)
SEVERE = "severe_symptom"
WEEK_FLAG = ("F17", "this_week", "pain")


# My team knows


@pytest.mark.parametrize(
    ("case", "more", "expected"),
    [
        ("for ever", {"acknowledged_on": day(50), "level": 3}, set()),
        ("until it is worse", {"acknowledged_on": day(0), "level": 2}, {WEEK_FLAG}),
        (
            "until it was gone",
            {"acknowledged_on": day(0), "level": 3, "was_false": True},
            {WEEK_FLAG},
        ),
    ],
)
def test_what_the_team_knows_is_not_raised(case, more, expected):
    flag = prior(SEVERE, "pain", "this_week", "acknowledged", team_knows=True, **more)

    evaluation = run([BAD_PAIN], prior_flags=[flag])

    assert raised(evaluation) == expected
    if not expected:
        assert reasons(evaluation) == {("F17", "pain", "team_knows")}
        assert evaluation.resolved == ()


def test_what_the_team_knew_is_raised_when_it_comes_back():
    flag = prior(
        SEVERE, "pain", "this_week", "resolved", level=3, team_knows=True, acknowledged_on=day(2)
    )

    assert raised(run([BAD_PAIN], prior_flags=[flag])) == {WEEK_FLAG}


# Closing


@pytest.mark.parametrize("state", ["open", "acknowledged"])
def test_a_flag_closes_when_its_condition_is_false(state):
    answered = {} if state == "open" else {"acknowledged_on": day(1)}
    flag = prior(SEVERE, "pain", "this_week", state, level=3, **answered)

    assert run([symptom("b", "pain", severity=1)], prior_flags=[flag]).resolved == (flag,)
    assert run([], prior_flags=[flag]).resolved == (flag,)


def test_an_emergency_closes_after_its_window():
    flag = prior("breathing_trouble", "shortness_of_breath", "emergency_now", level=4)
    inside = symptom("a", "shortness_of_breath", ago(hours=48), severity=4)
    outside = symptom("a", "shortness_of_breath", ago(hours=48, seconds=1), severity=4)

    assert run([inside], prior_flags=[flag]).resolved == ()
    assert run([outside], prior_flags=[flag]).resolved == (flag,)


def test_a_flag_that_is_resolved_stays_so():
    flag = prior(SEVERE, "pain", "this_week", "resolved")

    assert run([], prior_flags=[flag]).resolved == ()


def test_an_open_flag_closes_when_another_speaks_for_its_symptom():
    worse = prior("symptom_worsening", "pain", "this_week", level=3)
    answered = prior("symptom_worsening", "pain", "this_week", "acknowledged", level=3,
                     acknowledged_on=day(1), team_knows=True)  # fmt: skip
    entries = [symptom("b", "pain", day(3), severity=1), BAD_PAIN]

    assert run(entries, prior_flags=[worse]).resolved == (worse,)
    assert run(entries, prior_flags=[answered]).resolved == ()


def test_flags_of_rules_that_were_not_asked_are_left_alone():
    flag = prior("rule_of_a_later_version", "cea", "next_visit")

    assert run([], prior_flags=[flag]).resolved == ()


def test_a_muted_rule_closes_its_flags():
    flag = prior("weight_loss", None, "this_week")
    entries = [weight("r", 100, day(60)), weight("s", 94, day(7)), weight("n", 94, day(0))]

    assert run(entries, prior_flags=[flag]).resolved == ()
    assert run(entries, prior_flags=[flag], care_phase="hospice").resolved == (flag,)


def test_an_empty_subject_is_no_subject():
    flag = prior("fever_high_risk", "", "emergency_now")

    assert run([temperature("a", 38.5)], prior_flags=[flag], infection_risk_flags=["x_y"]).kept
