"""F01: short of breath."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.journal.flags.paper import NOW, ago, all_clear, day, found, run, symptom, urgency

SOB = "shortness_of_breath"
EMERGENCY, TODAY_CALL, WEEK = "emergency_now", "same_day", "this_week"


@pytest.mark.parametrize(
    ("case", "scores", "expected"),
    [
        ("none", {"severity": 0}, None),
        ("mild", {"severity": 1}, None),
        ("medium", {"severity": 2}, WEEK),
        ("bad", {"severity": 3}, TODAY_CALL),
        ("very bad", {"severity": 4}, EMERGENCY),
        ("medium at rest", {"severity": 2, "qualifiers": ["at_rest"]}, WEEK),
        ("bad at rest", {"severity": 3, "qualifiers": ["at_rest"]}, EMERGENCY),
        ("none with a sudden start", {"severity": 0, "qualifiers": ["sudden_onset"]}, None),
        ("mild with a sudden start", {"severity": 1, "qualifiers": ["sudden_onset"]}, TODAY_CALL),
        ("medium with a sudden start", {"severity": 2, "qualifiers": ["sudden_onset"]}, EMERGENCY),
        ("another qualifier", {"severity": 2, "qualifiers": ["sweating"]}, WEEK),
        ("interference alone says nothing", {"interference": 4}, None),
    ],
)
def test_one_report_is_judged_by_severity_and_how_it_came(case, scores, expected):
    assert urgency(run([symptom("a", SOB, ago(hours=1), **scores)]), "F01") == expected


@pytest.mark.parametrize(
    ("case", "pain", "apart", "expected"),
    [
        ("pain of level 2", {"severity": 2}, timedelta(), EMERGENCY),
        ("pain of level 1", {"severity": 1}, timedelta(), WEEK),
        ("pain 24 hours before", {"severity": 2}, timedelta(hours=-24), EMERGENCY),
        ("pain over 24 hours before", {"severity": 2}, timedelta(hours=-24, seconds=-1), WEEK),
        ("pain 24 hours after", {"severity": 2}, timedelta(hours=24), EMERGENCY),
        ("pain over 24 hours after", {"severity": 2}, timedelta(hours=24, seconds=1), WEEK),
        ("pain that only gets in the way", {"interference": 2}, timedelta(), EMERGENCY),
    ],
)
def test_chest_pain_near_it_makes_an_emergency(case, pain, apart, expected):
    breath = symptom("a", SOB, ago(hours=30), severity=2)
    chest = symptom("b", "chest_pain", ago(hours=30) + apart, **pain)

    assert urgency(run([breath, chest]), "F01") == expected


def test_the_baseline_of_chest_pain_is_not_used():
    entries = [symptom("a", SOB, severity=2), symptom("b", "chest_pain", severity=2)]

    assert urgency(run(entries, baseline={"chest_pain": 3}), "F01") == EMERGENCY


def test_chest_pain_that_counts_is_part_of_the_evidence():
    entries = [
        symptom("a", SOB, ago(hours=1), severity=2),
        symptom("b", "chest_pain", ago(hours=3), severity=2),
        symptom("c", "chest_pain", ago(hours=4), severity=1),
    ]

    assert found(run(entries), "F01") == [(EMERGENCY, SOB, ("b", "a"))]


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        ("just inside 48 hours", ago(hours=48, seconds=-1), TODAY_CALL),
        ("at 48 hours", ago(hours=48), TODAY_CALL),
        ("just outside", ago(hours=48, seconds=1), None),
        ("at this moment", NOW, TODAY_CALL),
        ("in the future", NOW + timedelta(seconds=1), None),
        ("only a day, partly inside", day(2), TODAY_CALL),
        ("only a day, wholly outside", day(3), None),
        ("only a day, in the future", day(-1), None),
    ],
)
def test_only_the_last_48_hours_count(case, when, expected):
    assert urgency(run([symptom("a", SOB, when, severity=3)]), "F01") == expected


@pytest.mark.parametrize(
    ("case", "baseline", "expected"),
    [("below", 2, TODAY_CALL), ("equal", 3, None), ("above", 4, None)],
)
def test_only_what_is_above_the_usual_level_counts(case, baseline, expected):
    evaluation = run([symptom("a", SOB, severity=3)], baseline={SOB: baseline})

    assert urgency(evaluation, "F01") == expected


def test_a_later_report_of_none_does_not_take_an_emergency_back():
    entries = [
        symptom("a", SOB, ago(hours=20), severity=4),
        symptom("b", SOB, ago(hours=1), severity=0),
        all_clear("c", ago(hours=1)),
    ]

    assert found(run(entries), "F01") == [(EMERGENCY, SOB, ("a",))]


def test_the_most_urgent_of_several_reports_wins_whatever_their_order():
    entries = [
        symptom("a", SOB, ago(hours=3), severity=3),
        symptom("b", SOB, ago(hours=2), severity=2, qualifiers=["sudden_onset"]),
        symptom("c", SOB, ago(hours=1), severity=2),
    ]

    assert run(entries).candidates == run(entries[::-1]).candidates
    assert found(run(entries), "F01") == [(EMERGENCY, SOB, ("b",))]


def test_a_deleted_report_leaves_nothing():
    assert found(run([]), "F01") == []


@pytest.mark.parametrize(
    ("case", "zone", "offsets", "now"),
    [
        ("forward", "Europe/Madrid", (1, 2), datetime(2026, 3, 30, 12, tzinfo=UTC)),
        ("back", "Europe/Madrid", (2, 1), datetime(2026, 10, 26, 12, tzinfo=UTC)),
        ("travel to the east", "America/New_York", (-5, 9), NOW),
        ("travel to the west", "Asia/Tokyo", (9, -5), NOW),
    ],
)
def test_hours_are_elapsed_time_whatever_the_clocks_show(case, zone, offsets, now):
    before, after = (timezone(timedelta(hours=hours)) for hours in offsets)
    edge = (now - timedelta(hours=48)).astimezone(before)

    for when, expected in ((edge, TODAY_CALL), (edge - timedelta(seconds=1), None)):
        entries = [symptom("a", SOB, when, severity=3)]
        evaluation = run(entries, now=now.astimezone(after), timezone=zone)
        assert urgency(evaluation, "F01") == expected


@pytest.mark.parametrize(
    "phase",
    [
        "active_treatment",
        "surveillance",
        "living_with_recurrence",
        "no_more_treatment",
        "hospice",
    ],
)
def test_it_runs_in_every_care_phase(phase):
    entries = [symptom("a", SOB, severity=4)]

    assert urgency(run(entries, care_phase=phase, comfort_focus=True), "F01") == EMERGENCY


@pytest.mark.parametrize(
    ("case", "scores", "pain", "variant"),
    [
        ("plain", {"severity": 2}, None, "plain"),
        ("at rest", {"severity": 3, "qualifiers": ["at_rest", "sudden_onset"]}, None, "at_rest"),
        ("sudden", {"severity": 3, "qualifiers": ["sudden_onset"]}, None, "sudden"),
        ("with pain", {"severity": 3, "qualifiers": ["at_rest"]}, 2, "with_chest_pain"),
    ],
)
def test_the_text_says_how_it_came(case, scores, pain, variant):
    entries = [symptom("a", SOB, **scores)]
    if pain:
        entries.append(symptom("b", "chest_pain", severity=pain))

    flag = run(entries).candidates[0]

    assert flag.facts == {"on": "2026-11-22", "severity": scores["severity"], "saw": variant}
    assert flag.level == scores["severity"]
