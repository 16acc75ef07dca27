"""F11 to F16: what the golden boundary pairs do not say, such as evidence, facts and giving way."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import (
    ago,
    all_clear,
    day,
    found,
    raised,
    run,
    symptom,
    temperature,
    urgency,
)

NOW_CALL, TODAY_CALL, WEEK = "emergency_now", "same_day", "this_week"


def facts(evaluation, rule):
    (item,) = [item for item in evaluation.candidates if item.rule == rule]
    return dict(item.facts)


# F11


def test_yellow_skin_goes_before_the_slow_signs():
    slow = [
        symptom(f"{slug}{days}", slug, day(days), severity=2)
        for slug in ("appetite_loss", "bloating")
        for days in (8, 1)
    ]
    yellow = symptom("y", "jaundice", present=True)

    assert found(run(slow, cancer_type="lung"), "F11") == [
        (WEEK, None, ("appetite_loss8", "bloating8", "appetite_loss1", "bloating1"))
    ]
    assert found(run([*slow, yellow], cancer_type="lung"), "F11") == [
        (TODAY_CALL, "jaundice", ("y",))
    ]


@pytest.mark.parametrize(
    ("case", "clear", "expected"),
    [("in the middle", 4, WEEK), ("after the last", 0, None)],
)
def test_an_all_clear_after_the_slow_signs_ends_them(case, clear, expected):
    slow = [
        symptom(f"{slug}{days}", slug, day(days), severity=2)
        for slug in ("appetite_loss", "bloating")
        for days in (8, 1)
    ]

    evaluation = run([*slow, all_clear("z", day(clear))], cancer_type="colorectal")

    assert urgency(evaluation, "F11") == expected


@pytest.mark.parametrize("usual", ["appetite_loss", "bloating"])
def test_slow_signs_must_be_above_the_usual_level(usual):
    slow = [
        symptom(f"{slug}{days}", slug, day(days), severity=2)
        for slug in ("appetite_loss", "bloating")
        for days in (8, 1)
    ]

    assert urgency(run(slow, cancer_type="lung", baseline={usual: 1}), "F11") == WEEK
    assert urgency(run(slow, cancer_type="lung", baseline={usual: 2}), "F11") is None


# F12


def test_a_fever_speaks_for_the_signs_beside_it():
    entries = [
        temperature("a", 38.2, ago(hours=2)),
        symptom("b", "chills", ago(hours=1), severity=3),
        temperature("c", 38.0, ago(days=3)),
    ]

    assert raised(run(entries)) == {("F12", TODAY_CALL, None)}
    assert found(run(entries), "F12") == [(TODAY_CALL, None, ("a", "b"))]


def test_a_fever_that_comes_back_counts_its_days():
    entries = [temperature(f"t{days}", 38.0 + days / 10, day(days)) for days in (9, 5, 3)]

    evaluation = run(entries)

    assert found(evaluation, "F12") == [(WEEK, None, ("t9", "t5", "t3"))]
    said = {"on": "2026-11-13", "celsius": 38.9, "days": 3, "saw": "recurrent"}
    assert facts(evaluation, "F12") == said


# F13, F15 and F16


@pytest.mark.parametrize(
    ("site", "why"),
    [
        ({"region": "arm", "side": "left"}, "near_nodes"),
        ({"region": "hand", "side": "both"}, "near_nodes"),
        ({"region": "arm"}, "near_nodes"),
        ({"region": "arm", "side": "right"}, "default"),
        ({"region": "leg", "side": "left"}, "default"),
        (None, "default"),
    ],
)
def test_sore_skin_near_the_node_surgery_says_so(site, why):
    entry = symptom("a", "skin_infection", present=True, **({"site": site} if site else {}))

    evaluation = run([entry], node_surgery={"limb": "arm", "side": "left"})

    assert facts(evaluation, "F13")["why"] == why


def test_back_pain_after_an_injury_does_not_hide_the_other_report():
    entries = [
        symptom("a", "back_pain", ago(hours=3), severity=3, qualifiers=["after_injury"]),
        symptom("b", "back_pain", ago(hours=1), severity=2, qualifiers=["wakes_from_sleep"]),
    ]

    assert found(run(entries), "F15") == [(TODAY_CALL, "back_pain", ("b",))]


def test_an_all_clear_ends_the_red_flag_and_the_new_sign():
    entries = [
        symptom("a", "back_pain", day(2), severity=2, qualifiers=["wakes_from_sleep"]),
        symptom("b", "confusion", day(2), severity=1),
    ]

    assert {item[0] for item in raised(run(entries))} == {"F14", "F15"}
    assert raised(run([*entries, all_clear("z", day(1))])) == set()


def test_each_way_of_losing_fluid_is_a_finding():
    entries = [
        symptom("a", "diarrhea", count_over_baseline=7),
        symptom("b", "vomiting", severity=3, qualifiers=["cannot_keep_fluids"]),
        symptom("c", "trouble_swallowing", severity=4),
    ]

    assert raised(run(entries)) == {
        ("F16", TODAY_CALL, slug) for slug in ("diarrhea", "vomiting", "trouble_swallowing")
    }


def test_seven_stools_go_before_two_days_of_four():
    entries = [
        symptom("a", "diarrhea", day(1), frequency=1, count_over_baseline=4),
        symptom("b", "diarrhea", day(0), frequency=1, count_over_baseline=7),
    ]

    assert found(run(entries), "F16") == [(TODAY_CALL, "diarrhea", ("b",))]
    assert facts(run(entries), "F16") == {"on": "2026-11-22", "count": 7, "saw": "stools"}
