"""Every rule over changes of the clocks, at midnight and on a trip: what it says stays the same.

Each rule's journal is moved as a whole, wall times kept, so that the last days hold a change of the
clocks or the evaluation falls just after or before midnight.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal.flags.engine.inputs import Reading
from tests.journal.flags.firing import FIRING
from tests.journal.flags.paper import NOW, TODAY, found, run

every_rule = pytest.mark.parametrize("firing", FIRING, ids=[item.rule for item in FIRING])
CHANGES = {
    "spring": ("America/New_York", date(2026, 3, 8)),
    "autumn": ("America/New_York", date(2026, 11, 1)),
    "spring in the south": ("Australia/Sydney", date(2026, 10, 4)),
    "autumn in the south": ("Australia/Sydney", date(2026, 4, 5)),
    "a gap of half an hour": ("Australia/Lord_Howe", date(2026, 10, 4)),
}
CALENDAR = {"F36"}
"""Asks for weeks from Monday to Sunday, so it is only moved by whole weeks."""


def moved(value: Any, days: timedelta) -> Any:
    """The profile with every date in it that much later."""
    if isinstance(value, dict):
        return {key: moved(item, days) for key, item in value.items()}
    if isinstance(value, list):
        return [moved(item, days) for item in value]
    try:
        return str(date.fromisoformat(value) + days)
    except (TypeError, ValueError):
        return value


def says(firing, entries, now, fields):
    found_now = found(run(entries, now=now, **fields), firing.rule)
    return [item[:2] for item in found_now]


def there(at: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    """The same wall time, so much later, in another zone."""
    return (at.replace(tzinfo=None) + by).replace(tzinfo=zone)


@every_rule
@pytest.mark.parametrize("days_after", [0, 1, 3])
@pytest.mark.parametrize("change", CHANGES)
def test_over_a_change_of_the_clocks(firing, change, days_after):
    name, changed_on = CHANGES[change]
    zone, by = ZoneInfo(name), changed_on + timedelta(days=days_after) - TODAY
    if firing.rule in CALENDAR:
        by += timedelta(days=-by.days % 7)
    entries = [
        item._replace(
            at=None if item.at is None else there(item.at, by, zone),
            local_date=item.local_date + by,
        )
        for item in firing.entries
    ]

    now = there(NOW, by, zone)
    fields = moved(firing.profile, by) | {"timezone": name}
    assert says(firing, entries, now, fields) == [(firing.urgency, firing.subject)]


def at_time(reading: Reading, shift: timedelta) -> Reading:
    if reading.at is None:
        return reading
    return reading._replace(at=reading.at + shift, local_date=(reading.at + shift).date())


@every_rule
@pytest.mark.parametrize("wall", [time(0, 0), time(0, 1), time(23, 59)])
def test_at_midnight(firing, wall):
    shift = datetime.combine(TODAY, wall, NOW.tzinfo) - NOW
    entries = [at_time(item, shift) for item in firing.entries]

    assert says(firing, entries, NOW + shift, firing.profile) == [(firing.urgency, firing.subject)]


@every_rule
@pytest.mark.parametrize("hours", [-8, 5, 11])
def test_on_a_trip(firing, hours):
    """The entries were made far from the profile's zone; the moment of each stays what it was."""
    zone = ZoneInfo(f"Etc/GMT{-hours:+d}")
    entries = [
        item if item.at is None else item._replace(at=item.at.astimezone(zone))
        for item in firing.entries
    ]

    assert says(firing, entries, NOW, firing.profile) == [(firing.urgency, firing.subject)]


@every_rule
def test_with_an_all_clear_long_before(firing):
    """What was all clear before the first report takes nothing away."""
    first = min((item.local_date for item in firing.entries), default=TODAY)
    clear = Reading("clear", "checkin", None, first - timedelta(days=1), {"all_clear": True})
    heard = says(firing, [clear, *firing.entries], NOW, firing.profile)

    assert heard == [(firing.urgency, firing.subject)]
