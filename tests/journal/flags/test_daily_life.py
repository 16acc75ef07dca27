"""F33 to F40: mood, sleep, food, movement, silence and planned tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.journal.flags.paper import NOW, day, found, prior, raised, reading, run, urgency

WEEK, VISIT, KNOW = "this_week", "next_visit", "information"


def daily(kind, days, **body):
    return [reading(f"{kind}{n}", kind, day(n), **body) for n in days]


def test_the_higher_of_two_mood_answers_is_named():
    entries = [*daily("mood_screen", [5], score=6), *daily("mood_screen", [1], score=3)]

    (item,) = [item for item in run(entries).candidates if item.rule == "F33"]

    assert item.evidence == ("mood_screen5", "mood_screen1")
    assert item.facts == {"on": "2026-11-17", "saw": "mood_screen"}


# F34

NIGHTS = [n for block in range(4) for n in range(7 * block, 7 * block + 4)]
"""Four nights in each of the last four blocks of 7 days."""


def bad_nights(days=NIGHTS, **body):
    return daily("sleep", days, **(body or {"sol_min": 31, "daytime_impact": 2}))


@pytest.mark.parametrize(
    ("case", "body", "expected"),
    [
        ("31 minutes to fall asleep", {"sol_min": 31, "daytime_impact": 2}, VISIT),
        ("30 minutes to fall asleep", {"sol_min": 30, "daytime_impact": 2}, None),
        ("31 minutes awake", {"waso_min": 31, "daytime_impact": 2}, VISIT),
        ("30 minutes awake", {"waso_min": 30, "daytime_impact": 2}, None),
        ("quality 3", {"quality": 3, "daytime_impact": 2}, VISIT),
        ("quality 2", {"quality": 2, "daytime_impact": 2}, None),
        ("impact 1", {"sol_min": 31, "daytime_impact": 1}, None),
    ],
)
def test_a_bad_night(case, body, expected):
    assert urgency(run(bad_nights(**body)), "F34") == expected


@pytest.mark.parametrize(
    ("case", "entries", "expected"),
    [
        ("3 bad of 4", [*bad_nights([n for n in NIGHTS if n != 9]),
                        *daily("sleep", [9], sol_min=5)], VISIT),
        ("2 bad of 4", [*bad_nights([n for n in NIGHTS if n not in (9, 10)]),
                        *daily("sleep", [9, 10], sol_min=5)], None),
        ("3 logged", bad_nights([n for n in NIGHTS if n != 9]), None),
        ("one week missing", bad_nights([n for n in NIGHTS if n < 21]), None),
        ("one block too early", bad_nights([n + 1 for n in NIGHTS if n > 20] + NIGHTS[:12]), VISIT),
        ("out of the 28 days", bad_nights([28, 27, 26, 25, *NIGHTS[:12]]), None),
    ],
)  # fmt: skip
def test_bad_nights_in_each_of_four_weeks(case, entries, expected):
    assert urgency(run(entries), "F34") == expected


@pytest.mark.parametrize(("felt", "expected"), [(4, VISIT), (3, None)])
def test_bad_nights_must_be_felt_on_4_days(felt, expected):
    entries = [
        *daily("sleep", NIGHTS[:felt], sol_min=31, daytime_impact=2),
        *daily("sleep", NIGHTS[felt:], sol_min=31),
    ]

    assert urgency(run(entries), "F34") == expected


@pytest.mark.parametrize(
    ("case", "days", "hours", "expected"),
    [
        ("10 nights under 7.0", range(10), 6.9, KNOW),
        ("10 nights at 7.0", range(10), 7.0, None),
        ("9 nights", range(9), 5.0, None),
        ("10 nights, one 14 days ago", [*range(9), 14], 5.0, None),
        ("10 nights to 13 days ago", [*range(9), 13], 5.0, KNOW),
    ],
)
def test_short_nights(case, days, hours, expected):
    assert urgency(run(daily("sleep", days, hours=hours)), "F34") == expected


def test_two_sleeps_of_a_day_add_up_and_of_two_versions_the_shorter_counts():
    nights = daily("sleep", range(10), hours=5)
    naps = [reading(f"n{n}", "sleep", day(n), hours=2) for n in range(10)]
    longer = [reading(f"sleep{n}", "sleep", day(n), hours=9, is_copy=True) for n in range(10)]

    assert urgency(run([*nights, *naps]), "F34") is None
    assert urgency(run([*nights, *longer]), "F34") == KNOW


# F35 and F37


@pytest.mark.parametrize(
    ("case", "days", "percent", "expected"),
    [
        ("50 on 5 days", (0, 1, 2, 3, 4), 50, WEEK),
        ("51 on 5 days", (0, 1, 2, 3, 4), 51, None),
        ("50 on 4 days", (0, 1, 2, 3), 50, None),
        ("to 6 days ago", (0, 1, 2, 3, 6), 50, WEEK),
        ("to 7 days ago", (0, 1, 2, 3, 7), 50, None),
    ],
)
def test_eating_little(case, days, percent, expected):
    assert urgency(run(daily("diet", days, intake_percent=percent)), "F35") == expected


def test_better_days_between_do_not_hide_five_low_ones():
    low = daily("diet", (0, 1, 2, 3, 4), intake_percent=40)
    good = [reading("x", "diet", day(5), intake_percent=100)]
    more = [reading("y", "diet", day(0), intake_percent=90)]

    assert urgency(run([*low, *good]), "F35") == WEEK
    assert urgency(run([*low, *more]), "F35") is None


@pytest.mark.parametrize(
    ("case", "days", "servings", "fields", "expected"),
    [
        ("10 days under 5", range(10), 4.9, {}, KNOW),
        ("10 days at 5", range(10), 5, {}, None),
        ("9 days", range(9), 1, {}, None),
        ("to 13 days ago", [*range(9), 13], 1, {}, KNOW),
        ("to 14 days ago", [*range(9), 14], 1, {}, None),
        ("a plan low in fiber", range(10), 1, {"low_fiber_plan": True}, None),
    ],
)
def test_few_vegetables_and_fruits(case, days, servings, fields, expected):
    evaluation = run(daily("diet", days, fruit_veg_servings=servings), **fields)

    assert urgency(evaluation, "F37") == expected


# F36: now is a Sunday, so that the last full week ended 7 days ago


def moves(*weeks, minutes=149, **body):
    return [
        reading(f"a{week}", "activity", day(7 + 7 * week), minutes=minutes, **body)
        for week in weeks or range(4)
    ]


@pytest.mark.parametrize(
    ("case", "entries", "fields", "expected"),
    [
        ("149 minutes", moves(), {}, KNOW),
        ("150 minutes in one week", [*moves(1, 2, 3), *moves(0, minutes=150)], {}, None),
        ("75 vigorous", [*moves(1, 2, 3), *moves(0, minutes=75, intensity="vigorous")], {}, None),
        ("74 vigorous", [*moves(1, 2, 3), *moves(0, minutes=74, intensity="vigorous")], {}, KNOW),
        ("150 moderate", moves(minutes=150, intensity="moderate"), {}, None),
        ("light ones do not count", moves(minutes=600, intensity="light"), {}, KNOW),
        ("a week without an entry", moves(0, 1, 2), {}, None),
        ("this week does not count", [*moves(), reading("x", "activity", day(0), minutes=900)], {},
         KNOW),
        ("no goal", moves(), {"activity_goal": False}, None),
        ("treatment", moves(), {"care_phase": "active_treatment"}, KNOW),
        ("treatment, resting", moves(),
         {"care_phase": "active_treatment", "rest_in_treatment": True}, None),
        ("resting, no treatment", moves(), {"rest_in_treatment": True}, KNOW),
    ],
)  # fmt: skip
def test_movement_below_the_goal(case, entries, fields, expected):
    assert urgency(run(entries, **fields), "F36") == expected


def test_weeks_run_from_monday_to_sunday():
    monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
    entries = [reading(f"a{n}", "activity", day(n), minutes=30) for n in (0, 7, 14, 21)]

    assert NOW.weekday() == 6
    assert urgency(run(entries, now=monday), "F36") == KNOW
    assert urgency(run(entries), "F36") is None


# F38


def test_alcohol_and_tobacco_are_one_finding():
    entries = [
        *daily("alcohol", [1], drinks=6),
        *daily("alcohol", [2], drinks=0),
        *daily("tobacco", [20], used=True),
    ]

    assert found(run(entries), "F38") == [(VISIT, None, ("tobacco20", "alcohol1"))]
    (item,) = [item for item in run(entries).candidates if item.rule == "F38"]
    assert item.facts == {"saw": "both"}


# F39


@pytest.mark.parametrize(
    ("case", "days", "fields", "expected"),
    [
        ("13 days", 13, {}, None),
        ("14 days", 14, {}, KNOW),
        ("own rhythm, 27 days", 27, {"checkin_every_days": 14}, None),
        ("own rhythm, 28 days", 28, {"checkin_every_days": 14}, KNOW),
        ("paused", 40, {"journal_paused": {"from": "2026-11-01", "to": "2026-11-22"}}, None),
        ("paused, no end", 40, {"journal_paused": {"from": "2026-11-01"}}, None),
        ("pause is over", 40, {"journal_paused": {"from": "2026-11-01", "to": "2026-11-21"}}, KNOW),
        ("pause to come", 40, {"journal_paused": {"from": "2026-11-23"}}, KNOW),
    ],
)
def test_silence(case, days, fields, expected):
    entries = daily("note", [days], text="x")

    assert urgency(run([*entries, *daily("weight", [90], kg=70)], **fields), "F39") == expected


def test_silence_speaks_once_in_30_days_and_ends_with_any_entry():
    entries = daily("weight", [40], kg=70)
    told = prior("missed_logging", None, KNOW, "acknowledged", acknowledged_on=day(29))
    long_ago = prior("missed_logging", None, KNOW, "acknowledged", acknowledged_on=day(30))

    assert raised(run(entries, prior_flags=[told])) == set()
    assert raised(run(entries, prior_flags=[long_ago])) == {("F39", KNOW, None)}
    assert found(run([*entries, *daily("distress", [0], score=0)]), "F39") == []
    assert found(run([]), "F39") == []


# F40


def planned(days, name="colonoscopy", **more):
    return {"test": name, "due": str(day(days)), **more}


@pytest.mark.parametrize(
    ("case", "test", "expected"),
    [
        ("14 days", planned(14), None),
        ("15 days", planned(15), VISIT),
        ("own grace, 30 days", planned(30, grace_days=30), None),
        ("own grace, 31 days", planned(31, grace_days=30), VISIT),
        ("90 days", planned(90), VISIT),
        ("91 days", planned(91), WEEK),
        ("91 days, all in grace", planned(91, grace_days=100), None),
        ("done", planned(91, done=str(day(80))), None),
        ("done, no date", planned(91, done=True), None),
        ("not done", planned(91, done=False), WEEK),
        ("not due", planned(-5), None),
    ],
)
def test_a_planned_test(case, test, expected):
    assert urgency(run([], followup_tests=[test]), "F40") == expected


def test_each_planned_test_is_one_finding_for_its_oldest_date():
    tests = [planned(20), planned(100), planned(30, "mammogram"), planned(50, "x" * 60)]

    evaluation = run([], followup_tests=tests)

    assert raised(evaluation) == {
        ("F40", WEEK, "colonoscopy"),
        ("F40", VISIT, "mammogram"),
        ("F40", VISIT, "x" * 48),
    }


def test_today_is_that_of_the_person():
    late = NOW + timedelta(hours=11)
    fields = {"followup_tests": [planned(14)]}

    assert urgency(run([], now=late, **fields), "F40") is None
    assert urgency(run([], now=late, timezone="Asia/Tokyo", **fields), "F40") == VISIT
