"""The level of a report, and the days of one symptom (definitions 5 to 10)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final

from journal.flags.engine.inputs import Body, Reading, reading_order

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
    """One day with a day level.

    ``readings`` are the reports at that level, or the all-clear; ``reports`` are all reports of
    the day that have a level, in no particular order.
    """

    on: date
    level: int
    readings: tuple[Reading, ...]
    reports: tuple[Reading, ...] = ()

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
    """All that the journal says of one symptom, by day.

    The days are worked out from the newest back, and only as far as somebody asks.
    """

    __slots__ = ("_clears", "_days", "_known", "baseline", "slug")

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
        self._known: list[Day] = []
        self._days = _days(readings)

    def report_days(self) -> Iterator[Day]:
        """Yield the days with a report of the symptom itself, newest first."""
        index = 0
        while True:
            if index == len(self._known):
                day = next(self._days, None)
                if day is None:
                    return
                self._known.append(day)
            yield self._known[index]
            index += 1

    def newest(self, count: int) -> list[Day]:
        """Return up to ``count`` newest days with a day level, newest first.

        A report beats an all-clear of the same day.
        """
        found: list[Day] = []
        reports = self.report_days()
        report = next(reports, None)
        clears = reversed(self._clears)
        clear = next(clears, None)
        while len(found) < count and (report is not None or clear is not None):
            if report is not None and (clear is None or report.on >= clear[0]):
                if clear is not None and clear[0] == report.on:
                    clear = next(clears, None)
                found.append(report)
                report = next(reports, None)
            elif clear is not None:
                found.append(Day(clear[0], 0, (clear[1],)))
                clear = next(clears, None)
        return found

    def episode(self, gap_days: int) -> Episode | None:
        """Return the episode that ends at the newest day, None when that day is not above it."""
        newest = self.newest(1)
        if not newest or newest[0].level <= self.baseline:
            return None
        days: list[Day] = []
        for day in self.report_days():
            if day.level <= self.baseline:
                break
            if days and (
                (days[-1].on - day.on).days > gap_days
                or self._is_cleared_between(day.on, days[-1].on)
            ):
                break
            days.append(day)
        return Episode(tuple(days))

    def _is_cleared_between(self, earlier: date, later: date) -> bool:
        index = bisect_left(self._clears, later, key=_day_of)
        return index > 0 and self._clears[index - 1][0] > earlier


_day_of = itemgetter(0)
_local_date = attrgetter("local_date")


def _days(readings: Iterable[Reading]) -> Iterator[Day]:
    """Yield the days of these reports, newest first, each with the reports at its highest level."""
    newest_first = sorted(readings, key=_local_date, reverse=True)
    for on, reports in groupby(newest_first, key=_local_date):
        levels = [(level_of(report.body), report) for report in reports]
        highest = max((level for level, _ in levels if level is not None), default=None)
        if highest is None:
            continue
        at_level = [report for level, report in levels if level == highest]
        if len(at_level) > 1:
            at_level.sort(key=reading_order)
        levelled = tuple(report for level, report in levels if level is not None)
        yield Day(on, highest, tuple(at_level), levelled)
