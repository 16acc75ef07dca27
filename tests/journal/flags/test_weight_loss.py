"""F29: weight lost without trying."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import ago, all_clear, day, found, run, symptom, urgency, weight

WEEK, VISIT = "this_week", "next_visit"


def weighed(reference, second, newest, *, days=(60, 7, 0)):
    kgs = (reference, second, newest)
    return [weight(name, kg, day(at)) for name, kg, at in zip("rsn", kgs, days, strict=True)]


@pytest.mark.parametrize(
    ("case", "reference", "second", "newest", "expected"),
    [
        ("no change", 80.0, 80.0, 80.0, None),
        ("gain", 80.0, 82.0, 84.0, None),
        ("4.9 percent", 100.0, 95.1, 95.1, None),
        ("4.94 rounds down", 100.0, 95.06, 95.06, None),
        ("4.95 rounds up", 100.0, 95.05, 95.05, WEEK),
        ("5.0 percent", 100.0, 95.0, 95.0, WEEK),
        ("5.1 percent", 100.0, 94.9, 94.9, WEEK),
        ("only the newest is low", 100.0, 96.0, 94.0, None),
        ("only the one before is low", 100.0, 94.0, 96.0, None),
        ("a figure that floats cannot hold", 70.1, 66.6, 66.6, WEEK),
    ],
)
def test_both_newest_days_must_show_5_percent(case, reference, second, newest, expected):
    assert urgency(run(weighed(reference, second, newest)), "F29") == expected


@pytest.mark.parametrize(
    ("case", "days", "expected"),
    [
        ("reference 27 days before the newest", (27, 7, 0), None),
        ("28 days", (28, 7, 0), WEEK),
        ("180 days", (180, 7, 0), WEEK),
        ("181 days", (181, 7, 0), None),
        ("counted from the newest, not from today", (47, 20, 20), None),
        ("second 20 days ago", (60, 20, 0), WEEK),
        ("second 21 days ago", (60, 21, 0), None),
        ("both long ago", (90, 30, 25), None),
        ("two readings on one day are one", (60, 0, 0), None),
    ],
)
def test_when_the_weigh_ins_were_matters(case, days, expected):
    assert urgency(run(weighed(100.0, 94.0, 94.0, days=days)), "F29") == expected


@pytest.mark.parametrize("entries", [[], weighed(100, 94, 94)[:1], weighed(100, 94, 94)[1:]])
def test_too_few_weigh_ins_say_nothing(entries):
    assert found(run(entries), "F29") == []


def test_the_reference_is_the_highest_day_of_the_window():
    entries = [*weighed(94.0, 94.0, 94.0), weight("high", 99.0, day(100))]

    assert found(run(entries), "F29") == [(WEEK, None, ("high", "s", "n"))]


def test_a_day_counts_by_its_median():
    entries = [
        weight("r", 100.0, day(60)),
        weight("s", 94.0, day(7)),
        weight("n1", 94.0, ago(hours=5)),
        weight("n2", 120.0, ago(hours=4)),
        weight("n3", 94.2, ago(hours=3)),
    ]

    assert found(run(entries), "F29") == [(WEEK, None, ("r", "s", "n1", "n2", "n3"))]


@pytest.mark.parametrize(
    ("case", "newest", "height", "expected"),
    [
        # 1.70 m and 57.8 kg are an index of exactly 20.
        ("1.9 percent and thin", 56.8, 175, None),
        ("2.0 percent and thin", 56.7, 175, VISIT),
        ("2.0 percent and at 20", 57.8, 170, None),
        ("2.0 percent and just under 20", 57.79, 170, VISIT),
        ("2.0 percent, height not known", 56.7, None, None),
    ],
)
def test_thin_people_are_flagged_at_2_percent(case, newest, height, expected):
    reference = 59.0 if newest > 57 else 57.9
    fields = {"height_cm": height} if height else {}

    assert urgency(run(weighed(reference, newest, newest), **fields), "F29") == expected


GOAL = {"direction": "lose", "from": str(day(90)), "to": None}


@pytest.mark.parametrize(
    ("case", "newest", "goal", "expected"),
    [
        ("9.9 percent", 90.1, GOAL, None),
        ("10.0 percent", 90.0, GOAL, VISIT),
        ("goal without dates", 90.1, {"direction": "lose"}, None),
        ("goal ends today", 90.1, {**GOAL, "to": str(day(0))}, None),
        ("goal ended yesterday", 90.1, {**GOAL, "to": str(day(1))}, WEEK),
        ("goal starts tomorrow", 90.1, {**GOAL, "from": str(day(-1))}, WEEK),
        ("a goal to gain", 90.1, {**GOAL, "direction": "gain"}, WEEK),
    ],
)
def test_a_goal_to_lose_weight_sets_the_bar_higher(case, newest, goal, expected):
    evaluation = run(weighed(100.0, newest, newest), weight_goal=goal)

    assert urgency(evaluation, "F29") == expected


def test_a_goal_switches_the_thin_part_off():
    entries = weighed(57.9, 56.0, 56.0)

    assert urgency(run(entries, height_cm=175), "F29") == VISIT
    assert urgency(run(entries, height_cm=175, weight_goal=GOAL), "F29") is None


@pytest.mark.parametrize(
    ("case", "newest", "appetite", "when", "baseline", "expected"),
    [
        ("4.9 percent", 95.1, 2, 3, 0, None),
        ("5.0 percent", 95.0, 2, 3, 0, VISIT),
        ("appetite mild", 95.0, 1, 3, 0, None),
        ("appetite 13 days ago", 95.0, 2, 13, 0, VISIT),
        ("appetite 14 days ago", 95.0, 2, 14, 0, None),
        ("appetite at the usual level", 95.0, 2, 3, 2, None),
        ("appetite above the usual level", 95.0, 3, 3, 2, VISIT),
    ],
)
def test_with_a_goal_poor_appetite_counts(case, newest, appetite, when, baseline, expected):
    entries = [
        *weighed(100.0, newest, newest),
        symptom("a", "appetite_loss", day(when), severity=appetite),
    ]
    evaluation = run(entries, weight_goal=GOAL, baseline={"appetite_loss": baseline})

    assert urgency(evaluation, "F29") == expected


def test_appetite_is_evidence_only_where_it_decides():
    appetite = symptom("a", "appetite_loss", day(3), severity=2)

    by_appetite = found(run([*weighed(100, 94, 94), appetite], weight_goal=GOAL), "F29")
    by_weight = found(run([*weighed(100, 89, 89), appetite], weight_goal=GOAL), "F29")
    no_goal = found(run([*weighed(100, 89, 89), appetite]), "F29")

    assert by_appetite == [(VISIT, None, ("r", "s", "a", "n"))]
    assert by_weight == [(VISIT, None, ("r", "s", "n"))]
    assert no_goal == [(WEEK, None, ("r", "s", "n"))]


@pytest.mark.parametrize(
    ("case", "fields", "expected"),
    [
        ("hospice", {"care_phase": "hospice"}, None),
        ("comfort", {"care_phase": "no_more_treatment", "comfort_focus": True}, None),
        ("no more treatment", {"care_phase": "no_more_treatment"}, WEEK),
    ],
)
def test_it_is_muted_where_comfort_comes_first(case, fields, expected):
    assert urgency(run(weighed(100, 94, 94), **fields), "F29") == expected


def test_an_all_clear_and_the_order_of_entries_change_nothing():
    entries = [*weighed(100, 94, 94), all_clear("c", day(3))]

    assert urgency(run(entries), "F29") == WEEK
    assert run(entries).candidates == run(entries[::-1]).candidates


def test_the_graver_version_of_a_weigh_in_counts():
    entries = weighed(100.0, 94.0, 97.0)
    newest = weight("n", 93.0, day(0), is_copy=True)
    reference = [weight("r", 90.0, day(60)), weight("r", 100.0, day(60), is_copy=True)]

    assert urgency(run(entries), "F29") is None
    assert urgency(run([*entries, newest]), "F29") == WEEK
    assert urgency(run([*weighed(100, 94, 94)[1:], *reference]), "F29") == WEEK


def test_the_text_has_the_weights_and_the_loss_of_the_newest_day():
    flag = run(weighed(100.0, 95.0, 94.0)).candidates[0]

    assert flag.facts == {
        "why": "default",
        "from_kg": 100.0,
        "from_on": "2026-09-23",
        "kg": 94.0,
        "on": "2026-11-22",
        "percent": 6.0,
    }
