"""Zones, days and instants. Instants are aware and in UTC; wall times carry their zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from tzdata import IANA_VERSION

_ZONES = available_timezones()


def is_zone(name: str) -> bool:
    """Whether ``name`` is an IANA zone."""
    return name in _ZONES


def zone_data() -> str:
    """The release of the world's zones that this process goes by, as 2026f; later ones sort later.

    Governments change their clocks, often at short notice, and the package follows.
    """
    return str(IANA_VERSION)


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of that name; raises ``ValueError`` for an unknown one."""
    if name not in _ZONES:
        raise ValueError("unknown time zone")
    return ZoneInfo(name)


def local_day(instant: datetime, zone_name: str) -> date:
    """The calendar day that clocks in the zone show at ``instant``."""
    return instant.astimezone(zone(zone_name)).date()


def instant_of(day: date, wall_time: time, zone_name: str) -> datetime:
    """The instant at which clocks in the zone first show ``wall_time`` on ``day``, in UTC.

    A time that spring skips is the first instant after the gap, so that two times of one day keep
    their order. A time that autumn repeats is its first occurrence.
    """
    place = zone(zone_name)
    naive = datetime.combine(day, wall_time)
    first = naive.replace(tzinfo=place, fold=0).astimezone(UTC)
    if first.astimezone(place).replace(tzinfo=None) == naive:
        return first
    # In a gap the offset before it (fold=0) and the one after it (fold=1) bracket the change.
    second = naive.replace(tzinfo=place, fold=1).astimezone(UTC)
    low, high = min(first, second), max(first, second)
    before = low.astimezone(place).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(place).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
