"""When a reminder comes: wall clocks, weekdays, clock changes, tests and quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from journal.accounts.profile import FollowUpTest
from journal.reminders.schedule import end_of_quiet, is_quiet, next_test_time, next_time

VIENNA = "Europe/Vienna"
MON, THU, SUN, ALL = 0b1, 0b1000, 0b1000000, 0b1111111


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("case", "after", "days", "expected"),
    [
        ("later today", "2026-03-02T12:00", MON, "2026-03-02T17:00"),
        ("today's has passed", "2026-03-02T17:00", MON, "2026-03-09T17:00"),
        ("another weekday", "2026-03-02T12:00", THU, "2026-03-05T17:00"),
        ("one of two weekdays", "2026-03-03T12:00", MON | THU, "2026-03-05T17:00"),
        ("every day", "2026-03-02T17:00", ALL, "2026-03-03T17:00"),
        ("over the change to summer time", "2026-03-23T18:00", MON, "2026-03-30T16:00"),
        ("over the change to winter time", "2026-10-19T18:00", MON, "2026-10-26T17:00"),
    ],
)
def test_the_next_time(case, after, days, expected):
    _, instant = next_time(days=days, wall_time=time(18), zone_name=VIENNA, after=at(after))

    assert instant == at(expected)


def test_a_time_that_spring_skips_still_comes_once():
    half_past_two: dict[str, Any] = {"days": SUN, "wall_time": time(2, 30), "zone_name": VIENNA}

    day, instant = next_time(**half_past_two, after=at("2026-03-28T12:00"))
    again, _ = next_time(**half_past_two, after=instant)

    assert (day, instant) == (date(2026, 3, 29), at("2026-03-29T01:00"))
    assert again == date(2026, 4, 5)


def test_a_time_that_autumn_repeats_comes_once():
    half_past_two: dict[str, Any] = {"days": SUN, "wall_time": time(2, 30), "zone_name": VIENNA}

    day, first = next_time(**half_past_two, after=at("2026-10-24T12:00"))
    again, _ = next_time(**half_past_two, after=first)

    assert (day, first) == (date(2026, 10, 25), at("2026-10-25T00:30"))
    assert again == date(2026, 11, 1)


def test_a_day_that_a_zone_jumped_over_brings_nothing():
    """Samoa had no 30 December 2011."""
    evening: dict[str, Any] = {"days": ALL, "wall_time": time(18), "zone_name": "Pacific/Apia"}

    day, instant = next_time(**evening, after=at("2011-12-30T04:00"))
    again, _ = next_time(**evening, after=instant)

    assert (day, again) == (date(2011, 12, 31), date(2012, 1, 1))


def test_without_a_weekday_there_is_no_next_time():
    with pytest.raises(ValueError, match="no weekday"):
        next_time(days=0, wall_time=time(18), zone_name=VIENNA, after=at("2026-03-02T12:00"))


CT = FollowUpTest(test="CT", due=date(2026, 4, 1))
DONE = FollowUpTest(test="MRI", due=date(2026, 3, 20), done=date(2026, 3, 3))


@pytest.mark.parametrize(
    ("case", "tests", "after", "expected"),
    [
        ("two weeks before", [CT, DONE], "2026-03-02T12:00", "2026-03-18T09:00"),
        ("two days before", [CT], "2026-03-18T09:00", "2026-03-30T08:00"),
        ("nothing after that", [CT], "2026-03-30T08:00", None),
        ("one that is done", [DONE], "2026-03-02T12:00", None),
        ("the nearer of two", [CT, FollowUpTest(test="US", due=date(2026, 3, 10))],
         "2026-03-02T12:00", "2026-03-08T09:00"),
        ("no plan", [], "2026-03-02T12:00", None),
    ],
)  # fmt: skip
def test_a_word_before_a_test(case, tests, after, expected):
    found = next_test_time(tests=tests, wall_time=time(10), zone_name=VIENNA, after=at(after))

    assert (found and found[1]) == (expected and at(expected))


NIGHT: dict[str, Any] = {"start": time(21), "end": time(8), "zone_name": VIENNA}


@pytest.mark.parametrize(
    ("local", "quiet"),
    [("20:59", False), ("21:00", True), ("23:59", True), ("00:00", True), ("07:59", True),
     ("08:00", False), ("12:00", False)],
)  # fmt: skip
def test_the_quiet_hours_cross_midnight(local, quiet):
    instant = datetime.fromisoformat(f"2026-03-02T{local}:00+01:00")

    assert is_quiet(instant, **NIGHT) is quiet


@pytest.mark.parametrize(
    ("local", "hours", "end"),
    [
        ("2026-03-02T22:00:00+01:00", NIGHT, "2026-03-03T07:00"),
        ("2026-03-03T05:00:00+01:00", NIGHT, "2026-03-03T07:00"),
        ("2026-03-03T12:00:00+01:00", NIGHT, "2026-03-03T11:00"),
        # The night in which clocks go forward is an hour shorter.
        ("2026-03-28T22:00:00+01:00", NIGHT, "2026-03-29T06:00"),
        ("2026-03-03T12:00:00+01:00", NIGHT | {"start": time(9), "end": time(17)},
         "2026-03-03T16:00"),
        ("2026-03-03T12:00:00+01:00", NIGHT | {"start": time(8), "end": time(8)},
         "2026-03-03T11:00"),
    ],
)  # fmt: skip
def test_the_end_of_the_quiet_hours(local, hours, end):
    assert end_of_quiet(datetime.fromisoformat(local), **hours) == at(end)


def test_a_reminder_is_always_later_than_the_last():
    """Every quarter hour of the days around a change, in a zone that moves by half an hour."""
    howe = "Australia/Lord_Howe"
    for quarter in range(96):
        wall = time(quarter // 4, quarter % 4 * 15)
        last = at("2026-04-02T00:00")
        days = []
        for _ in range(5):
            day, instant = next_time(days=ALL, wall_time=wall, zone_name=howe, after=last)
            assert instant > last
            days.append(day)
            last = instant
        assert days == [days[0] + timedelta(days=n) for n in range(5)], wall
