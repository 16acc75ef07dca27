"""F19: a symptom that stays."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import all_clear, day, found, run, symptom, urgency

WEEK, VISIT = "this_week", "next_visit"


def on_days(*days, slug="cough", severity=1):
    return [symptom(f"d{ago}", slug, day(ago), severity=severity) for ago in days]


@pytest.mark.parametrize(
    ("case", "days", "fields", "expected"),
    [
        ("13 days, watched", (13, 6, 0), {"cancer_type": "lung"}, None),
        ("14 days, watched", (14, 7, 0), {"cancer_type": "lung"}, WEEK),
        ("20 days, not watched", (20, 10, 0), {"cancer_type": "prostate"}, None),
        ("21 days, not watched", (21, 12, 5, 0), {"cancer_type": "prostate"}, VISIT),
        ("21 days, watched", (21, 12, 5, 0), {"cancer_type": "lung"}, WEEK),
        ("one of the first symptoms", (14, 7, 0), {"original_symptoms": ["cough"]}, WEEK),
    ],
)
def test_the_span_decides_with_the_watch_list(case, days, fields, expected):
    assert urgency(run(on_days(*days), **fields), "F19") == expected


@pytest.mark.parametrize(
    ("case", "days", "expected"),
    [
        ("gaps of 10 days", (20, 10, 0), WEEK),
        ("a gap of 11 days", (21, 10, 0), None),
        ("last report 6 days ago", (20, 13, 6), WEEK),
        ("last report 7 days ago", (21, 14, 7), None),
        ("one report", (0,), None),
        ("two reports 10 days apart", (10, 0), None),
    ],
)
def test_the_reports_must_hang_together_and_be_current(case, days, expected):
    assert urgency(run(on_days(*days), cancer_type="lung"), "F19") == expected


@pytest.mark.parametrize(
    ("case", "extra", "expected"),
    [
        ("an all-clear in the middle", [all_clear("x", day(5))], None),
        ("an all-clear on a day with a report", [all_clear("x", day(7))], WEEK),
        ("an all-clear before it", [all_clear("x", day(15))], WEEK),
        ("an all-clear after it", [all_clear("x", day(-0))], WEEK),
        ("a day of none in the middle", [symptom("x", "cough", day(5), severity=0)], None),
        ("a day at the usual level", [symptom("x", "cough", day(5), severity=1)], WEEK),
    ],
)
def test_a_day_without_it_starts_the_clock_again(case, extra, expected):
    entries = [*on_days(14, 7, 0), *extra]

    assert urgency(run(entries, cancer_type="lung"), "F19") == expected
    assert urgency(run(entries[::-1], cancer_type="lung"), "F19") == expected


def test_an_all_clear_after_the_last_report_ends_it():
    entries = [*on_days(15, 8, 1), all_clear("x", day(0))]

    assert urgency(run(entries, cancer_type="lung"), "F19") is None


@pytest.mark.parametrize(
    ("case", "severity", "baseline", "expected"),
    [("above", 2, 1, WEEK), ("equal", 2, 2, None), ("below", 2, 3, None)],
)
def test_only_days_above_the_usual_level_count(case, severity, baseline, expected):
    entries = on_days(14, 7, 0, severity=severity)
    evaluation = run(entries, cancer_type="lung", baseline={"cough": baseline})

    assert urgency(evaluation, "F19") == expected


@pytest.mark.parametrize(
    ("case", "days", "severity", "expected"),
    [
        ("13 days", (13, 6, 0), 2, None),
        ("14 days", (14, 7, 0), 2, VISIT),
        ("14 days, mild", (14, 7, 0), 1, None),
        ("14 days, bad", (14, 7, 0), 3, VISIT),
    ],
)
@pytest.mark.parametrize("slug", ["anxiety", "sadness"])
def test_mood_needs_medium_on_every_day(slug, case, days, severity, expected):
    entries = on_days(*days, slug=slug, severity=severity)

    assert urgency(run(entries, original_symptoms=[slug]), "F19") == expected


def test_one_mild_day_keeps_mood_quiet():
    entries = [*on_days(14, 0, slug="sadness", severity=3), *on_days(7, slug="sadness", severity=1)]

    assert urgency(run(entries), "F19") is None


@pytest.mark.parametrize("slug", ["insomnia", "hot_flashes", "memory_focus"])
def test_comfort_items_may_stay(slug):
    assert urgency(run(on_days(21, 14, 7, 0, slug=slug, severity=4)), "F19") is None


@pytest.mark.parametrize("slug", ["seizure", "self_harm_thoughts"])
def test_items_with_rules_of_their_own_are_left_to_them(slug):
    entries = [symptom(f"d{ago}", slug, day(ago), present=True) for ago in (21, 14, 7, 0)]

    rules = {item.rule for item in run(entries, original_symptoms=[slug]).candidates}
    assert not rules & {"F17", "F18", "F19"}


def test_a_yes_that_stays_counts():
    entries = [symptom(f"d{ago}", "lump", day(ago), present=True) for ago in (14, 7, 0)]

    assert urgency(run(entries, cancer_type="breast"), "F19") == WEEK


@pytest.mark.parametrize(
    ("case", "fields", "expected"),
    [
        ("hospice", {"care_phase": "hospice"}, None),
        ("no more treatment", {"care_phase": "no_more_treatment"}, WEEK),
        ("comfort", {"care_phase": "no_more_treatment", "comfort_focus": True}, None),
        ("comfort elsewhere", {"care_phase": "surveillance", "comfort_focus": True}, WEEK),
        ("with recurrence", {"care_phase": "living_with_recurrence"}, WEEK),
        ("treatment", {"care_phase": "active_treatment"}, WEEK),
    ],
)
def test_it_is_muted_where_comfort_comes_first(case, fields, expected):
    assert urgency(run(on_days(14, 7, 0), cancer_type="lung", **fields), "F19") == expected


def test_the_evidence_is_the_highest_report_of_every_day_of_the_episode():
    entries = [
        *on_days(40, 14, 7, 0),
        symptom("low", "cough", day(7), severity=1),
        symptom("high", "cough", day(7), severity=2),
    ]

    flag = run(entries, cancer_type="lung").candidates[0]

    assert flag.evidence == ("d14", "high", "d0")
    assert flag.facts == {
        "symptom": "cough",
        "days": 3,
        "span": 14,
        "from": "2026-11-08",
        "on": "2026-11-22",
    }


def test_a_report_that_comes_late_can_close_a_gap():
    entries = on_days(14, 0)

    assert found(run(entries, cancer_type="lung"), "F19") == []
    assert urgency(run([*entries, *on_days(8)], cancer_type="lung"), "F19") == WEEK
