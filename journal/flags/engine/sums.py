"""What a day adds up to, of entries that may be several a day or have two versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from journal.flags.engine.inputs import EntryId, Reading

Pick = Callable[[Iterable[float]], float]


def by_day(readings: Iterable[Reading]) -> dict[date, list[Reading]]:
    """Group by local date."""
    found: dict[date, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.local_date].append(reading)
    return found


def day_total(readings: Iterable[Reading], field: str, *, gravest: Pick) -> float | None:
    """Add up one field of a day's entries, None when none of them has it.

    Of two versions of one entry the graver counts.
    """
    by_entry: dict[EntryId, list[float]] = defaultdict(list)
    for reading in readings:
        value = reading.body.get(field)
        if value is not None:
            by_entry[reading.id].append(float(value))
    if not by_entry:
        return None
    return sum(gravest(versions) for versions in by_entry.values())
