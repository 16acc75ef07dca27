"""Wall times and instants, over every clock change of ten years."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from journal.core.clock import instant_of, local_day, zone


@pytest.mark.parametrize(
    ("case", "day", "at", "place", "expected"),
    [
        ("an ordinary day", date(2026, 3, 2), time(18), "Europe/Vienna", "2026-03-02T17:00"),
        ("an hour that spring skips", date(2026, 3, 29), time(2, 30), "Europe/Vienna",
         "2026-03-29T01:00"),
        ("an hour that autumn repeats", date(2026, 10, 25), time(2, 30), "Europe/Vienna",
         "2026-10-25T00:30"),
        ("half an hour of change", date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe",
         "2026-10-03T15:30"),
        ("midnight that does not exist", date(2026, 9, 6), time(0, 0), "America/Santiago",
         "2026-09-06T04:00"),
    ],
)  # fmt: skip
def test_the_instant_of_a_wall_time(case, day, at, place, expected):
    assert instant_of(day, at, place) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_quarter_hours_keep_their_order_over_every_clock_change():
    quarters = [time(minute // 60, minute % 60) for minute in range(0, 1440, 15)]
    checked = 0
    for place in sorted(available_timezones()):
        for day in _days_of_change(place):
            instants = [instant_of(day, quarter, place) for quarter in quarters]
            assert instants == sorted(instants), (place, day)
            checked += len(instants)

    assert checked > 50_000


def test_an_unknown_zone_is_refused():
    with pytest.raises(ValueError, match="unknown"):
        zone("Mars/Olympus")


def test_the_day_is_the_one_that_clocks_there_show():
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    assert local_day(late, "Europe/Vienna") == date(2026, 3, 2)
    assert local_day(late, "America/New_York") == date(2026, 3, 1)


def _days_of_change(place: str) -> list[date]:
    """The days of 2026 on which the zone's offset changes."""
    there = ZoneInfo(place)
    found, day = [], date(2026, 1, 1)
    before = datetime(2026, 1, 1, tzinfo=there).utcoffset()
    while day.year == 2026:
        day += timedelta(days=1)
        after = datetime(day.year, day.month, day.day, tzinfo=there).utcoffset()
        if after != before:
            found += [day - timedelta(days=1), day]
            before = after
    return found
