"""Combining, suppressing and re-flagging (4.6)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from journal.flags.engine.combine import Moment, combine, is_mild
from journal.flags.engine.findings import Candidate
from journal.flags.engine.inputs import Urgency
from journal.flags.engine.rule_set import rule_set
from tests.journal.flags.paper import (
    NOW,
    ago,
    day,
    prior,
    raised,
    reasons,
    run,
    symptom,
    temperature,
)

BAD_PAIN = symptom("a", "pain", ago(hours=1), severity=3)
SEVERE = "severe_symptom"
WEEK_FLAG = ("F17", "this_week", "pain")


# Specific beats general, and one general flag per symptom


def test_a_general_rule_is_quiet_about_what_a_specific_one_says_as_urgently():
    evaluation = run([symptom("a", "shortness_of_breath", severity=3)])

    assert raised(evaluation) == {("F01", "same_day", "shortness_of_breath")}
    assert reasons(evaluation) == {("F17", "shortness_of_breath", "specific_rule")}


def test_a_general_rule_that_is_more_urgent_is_heard():
    entries = [symptom("a", "shortness_of_breath", severity=2, interference=3)]

    evaluation = run(entries, care_phase="hospice")

    assert raised(evaluation) == {
        ("F01", "this_week", "shortness_of_breath"),
        ("F17", "same_day", "shortness_of_breath"),
    }


def test_the_companion_of_an_emergency_is_spoken_for():
    entries = [
        symptom("a", "shortness_of_breath", severity=2),
        symptom("b", "chest_pain", interference=4),
    ]

    assert raised(run(entries)) == {("F01", "emergency_now", "shortness_of_breath")}


def test_chills_that_made_an_emergency_are_spoken_for():
    entries = [symptom("a", "chills", severity=4)]

    assert raised(run(entries, infection_risk_flags=["steroids"])) == {
        ("F06", "emergency_now", None)
    }
    assert raised(run(entries)) == {("F17", "same_day", "chills")}


@pytest.mark.parametrize(
    ("case", "entries", "expected", "quiet"),
    [
        (
            "severe before worsening at equal urgency",
            [symptom("a", "pain", day(3), severity=1), symptom("b", "pain", severity=3)],
            "F17",
            {"F18"},
        ),
        (
            "worsening before staying at equal urgency",
            [
                *(symptom(f"d{ago}", "pain", day(ago), severity=1) for ago in (20, 13, 6)),
                symptom("b", "pain", day(2), severity=1),
                symptom("c", "pain", severity=3, interference=0),
            ],
            "F17",
            {"F18", "F19"},
        ),
        (
            "worsening before staying",
            [
                *(symptom(f"d{ago}", "pain", day(ago), severity=1) for ago in (14, 10, 5)),
                symptom("c", "pain", severity=3, interference=0),
            ],
            "F17",
            {"F18", "F19"},
        ),
    ],
)
def test_one_general_flag_per_symptom(case, entries, expected, quiet):
    evaluation = run(entries)

    assert raised(evaluation) == {(expected, "this_week", "pain")}
    assert reasons(evaluation) == {(rule, "pain", "one_per_symptom") for rule in quiet}


def test_of_equal_general_flags_worsening_goes_before_staying():
    entries = [
        *(symptom(f"d{ago}", "frequent_urination", day(ago), frequency=1) for ago in (14, 7)),
        symptom("c", "frequent_urination", frequency=3),
    ]

    evaluation = run(entries, cancer_type="bladder")

    assert raised(evaluation) == {("F18", "this_week", "frequent_urination")}
    assert reasons(evaluation) == {("F19", "frequent_urination", "one_per_symptom")}


# Never twice


@pytest.mark.parametrize("urgency", list(Urgency))
def test_an_open_flag_is_never_made_twice(urgency):
    flag = prior(SEVERE, "pain", urgency, level=3)

    evaluation = run([BAD_PAIN], prior_flags=[flag])

    assert evaluation.new_flags == ()
    assert [item.flag for item in evaluation.kept] == [flag]
    assert evaluation.resolved == ()


def test_an_open_flag_follows_what_is_true_now():
    flag = prior(SEVERE, "pain", "this_week", level=3)
    worse = symptom("b", "pain", NOW, severity=4)

    (kept,) = run([worse], prior_flags=[flag]).kept

    assert kept.is_raised
    assert (kept.candidate.urgency, kept.candidate.level) == ("same_day", 4)
    assert kept.candidate.evidence == ("b",)


def test_an_open_flag_that_becomes_less_urgent_is_not_raised():
    (kept,) = run([BAD_PAIN], prior_flags=[prior(SEVERE, "pain", "same_day", level=4)]).kept

    assert not kept.is_raised
    assert kept.candidate.urgency == "this_week"


def test_the_same_concept_of_another_subject_is_another_flag():
    flag = prior(SEVERE, "nausea", "this_week")

    assert raised(run([BAD_PAIN], prior_flags=[flag])) == {WEEK_FLAG}


# Cooldown


@pytest.mark.parametrize(
    ("urgency", "entries", "days", "flags"),
    [
        ("this_week", [BAD_PAIN], 0, set()),
        ("this_week", [BAD_PAIN], 13, set()),
        ("this_week", [BAD_PAIN], 14, {WEEK_FLAG}),
        ("same_day", [BAD_PAIN], 2, set()),
        ("same_day", [BAD_PAIN], 3, {WEEK_FLAG}),
    ],
)
def test_an_answered_flag_is_quiet_for_its_cooldown(urgency, entries, days, flags):
    flag = prior(SEVERE, "pain", urgency, "acknowledged", level=3, acknowledged_on=day(days))

    assert raised(run(entries, prior_flags=[flag])) == flags


@pytest.mark.parametrize(("days", "count"), [(29, 0), (30, 1)])
@pytest.mark.parametrize("urgency", [Urgency.NEXT_VISIT, Urgency.INFORMATION])
def test_flags_that_can_wait_are_quiet_for_30_days(urgency, days, count):
    candidate = Candidate("F36", "activity_below_goal", urgency, None, None, ("a",))
    flag = prior(candidate.concept, None, urgency.value, "acknowledged", acknowledged_on=day(days))

    evaluation = combine(
        [candidate],
        [flag],
        Moment(NOW, day(0)),
        rule_set(),
        concepts=frozenset({candidate.concept}),
        general=frozenset(),
    )

    assert len(evaluation.new_flags) == count


@pytest.mark.parametrize(
    ("case", "answered", "is_raised"),
    [
        ("11:59:59 ago", {"acknowledged_at": ago(hours=12, seconds=-1)}, False),
        ("12 hours ago", {"acknowledged_at": ago(hours=12)}, True),
        ("some time today", {"acknowledged_on": day(0)}, False),
        ("some time yesterday", {"acknowledged_on": day(1)}, True),
    ],
)
def test_an_emergency_is_quiet_for_12_hours(case, answered, is_raised):
    flag = prior("fever_high_risk", None, "emergency_now", "acknowledged", **answered)

    evaluation = run([temperature("a", 38.5)], prior_flags=[flag], infection_risk_flags=["x_y"])

    assert bool(evaluation.new_flags) is is_raised


@pytest.mark.parametrize(("zone", "expected"), [("UTC", set()), ("America/New_York", {WEEK_FLAG})])
def test_the_day_of_an_answer_is_that_of_the_persons_zone(zone, expected):
    # At 03:00 UTC on the 8th it was still the 7th in New York.
    answered = datetime(2026, 11, 8, 3, tzinfo=UTC)
    flag = prior(SEVERE, "pain", "this_week", "acknowledged", level=3, acknowledged_at=answered)
    entries = [symptom("a", "pain", ago(2), severity=3)]

    evaluation = run(entries, prior_flags=[flag], now=ago(1), timezone=zone)

    assert raised(evaluation) == expected


def test_the_newest_answer_counts():
    flags = [
        prior(SEVERE, "pain", "this_week", "acknowledged", level=3, acknowledged_on=day(days))
        for days in (40, 5, 20)
    ]

    assert raised(run([BAD_PAIN], prior_flags=flags)) == set()


def test_an_answer_keeps_its_cooldown_when_the_symptom_comes_and_goes():
    flag = prior(SEVERE, "pain", "this_week", "resolved", level=3, acknowledged_on=day(5))
    never_answered = prior(SEVERE, "pain", "this_week", "resolved", level=3)

    assert raised(run([BAD_PAIN], prior_flags=[flag])) == set()
    assert raised(run([BAD_PAIN], prior_flags=[never_answered])) == {WEEK_FLAG}


# Early only on worsening


@pytest.mark.parametrize(
    ("case", "urgency", "level", "expected"),
    [
        ("as before", "this_week", 3, set()),
        ("higher level", "this_week", 2, {WEEK_FLAG}),
        ("lower level", "this_week", 4, set()),
        ("higher urgency", "next_visit", 3, {WEEK_FLAG}),
        ("lower urgency", "same_day", 3, set()),
        ("level not known", "this_week", None, set()),
    ],
)
def test_only_worsening_breaks_the_cooldown(case, urgency, level, expected):
    flag = prior(SEVERE, "pain", urgency, "acknowledged", level=level, acknowledged_on=day(0))

    evaluation = run([BAD_PAIN], prior_flags=[flag])

    assert raised(evaluation) == expected
    if not expected:
        assert reasons(evaluation) == {("F17", "pain", "cooldown")}


def test_a_new_flag_takes_the_place_of_the_answered_one():
    flag = prior(SEVERE, "pain", "this_week", "acknowledged", level=2, acknowledged_on=day(0))

    assert run([BAD_PAIN], prior_flags=[flag]).resolved == (flag,)


# Quiet mode


def test_quiet_mode_hides_only_what_can_wait():
    hidden = {urgency.value for urgency in Urgency if is_mild(urgency)}

    assert hidden == {"information", "next_visit"}
