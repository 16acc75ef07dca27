"""F28: signs over days in cancers of the blood."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import (
    ago,
    day,
    found,
    raised,
    run,
    symptom,
    temperature,
    urgency,
    weight,
)

TODAY_CALL, WEEK = "same_day", "this_week"


def sweats(*days, severity=1, marks=("drenching",)):
    return [
        symptom(f"s{n}", "night_sweats", day(n), severity=severity, qualifiers=list(marks))
        for n in days
    ]


@pytest.mark.parametrize(
    ("case", "entries", "expected"),
    [
        ("sweats on 3 dates", sweats(13, 5, 0), WEEK),
        ("sweats on 2 dates", sweats(5, 0), None),
        ("the first 14 days ago", sweats(14, 5, 0), None),
        ("not drenching", sweats(13, 5, 0, marks=()), None),
        ("no sweats", sweats(13, 5, 0, severity=0), None),
        ("over 38.0 on 3 dates", [temperature(f"t{n}", 38.1, day(n)) for n in (13, 5, 3)], WEEK),
        ("38.0 on 3 dates", [temperature(f"t{n}", 38.0, day(n)) for n in (13, 5, 3)], None),
        ("over 38.0 on 2 dates", [temperature(f"t{n}", 38.1, day(n)) for n in (5, 3)], None),
        ("10.0 percent", [weight(f"w{n}", kg, day(n)) for n, kg in ((60, 100), (7, 90), (0, 90))],
         WEEK),
        ("9.9 percent", [weight(f"w{n}", kg, day(n)) for n, kg in ((60, 100), (7, 90), (0, 90.1))],
         None),
    ],
)  # fmt: skip
def test_signs_in_cancers_of_the_blood(case, entries, expected):
    assert urgency(run(entries, cancer_type="lymphoma"), "F28") == expected
    assert urgency(run(entries, cancer_type="lung"), "F28") is None


@pytest.mark.parametrize(("usual", "expected"), [(0, WEEK), (1, None)])
def test_usual_sweats_do_not_count(usual, expected):
    evaluation = run(sweats(13, 5, 0), cancer_type="lymphoma", baseline={"night_sweats": usual})

    assert urgency(evaluation, "F28") == expected


def test_it_replaces_the_fever_that_comes_back_and_the_weight_loss():
    fevers = [temperature(f"t{n}", 38.1, day(n)) for n in (13, 5, 3)]
    weights = [weight("a", 100, day(60)), weight("b", 90, day(7)), weight("c", 90, day(0))]

    evaluation = run([*fevers, *weights], cancer_type="leukemia_myeloma")

    assert raised(evaluation) == {("F28", WEEK, None)}
    assert dict(evaluation.candidates[0].facts)["saw"] == "several"


def test_it_replaces_only_what_it_uses():
    lost = [weight("a", 100, day(60)), weight("b", 94, day(7)), weight("c", 94, day(0))]
    high = temperature("h", 39.5, ago(hours=1))
    fevers = [temperature(f"t{n}", 38.1, day(n)) for n in (13, 5)]

    evaluation = run([*sweats(13, 5, 0), *lost, *fevers, high], cancer_type="lymphoma")

    assert {item[0] for item in raised(evaluation)} >= {"F28", "F29", "F12"}
    assert urgency(evaluation, "F12") == TODAY_CALL


def test_planned_weight_loss_and_a_fever_of_f06_are_not_among_the_signs():
    weights = [weight("a", 100, day(60)), weight("b", 89, day(7)), weight("c", 89, day(0))]
    fevers = [temperature(f"t{n}", 38.5, day(n)) for n in (13, 5, 0)]
    blood = {"cancer_type": "lymphoma"}

    assert found(run(weights, weight_goal={"direction": "lose"}, **blood), "F28") == []
    assert urgency(run(weights, weight_goal={"direction": "gain"}, **blood), "F28") == WEEK
    assert found(run(fevers, infection_risk_flags=["steroids"], **blood), "F28") == []
