"""Every clock change of every zone, at every quarter hour: ``python -m tests.all_clock_changes``.

For each zone, each change of its clocks from 2008 to 2037, and each quarter hour of the day, a
daily reminder is followed over the five days around the change. It must come exactly once for each
local day, in order, at the wall time that was asked for; at the first of the two where the clocks
show it twice, and at the first instant after the gap where they skip it. No part of a test run: it
takes some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from journal.reminders.schedule import next_time

FIRST, LAST = datetime(2008, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
QUARTERS = [time(number // 4, number % 4 * 15) for number in range(96)]
EVERY_DAY = 0b1111111


def changes(zone: ZoneInfo) -> Iterator[datetime]:
    """The instants at which the zone's clocks change, to the second."""
    step, now = timedelta(hours=12), FIRST
    while now < LAST:
        later = now + step
        if now.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            low, high = now, later
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(zone).utcoffset() == now.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high
        now = later


def wrong(name: str, change: datetime, wall: time) -> str:
    """What is wrong with a daily reminder around one change, or nothing."""
    zone = ZoneInfo(name)
    last, days = change - timedelta(days=2), []
    for _ in range(5):
        day, instant = next_time.__wrapped__(
            days=EVERY_DAY, wall_time=wall, zone_name=name, after=last
        )
        if instant <= last:
            return "not later than the last"
        if problem := _misplaced(zone, day, instant, wall):
            return problem
        days.append(day)
        last = instant
    lost = _lost_day(zone, change)
    expected = [days[0] + timedelta(days=number) for number in range(6)]
    return "" if days == [day for day in expected if day != lost][:5] else f"days {days}"


def _misplaced(zone: ZoneInfo, day: date, instant: datetime, wall: time) -> str:
    shown = instant.astimezone(zone)
    if shown.date() == day and shown.time() == wall:
        earlier = datetime.combine(day, wall, zone).replace(fold=0).astimezone(UTC)
        return "" if instant == earlier else "the second of two"
    before = (instant - timedelta(seconds=1)).astimezone(zone)
    skipped = before.replace(tzinfo=None) < datetime.combine(day, wall) < shown.replace(tzinfo=None)
    return "" if skipped else f"{wall} came at {shown:%d %H:%M}"


def _lost_day(zone: ZoneInfo, change: datetime) -> date | None:
    """The day that a zone skips when it moves to the other side of the date line."""
    before = (change - timedelta(seconds=1)).astimezone(zone).date()
    after = change.astimezone(zone).date()
    return before + timedelta(days=1) if (after - before).days == 2 else None


def main() -> None:
    """Try them all, and print how many there were and which went wrong."""
    tried, failed = 0, []
    for name in sorted(available_timezones()):
        for change in changes(ZoneInfo(name)):
            for wall in QUARTERS:
                tried += 1
                if problem := wrong(name, change, wall):
                    failed.append(f"{name} {change:%Y-%m-%d} {wall}: {problem}")
    print(f"{tried:,} tried, {len(failed):,} wrong")
    print("\n".join(failed[:20]))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
