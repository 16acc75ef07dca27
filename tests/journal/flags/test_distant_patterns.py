"""F23, F24 and F25: patterns over days, in the cancers they are for."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import (
    all_clear,
    day,
    found,
    raised,
    run,
    symptom,
    urgency,
    weight,
)

TODAY_CALL, WEEK = "same_day", "this_week"


def heads(*days, severity=2, **more):
    return [symptom(f"h{n}", "headache", day(n), severity=severity, **more) for n in days]


def bones(*days, slug="bone_pain", severity=2, **more):
    return [symptom(f"{slug}{n}", slug, day(n), severity=severity, **more) for n in days]


# F23


@pytest.mark.parametrize(
    ("case", "entries", "expected"),
    [
        ("2 on 3 days", heads(13, 6, 0), WEEK),
        ("2 on 2 days", heads(6, 0), None),
        ("the first 14 days ago", heads(14, 6, 0), None),
        ("1 on 3 days", heads(13, 6, 0, severity=1), None),
        ("newest 6 days ago", heads(13, 8, 6), WEEK),
        ("newest 7 days ago", heads(13, 8, 7), None),
        ("an all-clear since", [*heads(13, 6, 1), all_clear("z", day(0))], None),
        ("an all-clear in the middle", [*heads(13, 6, 1), all_clear("z", day(3))], WEEK),
    ],
)
def test_headaches_on_many_days(case, entries, expected):
    assert urgency(run(entries, cancer_type="breast"), "F23") == expected


@pytest.mark.parametrize(
    ("slug", "least"),
    [("vomiting", 1), ("vision_change", 1), ("dizziness_balance", 2), ("memory_focus", 2)],
)
def test_headaches_with_another_sign_in_the_same_week(slug, least):
    for level, days, expected in (
        (least, 6, WEEK),
        (least - 1, 6, None),
        (least, 7, None),
    ):
        sign = symptom("s", slug, day(days), severity=level)
        for head_days, wanted in (((6, 0), expected), ((0,), None), ((7, 0), None)):
            evaluation = run([*heads(*head_days, severity=1), sign], cancer_type="lung")
            assert urgency(evaluation, "F23") == wanted
    usual = run(
        [*heads(6, 0, severity=1), symptom("s", slug, severity=least)],
        cancer_type="lung",
        baseline={slug: least},
    )
    assert urgency(usual, "F23") is None


@pytest.mark.parametrize(
    ("case", "mark", "days", "level", "expected"),
    [
        ("in the morning", "worse_morning", 2, 1, TODAY_CALL),
        ("lying down", "worse_lying_down", 2, 1, TODAY_CALL),
        ("3 days ago", "worse_morning", 3, 1, None),
        ("no throwing up", "worse_morning", 0, 0, None),
        ("another mark", "sudden_onset", 0, 1, None),
    ],
)
def test_a_headache_of_the_morning_with_throwing_up(case, mark, days, level, expected):
    entries = [
        *heads(0, severity=1, qualifiers=[mark]),
        symptom("v", "vomiting", day(days), severity=level),
    ]

    evaluation = run(entries, cancer_type="brain", baseline={"vomiting": 3})

    assert urgency(evaluation, "F23") == expected


@pytest.mark.parametrize(("usual", "expected"), [(1, WEEK), (2, None), (3, None)])
def test_a_known_migraine_does_not_count(usual, expected):
    assert urgency(run(heads(13, 6, 0), cancer_type="lung", baseline={"headache": usual}),
                   "F23") == expected  # fmt: skip


def test_only_the_newest_headache_is_asked_for_its_marks():
    entries = [
        *heads(2, severity=1, qualifiers=["worse_morning"]),
        *heads(0, severity=1),
        symptom("v", "vomiting", day(0), severity=1),
    ]

    assert urgency(run(entries, cancer_type="kidney"), "F23") == WEEK


@pytest.mark.parametrize("cancer", ["prostate", "colorectal", "other"])
def test_the_brain_pattern_is_for_some_cancers(cancer):
    assert found(run(heads(13, 6, 0), cancer_type=cancer), "F23") == []


# F24


@pytest.mark.parametrize(
    ("case", "entries", "expected"),
    [
        ("14 days", bones(14, 7, 0), WEEK),
        ("13 days", bones(13, 7, 0), None),
        ("2 days", bones(10, 0), None),
        ("a gap of 11 days", bones(18, 11, 0), None),
        ("one mild day between", [*bones(14, 7, 0), *bones(10, severity=1)], WEEK),
        ("3 days, one mild", [*bones(14, 0), *bones(7, severity=1)], None),
        ("a mild day at the end", [*bones(16, 9, 2), *bones(0, severity=1)], WEEK),
        ("newest 7 days ago", bones(21, 14, 7), None),
        ("newest 6 days ago", bones(20, 13, 6), WEEK),
        ("all-clear between", [*bones(14, 7, 0), all_clear("z", day(3))], None),
        ("after an injury", bones(14, 7, 0, qualifiers=["after_injury"]), None),
        (
            "one day after an injury",
            [*bones(14, 0), *bones(7, qualifiers=["after_injury"])],
            None,
        ),
    ],
)
def test_bone_pain_that_stays(case, entries, expected):
    assert urgency(run(entries, cancer_type="prostate"), "F24") == expected


@pytest.mark.parametrize(
    ("case", "days", "expected"),
    [("2 days apart", (3, 1), WEEK), ("1 day apart", (2, 1), None), ("one night", (1,), None)],
)
def test_bone_pain_that_wakes(case, days, expected):
    wakes = bones(*days, qualifiers=["wakes_from_sleep"])

    assert urgency(run(wakes, cancer_type="breast"), "F24") == expected
    mild = bones(*days, severity=1, qualifiers=["wakes_from_sleep"])
    assert urgency(run(mild, cancer_type="breast"), "F24") is None


@pytest.mark.parametrize(("usual", "expected"), [(1, WEEK), (2, None)])
def test_a_usual_joint_ache_does_not_count(usual, expected):
    evaluation = run(bones(14, 7, 0), cancer_type="breast", baseline={"bone_pain": usual})

    assert urgency(evaluation, "F24") == expected


def test_back_pain_that_another_rule_has_used_is_left_to_it():
    back = bones(14, 7, 0, slug="back_pain")
    red = symptom("r", "back_pain", day(0), severity=3, qualifiers=["band_around_body"])

    assert urgency(run(back, cancer_type="lung"), "F24") == WEEK
    assert raised(run([*back, red], cancer_type="lung")) >= {("F15", TODAY_CALL, "back_pain")}
    assert found(run([*back, red], cancer_type="lung"), "F24") == []


def test_the_bone_pattern_is_for_some_cancers():
    assert found(run(bones(14, 7, 0), cancer_type="colorectal"), "F24") == []


# F25


def sign(slug, now=2, before=1, *, now_on=0, before_on=8):
    return [
        symptom(f"{slug}-before", slug, day(before_on), severity=before),
        symptom(f"{slug}-now", slug, day(now_on), severity=now),
    ]


TWO = [*sign("fatigue"), *sign("appetite_loss")]


@pytest.mark.parametrize(
    ("case", "third", "expected"),
    [
        ("cough", sign("cough"), WEEK),
        ("short of breath", sign("shortness_of_breath"), WEEK),
        ("pain", sign("pain"), WEEK),
        ("chest pain", sign("chest_pain"), WEEK),
        ("bone pain", sign("bone_pain"), WEEK),
        ("only two", [], None),
        ("mild now", sign("cough", now=1), None),
        ("not before", sign("cough", before=0), None),
        ("now 6 days ago", sign("cough", now_on=6), WEEK),
        ("now 7 days ago", sign("cough", now_on=7), None),
        ("before 7 days ago", sign("cough", before_on=7), WEEK),
        ("before 13 days ago", sign("cough", before_on=13), WEEK),
        ("before 14 days ago", sign("cough", before_on=14), None),
        ("another symptom", sign("nausea"), None),
    ],
)
def test_three_of_six_changes_over_two_weeks(case, third, expected):
    assert urgency(run([*TWO, *third], cancer_type="lung"), "F25") == expected


@pytest.mark.parametrize(
    ("case", "kgs", "expected"),
    [
        ("3.0 percent", ((7, 100.0), (0, 97.0)), WEEK),
        ("2.9 percent", ((7, 100.0), (0, 97.06)), None),
        ("6 days before", ((6, 100.0), (0, 90.0)), None),
        ("60 days before", ((60, 100.0), (0, 97.0)), WEEK),
        ("61 days before", ((61, 100.0), (0, 97.0)), None),
        ("newest 20 days ago", ((30, 100.0), (20, 97.0)), WEEK),
        ("newest 21 days ago", ((30, 100.0), (21, 97.0)), None),
        ("one reading", ((0, 97.0),), None),
    ],
)
def test_weight_is_one_of_the_six(case, kgs, expected):
    weights = [weight(f"w{n}", kg, day(n)) for n, kg in kgs]

    assert urgency(run([*TWO, *weights], cancer_type="lung"), "F25") == expected
    goal = {"direction": "lose"}
    assert urgency(run([*TWO, *weights], cancer_type="lung", weight_goal=goal), "F25") is None


def test_the_cluster_speaks_for_its_signs_and_ends_with_an_all_clear():
    entries = [*TWO, *sign("cough")]

    assert raised(run(entries, cancer_type="lung")) == {("F25", WEEK, None)}
    cleared = [*entries[:-1], entries[-1]._replace(local_date=day(1), at=None)]
    assert found(run([*cleared, all_clear("z", day(0))], cancer_type="lung"), "F25") == []
    assert found(run(entries, cancer_type="breast"), "F25") == []


@pytest.mark.parametrize(("usual", "expected"), [(0, WEEK), (1, None), (2, None)])
def test_a_usual_cough_is_no_change(usual, expected):
    entries = [*TWO, *sign("cough")]

    evaluation = run(entries, cancer_type="lung", baseline={"cough": usual})

    assert urgency(evaluation, "F25") == expected
