"""When a weekly wall-clock time comes next. One function, for sending and for showing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from journal.core.clock import instant_of, local_day


def next_weekly(
    *, weekday: int, wall_time: time, zone: str, after: datetime
) -> tuple[date, datetime]:
    """The planned local day and the instant, later than ``after``; weekday 0 is Monday.

    The local day names the occurrence, so a repeated or skipped hour never makes a second one.
    """
    day = local_day(after, zone)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while True:
        instant = instant_of(day, wall_time, zone)
        if instant > after:
            return day, instant
        day += timedelta(days=7)
