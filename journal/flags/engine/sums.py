"""What a day adds up to, of entries that may be several a day or have two versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from journal.flags.engine.inputs import EntryId, Reading

Pick = Callable[[Iterable[float]], float]


def by_day(readings: Iterable[Reading]) -> dict[date, list[Reading]]:
    """Group by local date."""
    found: dict[date, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.local_date].append(reading)
    return found


def day_total(readings: Sequence[Reading], field: str, *, gravest: Pick) -> float | None:
    """Add up one field of a day's entries, None when none of them has it.

    Of two versions of one entry the graver counts.
    """
    if len(readings) == 1:
        value = readings[0].body.get(field)
        return None if value is None else float(value)
    by_entry: dict[EntryId, list[float]] = defaultdict(list)
    for reading in readings:
        value = reading.body.get(field)
        if value is not None:
            by_entry[reading.id].append(float(value))
    if not by_entry:
        return None
    return sum(gravest(versions) for versions in by_entry.values())
