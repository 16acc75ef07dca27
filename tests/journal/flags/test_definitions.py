"""The definitions that rules share: levels, days, windows, future entries, copies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.flags.engine.history import History
from journal.flags.engine.inputs import reading_from_row
from journal.flags.engine.levels import level_attribute, level_of
from journal.flags.engine.rule_set import rule_set
from journal.flags.engine.specs import rule_set_from
from tests.journal.flags.paper import (
    NOW,
    TODAY,
    ago,
    all_clear,
    day,
    found,
    profile,
    reading,
    run,
    symptom,
    temperature,
    urgency,
)


def history(*readings, now=NOW, **fields):
    return History(profile(**fields), readings, now, rule_set())


@pytest.mark.parametrize(
    ("body", "level", "attribute"),
    [
        ({"severity": 1, "interference": 4, "frequency": 4}, 1, "severity"),
        ({"interference": 2, "amount": 3, "frequency": 4}, 2, "interference"),
        ({"amount": 3, "frequency": 4}, 3, "amount"),
        ({"frequency": 4, "present": False}, 4, "frequency"),
        ({"severity": 0, "present": True}, 0, "severity"),
        ({"present": True}, 2, "present"),
        ({"present": False}, 0, "present"),
        ({"count_over_baseline": 8}, None, "present"),
    ],
)
def test_the_level_is_the_first_answer(body, level, attribute):
    assert level_of(body) == level
    assert level_attribute(body) == attribute


def test_days_run_from_the_newest_back_with_all_clears_between():
    series = history(
        symptom("a", "pain", day(9), severity=1),
        symptom("b", "pain", day(5), severity=2),
        symptom("c", "pain", day(5), severity=3),
        all_clear("d", day(5)),
        all_clear("e", day(7)),
        all_clear("f", day(2)),
    ).series("pain")

    days = [(item.on, item.level, item.is_all_clear) for item in series.newest(9)]

    assert days == [
        (day(2), 0, True),
        (day(5), 3, False),
        (day(7), 0, True),
        (day(9), 1, False),
    ]
    assert series.newest(1) == series.newest(9)[:1]


def test_a_report_without_a_level_makes_no_day():
    series = history(symptom("a", "diarrhea", day(1), count_over_baseline=8)).series("diarrhea")

    assert series.newest(1) == []
    assert series.episode(10) is None


@pytest.mark.parametrize(
    ("days", "last", "expected"),
    [(0, 1, True), (6, 7, True), (7, 7, False), (-1, 1, True)],
)
def test_the_last_days_hold_today_and_those_before(days, last, expected):
    assert history().is_in_last(day(days), last) is expected


def test_entries_of_the_future_are_held_back_to_be_corrected():
    evaluation = run(
        [
            symptom("later", "pain", NOW + timedelta(minutes=1), severity=4),
            symptom("tomorrow", "nausea", day(-1), severity=4),
            symptom("now", "cough", NOW, severity=4),
            symptom("today", "fatigue", TODAY, severity=4),
            temperature("next year", 39.0, NOW + timedelta(days=365)),
        ]
    )

    assert evaluation.held_back == ("later", "tomorrow", "next year")
    assert {item.subject for item in evaluation.candidates} == {"cough", "fatigue"}


def test_a_corrected_entry_counts_again():
    wrong, right = (symptom("a", "pain", when, severity=4) for when in (ago(days=-1), ago(days=1)))

    assert run([wrong]).new_flags == ()
    assert run([right]).held_back == ()
    assert urgency(run([right]), "F17") == "same_day"


def test_of_two_versions_of_an_entry_the_graver_counts():
    head = symptom("a", "pain", ago(hours=1), severity=1)
    copy = symptom("a", "pain", ago(hours=1), severity=4, is_copy=True)

    assert found(run([head, copy]), "F17") == [("same_day", "pain", ("a",))]
    assert found(run([copy._replace(is_copy=False), head._replace(is_copy=True)]), "F17") == [
        ("same_day", "pain", ("a",))
    ]


def test_a_version_that_says_it_is_gone_hides_nothing():
    yesterday = symptom("a", "pain", ago(days=1), severity=3)
    gone_today = symptom("a", "pain", ago(hours=1), severity=0, is_copy=True)

    assert urgency(run([yesterday, gone_today]), "F17") == "this_week"


def test_a_contradicted_all_clear_hides_nothing():
    report = symptom("a", "pain", ago(days=1), severity=3)
    clear = all_clear("b", ago(hours=1))
    other = reading("b", "checkin", ago(hours=1), overall=3, is_copy=True)

    assert urgency(run([report, clear]), "F17") is None
    assert urgency(run([report, clear, other]), "F17") == "this_week"


def test_every_cancer_type_and_phase_can_be_evaluated():
    entries = [symptom("a", "pain", severity=4)]

    for cancer_type in rule_set().watch_lists:
        assert urgency(run(entries, cancer_type=cancer_type), "F17") == "same_day"


def test_a_stored_row_becomes_a_reading():
    row = reading_from_row("a", "weight", NOW, TODAY, {"kg": 70.0}, is_copy=True)

    assert row == reading("a", "weight", NOW, kg=70.0, is_copy=True)


def test_free_text_is_never_read():
    entries = [reading("a", "note", text="chest pain 4"), symptom("b", "pain", severity=1)]

    assert run(entries).candidates == ()


def test_a_missing_part_of_the_rule_data_is_refused():
    with pytest.raises(KeyError):
        rule_set_from({"rule_set": "1.0.0", "watch_lists": {"always": []}})
