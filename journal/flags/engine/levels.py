"""The level of a report, and the days of one symptom (definitions 5 to 10)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from journal.flags.engine.inputs import Body, Reading

LEVEL_ATTRIBUTES: Final = ("severity", "interference", "amount", "frequency")
PRESENT_LEVEL: Final = 2


def level_of(body: Body) -> int | None:
    """Return the level of a symptom report, None for one that answers nothing that has a level."""
    for attribute in LEVEL_ATTRIBUTES:
        score = body.get(attribute)
        if score is not None:
            return int(score)
    present = body.get("present")
    if present is None:
        return None
    return PRESENT_LEVEL if present else 0


def level_attribute(body: Body) -> str:
    """Name the attribute that gave the level, which is also the scale of its word."""
    for attribute in LEVEL_ATTRIBUTES:
        if body.get(attribute) is not None:
            return attribute
    return "present"


@dataclass(frozen=True, slots=True)
class Day:
    """One day with a day level; ``readings`` are the reports at that level, or the all-clear."""

    on: date
    level: int
    readings: tuple[Reading, ...]

    @property
    def is_all_clear(self) -> bool:
        """Whether the level comes from "none of my symptoms" alone."""
        return self.readings[0].type == "checkin"


@dataclass(frozen=True, slots=True)
class Episode:
    """Days in a row above baseline, newest first, none more than the allowed gap apart."""

    days: tuple[Day, ...]

    @property
    def span(self) -> int:
        """Days from the first report to the last."""
        return (self.days[0].on - self.days[-1].on).days


class Series:
    """All that the journal says of one symptom, by day."""

    __slots__ = ("_clears", "_levels", "_readings", "baseline", "slug")

    def __init__(
        self,
        slug: str,
        readings: Iterable[Reading],
        clears: Sequence[tuple[date, Reading]],
        baseline: int,
    ) -> None:
        """``clears`` are the days with an all-clear, oldest first, one entry each."""
        self.slug = slug
        self.baseline = baseline
        self._clears = clears
        levels: dict[date, int] = {}
        at_level: dict[date, list[Reading]] = {}
        for reading in readings:
            level = level_of(reading.body)
            if level is None:
                continue
            day = reading.local_date
            highest = levels.get(day, -1)
            if level > highest:
                levels[day] = level
                at_level[day] = [reading]
            elif level == highest:
                at_level[day].append(reading)
        self._levels = dict(sorted(levels.items(), reverse=True))
        self._readings = at_level

    @property
    def newest_report_on(self) -> date | None:
        """The last day with a report of the symptom itself, None without any."""
        return next(iter(self._levels), None)

    def _report(self, day: date) -> Day:
        return Day(day, self._levels[day], tuple(self._readings[day]))

    def _clear_before(self, index: int) -> Day | None:
        if index == 0:
            return None
        day, reading = self._clears[index - 1]
        return Day(day, 0, (reading,))

    def newest(self, count: int) -> list[Day]:
        """Return up to ``count`` newest days with a day level, newest first.

        A report beats an all-clear of the same day.
        """
        found: list[Day] = []
        reports = iter(self._levels)
        day = next(reports, None)
        index = len(self._clears)
        while len(found) < count:
            clear = self._clear_before(index)
            if day is not None and (clear is None or day >= clear.on):
                if clear is not None and clear.on == day:
                    index -= 1
                found.append(self._report(day))
                day = next(reports, None)
            elif clear is not None:
                index -= 1
                found.append(clear)
            else:
                break
        return found

    def levels_since(self, first: date) -> list[tuple[date, int]]:
        """Return the days with a report from ``first`` on and their levels, newest first."""
        return [(day, level) for day, level in self._levels.items() if day >= first]

    def episode(self, gap_days: int) -> Episode | None:
        """Return the episode that ends at the newest day, None when that day is not above it."""
        newest = self.newest(1)
        if not newest or newest[0].level <= self.baseline:
            return None
        days: list[Day] = []
        later: date | None = None
        for day, level in self._levels.items():
            if level <= self.baseline:
                break
            if later is not None and (
                (later - day).days > gap_days or self._is_cleared_between(day, later)
            ):
                break
            days.append(self._report(day))
            later = day
        return Episode(tuple(days))

    def _is_cleared_between(self, earlier: date, later: date) -> bool:
        index = bisect_left(self._clears, later, key=lambda clear: clear[0])
        return index > 0 and self._clears[index - 1][0] > earlier
