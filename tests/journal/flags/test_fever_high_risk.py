"""F06: fever with low defenses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.flags.engine.rule_set import rule_set
from tests.journal.flags.paper import (
    NOW,
    ago,
    anc,
    day,
    found,
    run,
    symptom,
    temperature,
    urgency,
)

CHEMO = {"kind": "chemotherapy", "start": "2026-09-01", "end": None}
NO_SPLEEN = {"infection_risk_flags": ["no_spleen"]}
NOW_CALL = "emergency_now"


@pytest.mark.parametrize(
    ("case", "celsius", "fields", "expected"),
    [
        ("just under", 37.9, {}, None),
        ("at 38.0", 38.0, {}, NOW_CALL),
        ("over", 38.1, {}, NOW_CALL),
        ("own threshold, just under", 37.4, {"fever_threshold_c": 37.5}, None),
        ("own threshold", 37.5, {"fever_threshold_c": 37.5}, NOW_CALL),
        ("low without a low threshold", 35.0, {}, None),
        ("at the low threshold", 36.0, {"low_temp_threshold_c": 36.0}, None),
        ("under the low threshold", 35.9, {"low_temp_threshold_c": 36.0}, NOW_CALL),
    ],
)
def test_a_reading_is_held_against_the_persons_thresholds(case, celsius, fields, expected):
    evaluation = run([temperature("a", celsius)], **NO_SPLEEN, **fields)

    assert urgency(evaluation, "F06") == expected


@pytest.mark.parametrize(
    ("case", "scores", "expected"),
    [
        ("medium", {"severity": 2}, None),
        ("bad", {"severity": 3}, NOW_CALL),
        ("very bad", {"severity": 4}, NOW_CALL),
        ("only often", {"frequency": 4}, None),
    ],
)
def test_chills_count_without_a_reading(case, scores, expected):
    assert urgency(run([symptom("a", "chills", **scores)], **NO_SPLEEN), "F06") == expected


def test_the_usual_level_of_chills_is_not_used():
    entries = [symptom("a", "chills", severity=3)]

    assert urgency(run(entries, baseline={"chills": 4}, **NO_SPLEEN), "F06") == NOW_CALL


@pytest.mark.parametrize(
    ("case", "treatment", "expected"),
    [
        ("runs since today", {**CHEMO, "start": str(day(0))}, NOW_CALL),
        ("starts tomorrow", {**CHEMO, "start": str(day(-1))}, None),
        ("ended 41 days ago", {**CHEMO, "end": str(day(41))}, NOW_CALL),
        ("ended 42 days ago", {**CHEMO, "end": str(day(42))}, NOW_CALL),
        ("ended 43 days ago", {**CHEMO, "end": str(day(43))}, None),
        ("immunotherapy", {**CHEMO, "kind": "immunotherapy"}, NOW_CALL),
        ("targeted", {**CHEMO, "kind": "targeted"}, NOW_CALL),
        ("cell therapy", {**CHEMO, "kind": "cell_therapy"}, NOW_CALL),
        ("transplant", {**CHEMO, "kind": "transplant"}, NOW_CALL),
        ("hormone", {**CHEMO, "kind": "hormone"}, None),
        ("radiation", {**CHEMO, "kind": "radiation"}, None),
        ("surgery", {**CHEMO, "kind": "surgery"}, None),
        ("other", {**CHEMO, "kind": "other"}, None),
    ],
)
def test_systemic_treatment_counts_until_42_days_after_its_end(case, treatment, expected):
    treatment = {**treatment, "start": min(treatment["start"], treatment["end"] or "9999")}

    assert urgency(run([temperature("a", 38.5)], treatments=[treatment]), "F06") == expected


@pytest.mark.parametrize(
    ("case", "counts", "expected"),
    [
        ("no count", [], None),
        ("just under 1.0", [anc("b", 0.9, day(1))], NOW_CALL),
        ("at 1.0", [anc("b", 1.0, day(1))], None),
        ("13 days old", [anc("b", 0.9, day(13))], NOW_CALL),
        ("14 days old", [anc("b", 0.9, day(14))], None),
        ("the newest counts", [anc("b", 0.4, day(5)), anc("c", 1.4, day(2))], None),
        ("newest low", [anc("b", 1.4, day(5)), anc("c", 0.4, day(2))], NOW_CALL),
        ("in cells", [anc("b", 900, unit="cells/uL")], NOW_CALL),
        ("in cells, enough", [anc("b", 1000, unit="cells/µL")], None),
        ("known unit", [anc("b", 0.9, unit="10*9/L")], NOW_CALL),
        ("unknown unit", [anc("b", 0.9, unit="mg/dL")], None),
        ("in the future", [anc("b", 0.4, day(-1))], None),
    ],
)
def test_a_low_count_of_the_last_14_days_is_a_risk(case, counts, expected):
    assert urgency(run([temperature("a", 38.5), *counts]), "F06") == expected


def test_a_word_instead_of_a_number_is_no_count():
    entries = [
        temperature("a", 38.5),
        anc("b", None, qualitative="low"),
    ]

    assert urgency(run(entries), "F06") is None


def test_the_latest_count_of_one_day_is_used():
    entries = [temperature("a", 38.5), anc("b", 0.4, ago(hours=5)), anc("c", 1.2, ago(hours=2))]

    assert urgency(run(entries), "F06") is None


def test_a_low_count_that_comes_the_day_after_the_fever_counts_too():
    entries = [temperature("a", 38.5, ago(hours=30)), anc("b", 0.4, ago(hours=1))]

    assert found(run(entries), "F06") == [(NOW_CALL, None, ("a", "b"))]


def test_the_risk_is_that_of_the_day_of_the_reading():
    ended = {**CHEMO, "end": str(day(43))}
    entries = [temperature("a", 38.5, ago(hours=30)), temperature("b", 38.5)]

    assert found(run(entries, treatments=[ended]), "F06") == [(NOW_CALL, None, ("a",))]


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        ("at 48 hours", ago(hours=48), NOW_CALL),
        ("just outside", ago(hours=48, seconds=1), None),
        ("in the future", NOW + timedelta(seconds=1), None),
    ],
)
def test_only_the_last_48_hours_count(case, when, expected):
    assert urgency(run([temperature("a", 38.5, when)], **NO_SPLEEN), "F06") == expected


def test_a_later_normal_reading_does_not_take_it_back():
    entries = [temperature("a", 38.5, ago(hours=20)), temperature("b", 36.8, ago(hours=1))]

    assert found(run(entries, **NO_SPLEEN), "F06") == [(NOW_CALL, None, ("a",))]


def test_every_sign_is_evidence_and_the_highest_fever_is_named():
    entries = [
        temperature("b", 38.1, ago(hours=2)),
        temperature("a", 38.6, ago(hours=9)),
        symptom("c", "chills", ago(hours=1), severity=4),
    ]

    flag = run(entries, treatments=[CHEMO]).candidates[0]

    assert flag.evidence == ("a", "b", "c")
    assert flag.facts == {
        "saw": "fever",
        "why": "treatment",
        "on": "2026-11-22",
        "celsius": 38.6,
    }


@pytest.mark.parametrize("phase", ["active_treatment", "surveillance", "hospice"])
def test_it_runs_in_every_care_phase(phase):
    assert urgency(run([temperature("a", 38.5)], care_phase=phase, **NO_SPLEEN), "F06") == NOW_CALL


def test_the_default_threshold_is_that_of_the_rule_data():
    usual = rule_set().definitions["fever_threshold_c"]

    assert found(run([temperature("a", usual - 0.1)], **NO_SPLEEN), "F06") == []
    assert urgency(run([temperature("a", usual)], **NO_SPLEEN), "F06") == NOW_CALL


def test_no_risk_no_flag():
    assert found(run([temperature("a", 40.0)]), "F06") == []
