"""F02 to F10: what the golden boundary pairs do not say, such as evidence, facts and giving way."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import (
    ago,
    day,
    found,
    raised,
    reading,
    run,
    symptom,
    urgency,
)

NOW_CALL, TODAY_CALL, WEEK = "emergency_now", "same_day", "this_week"
LEG = {"region": "leg", "side": "left"}
CLOT = symptom(
    "leg", "arm_leg_swelling", ago(hours=2), severity=1, site=LEG, qualifiers=["one_sided"]
)


def facts(evaluation, rule):
    (item,) = [item for item in evaluation.candidates if item.rule == rule]
    return dict(item.facts)


# F02


@pytest.mark.parametrize(
    ("scores", "variant"),
    [
        ({"severity": 2}, "plain"),
        ({"severity": 3, "qualifiers": ["sweating", "sudden_onset"]}, "spreads"),
        ({"severity": 3, "qualifiers": ["sudden_onset", "during_exercise"]}, "sudden"),
        ({"severity": 3, "qualifiers": ["during_exercise"]}, "moving"),
    ],
)
def test_chest_pain_says_how_it_came(scores, variant):
    evaluation = run([symptom("a", "chest_pain", **scores)])

    said = {"on": "2026-11-22", "severity": scores["severity"], "saw": variant}
    assert facts(evaluation, "F02") == said


def test_an_effort_counts_beside_milder_pain_and_on_its_own():
    effort = reading("b", "activity", day(1), minutes=5, during_symptoms=["fainting"])
    mild = symptom("a", "chest_pain", severity=1)

    assert found(run([effort]), "F02") == [(NOW_CALL, "chest_pain", ("b",))]
    assert found(run([mild, effort]), "F02") == [(NOW_CALL, "chest_pain", ("b",))]
    assert facts(run([mild, effort]), "F02") == {"on": "2026-11-21", "saw": "effort"}


def test_effort_and_strong_pain_are_one_finding():
    effort = reading("b", "activity", day(1), during_symptoms=["chest_pain"])
    strong = symptom("a", "chest_pain", severity=4)

    assert found(run([strong, effort]), "F02") == [(NOW_CALL, "chest_pain", ("b", "a"))]
    assert facts(run([strong, effort]), "F02")["saw"] == "plain"


# F03 and F14


def test_each_sudden_sign_is_a_finding_of_its_own():
    entries = [
        symptom("a", "speech_trouble", present=True, qualifiers=["sudden_onset"]),
        symptom("b", "limb_weakness", severity=2, qualifiers=["sudden_onset"]),
    ]

    assert raised(run(entries)) == {
        ("F03", NOW_CALL, "speech_trouble"),
        ("F03", NOW_CALL, "limb_weakness"),
    }


def test_a_sudden_sign_that_passed_is_still_an_emergency():
    entries = [
        symptom("a", "confusion", ago(hours=47), severity=1, qualifiers=["sudden_onset"]),
        symptom("b", "confusion", ago(hours=1), severity=0),
    ]

    assert found(run(entries), "F03") == [(NOW_CALL, "confusion", ("a",))]


def test_a_mild_report_of_the_same_day_hides_no_new_sign():
    entries = [
        symptom("a", "limb_weakness", ago(hours=4), severity=1, qualifiers=["one_sided"]),
        symptom("b", "limb_weakness", ago(hours=1), severity=1),
    ]

    assert found(run(entries), "F14") == [(TODAY_CALL, "limb_weakness", ("a",))]


@pytest.mark.parametrize(("baseline", "expected"), [(0, NOW_CALL), (1, NOW_CALL), (4, NOW_CALL)])
def test_sudden_signs_ask_for_no_usual_level(baseline, expected):
    entry = symptom("a", "limb_weakness", severity=1, qualifiers=["sudden_onset"])

    assert urgency(run([entry], baseline={"limb_weakness": baseline}), "F03") == expected


# F04


def test_signs_of_the_spine_rest_on_their_companions():
    entries = [
        symptom("old", "back_pain", day(13), severity=1),
        symptom("legs", "limb_weakness", day(6), severity=1, site=LEG),
        symptom("leak", "bladder_control_loss", ago(hours=1), frequency=1),
    ]

    evaluation = run(entries)

    expected = [(NOW_CALL, "bladder_control_loss", ("old", "legs", "leak"))]
    assert found(evaluation, "F04") == expected
    assert facts(evaluation, "F04")["saw"] == "control_back"


def test_a_leak_with_a_weak_leg_alone_says_so():
    entries = [
        symptom("legs", "limb_weakness", day(6), severity=1, site=LEG),
        symptom("leak", "bowel_control_loss", ago(hours=1), frequency=1),
    ]

    assert facts(run(entries), "F04")["saw"] == "control_leg"


@pytest.mark.parametrize(
    "usual", [{"bladder_control_loss": 2}, {"back_pain": 1}, {"limb_weakness": 1, "back_pain": 1}]
)
def test_what_is_usual_makes_no_sign_of_the_spine(usual):
    entries = [
        symptom("a", "back_pain", severity=1),
        symptom("b", "limb_weakness", severity=1, site=LEG),
        symptom("c", "bladder_control_loss", frequency=2),
    ]
    kept = [item for item in entries if item.body["symptom"] in usual or len(usual) == 1]

    evaluation = run([item for item in kept if item.id != "b" or len(usual) > 1], baseline=usual)

    assert found(evaluation, "F04") == []


def test_back_pain_that_comes_in_late_makes_the_emergency():
    weak = symptom("b", "limb_weakness", ago(hours=70), severity=1, site=LEG)
    late = symptom("a", "back_pain", ago(days=12), severity=1)

    assert found(run([weak]), "F04") == []
    assert urgency(run([weak, late]), "F04") == NOW_CALL


# F05 and F07


def test_heavy_bleeding_names_the_amount():
    evaluation = run([symptom("a", "blood_in_stool", amount=3)])

    assert facts(evaluation, "F05") == {
        "symptom": "blood_in_stool", "on": "2026-11-22", "saw": "amount", "amount": 3
    }  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "below"), [("coughing_blood", 1), ("blood_in_stool", 2), ("vaginal_bleeding", 3)]
)
def test_less_blood_is_no_heavy_bleeding(slug, below):
    assert found(run([symptom("a", slug, amount=below)]), "F05") == []
    assert urgency(run([symptom("a", slug, amount=below + 1)]), "F05") == NOW_CALL


def test_a_blocked_bowel_speaks_for_its_three_parts():
    entries = [
        symptom("a", "abdominal_pain", ago(hours=30), severity=4),
        symptom("b", "vomiting", ago(hours=20), severity=3),
        symptom("c", "constipation", ago(hours=10), severity=4),
    ]

    assert raised(run(entries)) == {("F07", NOW_CALL, None)}
    assert found(run(entries), "F07") == [(NOW_CALL, None, ("a", "b", "c"))]


# F09 and F10


@pytest.mark.parametrize(
    ("companion", "dropped"),
    [
        (symptom("b", "shortness_of_breath", severity=3), "F01"),
        (symptom("b", "chest_pain", severity=2), "F02"),
    ],
)
def test_a_clot_that_is_an_emergency_drops_what_is_less(companion, dropped):
    assert raised(run([CLOT, companion])) == {("F09", NOW_CALL, "arm_leg_swelling")}
    assert found(run([CLOT, companion]), dropped) == []


def test_a_clot_drops_no_emergency_and_a_lesser_one_drops_nothing():
    grave = symptom("b", "shortness_of_breath", severity=4)
    mild = symptom("b", "shortness_of_breath", severity=1, qualifiers=["sudden_onset"])

    assert urgency(run([CLOT, grave]), "F01") == NOW_CALL
    assert urgency(run([CLOT, mild]), "F09") == TODAY_CALL
    assert urgency(run([CLOT, mild]), "F01") == TODAY_CALL


def test_companions_of_swelling_ask_for_no_usual_level():
    breath = symptom("b", "shortness_of_breath", severity=2)
    face = symptom("c", "face_neck_swelling", severity=1)
    usual = {"shortness_of_breath": 3, "chest_pain": 3}

    assert urgency(run([CLOT, breath], baseline=usual), "F09") == NOW_CALL
    assert urgency(run([face, breath], baseline=usual), "F10") == NOW_CALL
