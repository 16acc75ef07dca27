"""F30, F31 and F32: what the golden boundary pairs do not say."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import day, found, reading, run, urgency

WEEK, VISIT, TODAY_CALL = "this_week", "next_visit", "same_day"


def labs(analyte, *results, **more):
    return [
        reading(f"d{days}", "lab", day(days), analyte=analyte, value=value, **more)
        for days, value in results
    ]


def facts(evaluation, rule):
    (item,) = [item for item in evaluation.candidates if item.rule == rule]
    return dict(item.facts)


# F30


def test_a_marker_says_its_value_and_its_limit():
    evaluation = run(labs("CEA", (3, 6.1), ref_high=5.0))

    assert found(evaluation, "F30") == [(WEEK, "cea", ("d3",))]
    assert facts(evaluation, "F30") == {
        "analyte": "cea", "value": 6.1, "on": "2026-11-19", "saw": "range", "limit": 5.0
    }  # fmt: skip


def test_each_marker_is_a_finding_and_of_a_day_the_latest_counts():
    early, late = (
        reading(name, "lab", at, analyte="cea", value=value, ref_high=5)
        for name, at, value in (("a", day(1), 9), ("b", day(1), 4))
    )
    other = labs("ca125", (2, 40), ref_high=35)

    assert found(run([early, *other]), "F30") == [
        (WEEK, "ca125", ("d2",)),
        (WEEK, "cea", ("a",)),
    ]
    assert found(run([early, late, *labs("afp", (2, 1), ref_high=9)]), "F30") == [
        (WEEK, "cea", ("a",))
    ], "with no time of day, the higher counts"


def test_of_two_versions_of_a_result_the_graver_counts():
    head = reading("a", "lab", day(1), analyte="cea", value=2, ref_high=5)
    copy = reading("a", "lab", day(1), analyte="cea", value=9, ref_high=5, is_copy=True)

    assert urgency(run([head, copy]), "F30") == WEEK
    low = reading("b", "lab", day(1), analyte="platelets", value=200)
    lower = reading("b", "lab", day(1), analyte="platelets", value=20, is_copy=True)
    assert urgency(run([low, lower]), "F32") == TODAY_CALL


def test_after_radiation_the_lowest_value_is_part_of_the_evidence():
    rays = {"kind": "radiation", "start": "2026-01-01", "end": "2026-03-01"}
    entries = labs("psa", (200, 1.5), (100, 0.4), (50, 0.4), (1, 2.4))

    evaluation = run(entries, cancer_type="prostate", treatments=[rays])

    assert found(evaluation, "F30") == [(WEEK, "psa", ("d50", "d1"))]
    assert facts(evaluation, "F30")["limit"] == 0.4


def test_differences_of_markers_are_rounded_before_they_are_compared():
    rays = {"kind": "radiation", "start": "2026-01-01", "end": "2026-03-01"}

    evaluation = run(labs("psa", (50, 0.1), (1, 2.1)), cancer_type="prostate", treatments=[rays])

    assert urgency(evaluation, "F30") == WEEK


# F31


@pytest.mark.parametrize(
    ("case", "results", "expected"),
    [
        ("1.5 times over 28 days", ((30, 2.0), (16, 2.5), (2, 3.0)), VISIT),
        ("1.49 times", ((30, 2.0), (16, 2.5), (2, 2.98)), None),
        ("over 27 days", ((29, 2.0), (16, 2.5), (2, 3.0)), None),
        ("two results", ((30, 2.0), (2, 4.0)), None),
        ("not strictly", ((30, 2.0), (16, 3.0), (2, 3.0)), None),
        ("down in between", ((60, 2.0), (30, 1.9), (2, 4.0)), None),
        ("newest 59 days ago", ((99, 2.0), (80, 2.5), (59, 3.0)), VISIT),
        ("newest 60 days ago", ((99, 2.0), (80, 2.5), (60, 3.0)), None),
        ("only the last three", ((90, 1.0), (30, 2.0), (16, 2.5), (2, 2.9)), None),
        ("the next one not higher", ((30, 2.0), (16, 2.5), (9, 3.0), (2, 3.0)), None),
    ],
)
def test_a_marker_that_rises_inside_its_range(case, results, expected):
    assert urgency(run(labs("cea", *results, ref_high=5)), "F31") == expected


@pytest.mark.parametrize(
    ("case", "results", "expected"),
    [
        ("5 over the lowest", ((40, 8.0), (2, 13.0)), None),
        ("more than 5", ((40, 8.0), (2, 13.1)), VISIT),
        ("over 27 days", ((29, 8.0), (2, 20.0)), None),
        ("over 28 days", ((30, 8.0), (2, 20.0)), VISIT),
        ("the lowest in the middle", ((40, 15.0), (20, 8.0), (2, 14.0)), VISIT),
        ("one result", ((2, 20.0),), None),
    ],
)
def test_ca125_over_its_lowest(case, results, expected):
    assert urgency(run(labs("ca125", *results, ref_high=35)), "F31") == expected
    assert urgency(run(labs("cea", *results[:2], ref_high=35)), "F31") is None


def test_a_rising_marker_gives_way_to_one_above_its_range():
    entries = labs("cea", (60, 2.0), (30, 4.0), (2, 6.0), ref_high=5)

    assert urgency(run(entries), "F30") == WEEK
    assert urgency(run(entries), "F31") is None


def test_units_are_converted_and_unknown_ones_are_left_out():
    entries = labs("ca125", (60, 8000), unit="U/L") + labs("ca125", (2, 14), unit="U/mL")
    odd = labs("ca125", (60, 8), unit="odd") + labs("ca125", (2, 14), unit="U/mL")

    assert urgency(run(entries), "F31") == VISIT
    assert urgency(run(odd), "F31") is None


def test_results_of_several_labs_are_named():
    entries = [
        *labs("cea", (60, 1.0), (30, 1.5), lab_name="North"),
        *labs("cea", (2, 2.0), lab_name="South"),
    ]

    assert facts(run(entries), "F31")["saw"] == "labs"
    assert facts(run(labs("cea", (60, 1.0), (30, 1.5), (2, 2.0))), "F31")["saw"] == "default"


# F32


@pytest.mark.parametrize(
    ("case", "results", "expected"),
    [
        ("14 days apart", ((15, 9), (1, 9)), VISIT),
        ("13 days apart", ((14, 9), (1, 9)), None),
        ("the other way", ((15, 0.1), (1, 9)), None),
        ("both low", ((15, 0.1), (1, 0.1)), VISIT),
        ("one inside", ((15, 2), (1, 9)), None),
        ("at the edges", ((15, 3), (1, 3)), None),
        ("newest 30 days ago", ((60, 9), (30, 9)), None),
        ("newest 29 days ago", ((60, 9), (29, 9)), VISIT),
    ],
)
def test_another_test_counts_when_out_of_range_twice(case, results, expected):
    entries = labs("Creatinine", *results, ref_low=1, ref_high=3)

    assert urgency(run(entries), "F32") == expected
    assert urgency(run(labs("creatinine", *results)), "F32") is None


def test_a_count_out_of_range_twice_is_judged_by_its_own_numbers():
    entries = labs("hemoglobin", (30, 11), (2, 11), ref_low=12)

    assert urgency(run(entries), "F32") is None
    assert urgency(run(entries, cancer_type="leukemia_myeloma"), "F32") == WEEK


def test_a_newer_result_inside_takes_it_back():
    assert urgency(run(labs("platelets", (9, 20), (2, 90))), "F32") is None


def test_a_test_with_a_long_name_is_cut_to_what_a_flag_can_hold():
    name = "a very long name of a test that nobody has ever heard of anywhere"

    evaluation = run(labs(name, (20, 9), (2, 9), ref_high=3))

    assert found(evaluation, "F32") == [(VISIT, name[:48], ("d20", "d2"))]
