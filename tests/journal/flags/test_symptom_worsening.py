"""F18: a jump since last time."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import all_clear, day, found, run, symptom, urgency

WEEK, VISIT = "this_week", "next_visit"


def two_days(before, after, *, apart=3, newest=0, slug="nausea"):
    return [
        symptom("a", slug, day(newest + apart), severity=before),
        symptom("b", slug, day(newest), severity=after),
    ]


@pytest.mark.parametrize(
    ("case", "before", "after", "expected"),
    [
        ("no change", 2, 2, None),
        ("up by 1", 1, 2, None),
        ("up by 2", 0, 2, VISIT),
        ("up by 2 from mild", 1, 3, VISIT),
        ("up by 3", 0, 3, VISIT),
        ("down by 2", 3, 1, None),
    ],
)
def test_a_rise_of_two_counts(case, before, after, expected):
    assert urgency(run(two_days(before, after)), "F18") == expected


@pytest.mark.parametrize(
    ("case", "fields", "expected"),
    [
        ("not watched", {"cancer_type": "breast"}, VISIT),
        ("on the list of the cancer", {"cancer_type": "ovarian"}, WEEK),
        ("a symptom of the first time", {"original_symptoms": ["nausea"]}, WEEK),
    ],
)
def test_the_watch_list_decides_how_soon(case, fields, expected):
    assert urgency(run(two_days(0, 2), **fields), "F18") == expected


@pytest.mark.parametrize("cancer", ["lung", "other", "brain"])
def test_tiredness_appetite_and_pain_are_on_every_list(cancer):
    for slug in ("fatigue", "appetite_loss", "pain"):
        assert urgency(run(two_days(0, 2, slug=slug), cancer_type=cancer), "F18") == WEEK


@pytest.mark.parametrize(
    ("case", "apart", "newest", "expected"),
    [
        ("14 days apart", 14, 0, VISIT),
        ("15 days apart", 15, 0, None),
        ("newest 6 days ago", 2, 6, VISIT),
        ("newest 7 days ago", 2, 7, None),
    ],
)
def test_the_days_must_be_near_each_other_and_near_today(case, apart, newest, expected):
    assert urgency(run(two_days(0, 2, apart=apart, newest=newest)), "F18") == expected


@pytest.mark.parametrize(
    ("case", "baseline", "expected"),
    [("below", 2, VISIT), ("equal", 3, None), ("above", 4, None)],
)
def test_the_newest_level_must_be_above_the_usual(case, baseline, expected):
    assert urgency(run(two_days(1, 3), baseline={"nausea": baseline}), "F18") == expected


def test_a_first_report_is_no_rise():
    assert urgency(run([symptom("a", "nausea", severity=4)]), "F18") is None


def test_an_all_clear_counts_as_none():
    report = symptom("b", "nausea", day(1), severity=2)

    evaluation = run([all_clear("a", day(8)), report])

    assert found(evaluation, "F18") == [(VISIT, "nausea", ("a", "b"))]
    assert evaluation.candidates[0].facts["saw"] == "after_all_clear"


def test_an_all_clear_in_the_middle_is_the_day_before():
    entries = [*two_days(2, 2, apart=6), all_clear("c", day(3))]

    assert found(run(entries), "F18") == [(VISIT, "nausea", ("c", "b"))]


def test_an_all_clear_after_it_ends_it():
    entries = [*two_days(0, 3, newest=2), all_clear("c", day(1))]

    assert urgency(run(entries), "F18") is None


def test_an_all_clear_of_the_same_day_as_a_report_counts_for_nothing():
    entries = [*two_days(1, 2), all_clear("c", day(3)), all_clear("d", day(0))]

    assert urgency(run(entries), "F18") is None


@pytest.mark.parametrize(
    ("case", "slug", "before", "after"),
    [
        ("yes-or-no items", "lump", {"present": False}, {"present": True}),
        ("comfort items", "insomnia", {"severity": 0}, {"severity": 4}),
        ("seizures", "seizure", {"severity": 0}, {"severity": 4}),
    ],
)
def test_some_items_never_jump(case, slug, before, after):
    entries = [symptom("a", slug, day(3), **before), symptom("b", slug, **after)]

    assert urgency(run(entries), "F18") is None


def test_amounts_and_frequencies_jump_too():
    blood = [
        symptom("a", "blood_in_urine", day(3), amount=1),
        symptom("b", "blood_in_urine", amount=3),
    ]
    stools = [symptom("a", "diarrhea", day(3), frequency=0), symptom("b", "diarrhea", frequency=2)]

    assert urgency(run(blood), "F18") == VISIT
    assert urgency(run(stools), "F18") == VISIT


def test_a_report_that_comes_in_late_between_the_two_takes_it_away():
    entries = two_days(0, 2)
    late = symptom("c", "nausea", day(1), severity=1)

    assert urgency(run([*entries, late]), "F18") is None
    assert urgency(run([late, *entries]), "F18") is None


def test_the_highest_report_of_each_day_is_compared():
    entries = [
        symptom("a", "nausea", day(3), severity=0),
        symptom("b", "nausea", day(3), severity=1),
        symptom("c", "nausea", severity=2),
    ]

    assert urgency(run(entries), "F18") is None


def test_the_text_has_both_days_and_levels():
    flag = run(two_days(0, 2)).candidates[0]

    assert flag.facts == {
        "symptom": "nausea",
        "on": "2026-11-22",
        "level": 2,
        "level_scale": "severity",
        "before_on": "2026-11-19",
        "before": 0,
        "before_scale": "severity",
    }
    assert flag.level == 2


def test_it_stays_on_in_hospice():
    assert urgency(run(two_days(0, 2), care_phase="hospice"), "F18") == VISIT
