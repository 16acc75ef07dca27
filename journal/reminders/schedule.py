"""When a reminder comes next. Pure: the same functions for sending and for showing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from journal.accounts.profile import FollowUpTest
from journal.core.clock import instant_of, local_day, zone

TEST_DAYS_BEFORE = (14, 2)
"""Time to make an appointment, and time to get ready."""


@lru_cache(maxsize=4096)
def next_time(
    *, days: int, wall_time: time, zone_name: str, after: datetime
) -> tuple[date, datetime]:
    """The planned local day and the instant, later than ``after``; ``days`` are weekday bits.

    The local day names the occurrence, so a repeated or skipped hour never makes a second one. Many
    reminders of one zone ask the same at one moment.
    """
    if not 0 < days < 128:
        raise ValueError("no weekday chosen")
    day = local_day(after, zone_name)
    while True:
        if days >> day.weekday() & 1:
            instant = instant_of(day, wall_time, zone_name)
            if instant > after:
                return day, instant
        day += timedelta(days=1)


def next_test_time(
    *, tests: Iterable[FollowUpTest], wall_time: time, zone_name: str, after: datetime
) -> tuple[date, datetime] | None:
    """The same for the tests of a follow-up plan; None when no test that is open lies ahead."""
    days = {
        test.due - timedelta(days=ahead)
        for test in tests
        if test.done in (None, False)
        for ahead in TEST_DAYS_BEFORE
    }
    today = local_day(after, zone_name)
    for day in sorted(day for day in days if day >= today):
        instant = instant_of(day, wall_time, zone_name)
        if instant > after:
            return day, instant
    return None


def is_quiet(instant: datetime, *, start: time, end: time, zone_name: str) -> bool:
    """Whether clocks in the zone show a time from ``start`` up to ``end``, maybe past midnight."""
    return is_quiet_time(instant.astimezone(zone(zone_name)).time(), start=start, end=end)


def is_quiet_time(wall_time: time, *, start: time, end: time) -> bool:
    """The same for a time that a clock on the wall shows."""
    if start <= end:
        return start <= wall_time < end
    return wall_time >= start or wall_time < end


def end_of_quiet(instant: datetime, *, start: time, end: time, zone_name: str) -> datetime:
    """The instant at which the quiet hours around ``instant`` end; itself outside of them."""
    if not is_quiet(instant, start=start, end=end, zone_name=zone_name):
        return instant
    day = local_day(instant, zone_name)
    ends = instant_of(day, end, zone_name)
    return ends if ends > instant else instant_of(day + timedelta(days=1), end, zone_name)
