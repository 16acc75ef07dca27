"""F17: a symptom that is bad."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from journal.catalogue.terms import terms
from tests.journal.flags.paper import NOW, ago, all_clear, day, found, run, symptom, urgency

TODAY_CALL, WEEK, VISIT = "same_day", "this_week", "next_visit"


@pytest.mark.parametrize(
    ("case", "slug", "scores", "expected"),
    [
        ("medium", "nausea", {"severity": 2}, None),
        ("bad", "nausea", {"severity": 3}, WEEK),
        ("very bad", "nausea", {"severity": 4}, TODAY_CALL),
        ("medium and sudden", "nausea", {"severity": 2, "qualifiers": ["sudden_onset"]}, None),
        ("bad and sudden", "nausea", {"severity": 3, "qualifiers": ["sudden_onset"]}, TODAY_CALL),
        ("in the way some", "fatigue", {"severity": 1, "interference": 2}, None),
        ("in the way a lot", "fatigue", {"severity": 1, "interference": 3}, WEEK),
        ("in the way completely", "fatigue", {"severity": 1, "interference": 4}, WEEK),
        (
            "medium, sudden and in the way",
            "fatigue",
            {"severity": 2, "interference": 3, "qualifiers": ["sudden_onset"]},
            WEEK,
        ),
        (
            "belly pain medium and in the way",
            "abdominal_pain",
            {"severity": 2, "interference": 3},
            WEEK,
        ),
        ("belly pain medium", "abdominal_pain", {"severity": 2}, None),
        ("belly pain bad", "abdominal_pain", {"severity": 3}, TODAY_CALL),
        ("loose stools some days", "diarrhea", {"frequency": 2}, None),
        ("loose stools most days", "diarrhea", {"frequency": 3}, WEEK),
        ("loose stools all the time", "diarrhea", {"frequency": 4}, WEEK),
        ("other things may be frequent", "nausea", {"frequency": 4, "severity": 2}, None),
        ("grade 2", "nausea", {"frequency": 2, "severity": 2}, None),
        ("comfort item medium", "insomnia", {"severity": 2}, None),
        ("comfort item bad", "insomnia", {"severity": 3}, VISIT),
        ("comfort item very bad", "hot_flashes", {"severity": 4}, VISIT),
        ("much blood is another rule's", "blood_in_stool", {"amount": 4}, None),
        ("a yes is no severity", "lump", {"present": True}, None),
        ("rules of their own", "seizure", {"severity": 4}, None),
        ("rules of their own too", "self_harm_thoughts", {"severity": 4}, None),
    ],
)
def test_one_report_is_judged_by_its_scores(case, slug, scores, expected):
    assert urgency(run([symptom("a", slug, **scores)]), "F17") == expected


@pytest.mark.parametrize(
    ("case", "scores", "expected"),
    [
        ("bad", {"severity": 3}, TODAY_CALL),
        ("in the way a lot", {"severity": 1, "interference": 3}, TODAY_CALL),
        ("medium", {"severity": 2}, None),
    ],
)
def test_in_hospice_anything_bad_is_for_today(case, scores, expected):
    evaluation = run([symptom("a", "fatigue", **scores)], care_phase="hospice")

    assert urgency(evaluation, "F17") == expected


def test_comfort_items_wait_for_the_visit_in_hospice_too():
    evaluation = run([symptom("a", "insomnia", severity=4)], care_phase="hospice")

    assert urgency(evaluation, "F17") == VISIT


def test_comfort_focus_is_not_hospice_for_this_rule():
    evaluation = run(
        [symptom("a", "nausea", severity=3)], care_phase="no_more_treatment", comfort_focus=True
    )

    assert urgency(evaluation, "F17") == WEEK


@pytest.mark.parametrize(
    ("case", "baseline", "expected"),
    [("below", 2, WEEK), ("equal", 3, None), ("above", 4, None)],
)
def test_only_what_is_above_the_usual_level_counts(case, baseline, expected):
    evaluation = run([symptom("a", "pain", severity=3)], baseline={"pain": baseline})

    assert urgency(evaluation, "F17") == expected


@pytest.mark.parametrize(
    ("case", "days", "expected"),
    [("6 days ago", 6, WEEK), ("7 days ago", 7, None), ("today", 0, WEEK), ("tomorrow", -1, None)],
)
def test_it_is_active_for_7_days(case, days, expected):
    assert urgency(run([symptom("a", "pain", day(days), severity=3)]), "F17") == expected


def test_only_the_newest_day_counts():
    entries = [symptom("a", "pain", day(2), severity=4), symptom("b", "pain", day(1), severity=2)]

    assert urgency(run(entries), "F17") is None
    assert urgency(run(entries[::-1]), "F17") is None


def test_a_later_all_clear_ends_it_and_one_of_the_same_day_does_not():
    report = symptom("a", "pain", day(2), severity=3)

    assert urgency(run([report, all_clear("b", day(1))]), "F17") is None
    assert urgency(run([report, all_clear("b", day(2))]), "F17") == WEEK
    assert urgency(run([report, all_clear("b", day(3))]), "F17") == WEEK


def test_a_later_report_of_none_ends_it():
    entries = [symptom("a", "pain", day(1), severity=3), symptom("b", "pain", severity=0)]

    assert urgency(run(entries), "F17") is None


def test_of_several_reports_of_a_day_the_highest_is_used():
    entries = [
        symptom("a", "pain", ago(hours=4), severity=3),
        symptom("b", "pain", ago(hours=1), severity=1),
        symptom("c", "pain", ago(hours=2), severity=3, qualifiers=["sudden_onset"]),
    ]

    assert found(run(entries), "F17") == [(TODAY_CALL, "pain", ("c",))]


def test_a_milder_report_of_the_day_never_hides_what_got_in_the_way():
    entries = [
        symptom("a", "pain", ago(hours=4), severity=1, interference=3),
        symptom("b", "pain", ago(hours=1), severity=2),
    ]

    assert found(run(entries), "F17") == [(WEEK, "pain", ("a",))]
    assert urgency(run(entries, baseline={"pain": 1}), "F17") is None


def test_each_symptom_gets_a_flag_of_its_own():
    entries = [symptom("a", "pain", severity=3), symptom("b", "nausea", severity=4)]

    assert found(run(entries), "F17") == [
        (TODAY_CALL, "nausea", ("b",)),
        (WEEK, "pain", ("a",)),
    ]


@pytest.mark.parametrize(
    ("case", "hours", "local", "expected"),
    [
        ("just before midnight there", -5, datetime(2026, 11, 15, 23, 59, 59, tzinfo=UTC), None),
        ("just after midnight there", -5, datetime(2026, 11, 16, tzinfo=UTC), WEEK),
        ("just before midnight far east", 13, datetime(2026, 11, 15, 23, 59, 59, tzinfo=UTC), None),
        ("just after midnight far east", 13, datetime(2026, 11, 16, tzinfo=UTC), WEEK),
    ],
)
def test_the_day_of_a_report_is_that_of_its_own_offset(case, hours, local, expected):
    when = local.replace(tzinfo=timezone(timedelta(hours=hours)))

    assert urgency(run([symptom("a", "pain", when, severity=3)]), "F17") == expected


@pytest.mark.parametrize(
    ("case", "zone", "expected"),
    # At noon UTC it is the 22nd in Madrid and already the 23rd in Auckland.
    [("still the 22nd", "Europe/Madrid", WEEK), ("already the 23rd", "Pacific/Auckland", None)],
)
def test_today_is_that_of_the_persons_zone(case, zone, expected):
    evaluation = run([symptom("a", "pain", day(6), severity=3)], timezone=zone)

    assert urgency(evaluation, "F17") == expected


def test_a_day_further_east_than_home_is_not_in_the_future():
    east = datetime(2026, 11, 23, 1, 0, tzinfo=timezone(timedelta(hours=14)))

    assert urgency(run([symptom("a", "pain", east, severity=3)]), "F17") == WEEK


@pytest.mark.parametrize(
    ("case", "now"),
    [
        ("clocks went back", datetime(2026, 10, 31, 12, tzinfo=UTC)),
        ("clocks went forward", datetime(2026, 4, 4, 12, tzinfo=UTC)),
    ],
)
def test_days_are_calendar_days_over_a_clock_change(case, now):
    sixth, seventh = ((now - timedelta(days=days)).date() for days in (6, 7))
    fields = {"now": now, "timezone": "Europe/Madrid"}

    assert urgency(run([symptom("a", "pain", sixth, severity=3)], **fields), "F17") == WEEK
    assert urgency(run([symptom("a", "pain", seventh, severity=3)], **fields), "F17") is None


def test_every_symptom_with_a_severity_can_raise_it():
    for slug, term in terms().items():
        if "severity" in term.attributes:
            assert urgency(run([symptom("a", slug, NOW, severity=4)]), "F17") is not None, slug


@pytest.mark.parametrize(
    ("slug", "scores", "facts"),
    [
        ("pain", {"severity": 3, "interference": 4}, {"saw": "severity", "severity": 3}),
        ("pain", {"severity": 1, "interference": 3}, {"saw": "interference", "interference": 3}),
        ("diarrhea", {"frequency": 4}, {"saw": "frequency", "frequency": 4}),
    ],
)
def test_the_text_names_what_was_bad(slug, scores, facts):
    flag = run([symptom("a", slug, **scores)]).candidates[0]

    assert flag.facts == {"symptom": slug, "on": "2026-11-22", **facts}
