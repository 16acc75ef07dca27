"""A journal at one moment, indexed once, with the definitions that the rules share.

Numbers in brackets are those of the definitions in the clinical specification, section 4.2.
Everything here is a function of its arguments: no clock, no settings, no database, and no
dependence on the order of the readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from journal.accounts.profile import JournalProfile
from journal.core.clock import instant_of, local_day
from journal.flags.engine.copies import settle_copies
from journal.flags.engine.inputs import EntryId, Reading, in_order, reading_order
from journal.flags.engine.levels import Day, Episode, Series, level_of
from journal.flags.engine.specs import RuleSet

# The dates of two places never differ by more than this, so older days cannot lie in the future.
_NEAR_TODAY: Final = timedelta(days=2)


class History:
    """The readings of one journal up to ``now``, and what they mean for this person."""

    __slots__ = (
        "_clears", "_labs", "_newest", "_reports", "_series", "by_type", "definitions",
        "held_back", "held_until", "newest_on", "now", "profile", "rule_set", "today", "watched",
        "zone",
    )  # fmt: skip

    def __init__(
        self,
        profile: JournalProfile,
        readings: Iterable[Reading],
        now: datetime,
        rule_set: RuleSet,
    ) -> None:
        """Index the readings, which may come in any order; ``now`` is aware [1, 3]."""
        self.profile = profile
        self.now = now
        self.zone = ZoneInfo(profile.timezone)
        self.today = local_day(now, profile.timezone)
        self.rule_set = rule_set
        self.definitions = rule_set.definitions
        self.watched = rule_set.watch_lists[profile.cancer_type] | set(profile.original_symptoms)
        self.by_type: dict[str, list[Reading]] = defaultdict(list)
        self.held_back, self.held_until = self._index(readings)
        self.newest_on = max(
            (item.local_date for items in self.by_type.values() for item in items), default=None
        )
        self._reports: dict[str, list[Reading]] = defaultdict(list)
        for reading in self.by_type["symptom"]:
            self._reports[reading.body["symptom"]].append(reading)
        # Most rules ask for symptoms that were not reported lately: this settles it for all.
        self._newest = {
            slug: max(report.local_date for report in reports)
            for slug, reports in self._reports.items()
        }
        self._clears = self._all_clear_days()
        self._series: dict[str, Series] = {}
        self._labs: dict[str, list[Reading]] | None = None

    def _index(self, readings: Iterable[Reading]) -> tuple[tuple[EntryId, ...], date | None]:
        by_type = self.by_type
        check_from = self.today - _NEAR_TODAY
        held: list[Reading] = []
        has_copies = False
        for reading in readings:
            _, entry_type, _, day, _, is_copy = reading
            if day >= check_from and self._is_future(reading):
                held.append(reading)
                continue
            by_type[entry_type].append(reading)
            if is_copy:
                has_copies = True
        if has_copies:
            settled = settle_copies([item for group in by_type.values() for item in group])
            by_type.clear()
            for reading in settled:
                by_type[reading.type].append(reading)
        return in_order(held), min((reading.local_date for reading in held), default=None)

    def _is_future(self, reading: Reading) -> bool:
        if reading.at is None:
            return reading.local_date > self.today
        return reading.at > self.now

    def _all_clear_days(self) -> list[tuple[date, Reading]]:
        clears: dict[date, Reading] = {}
        for reading in self.by_type["checkin"]:
            if reading.body.get("all_clear"):
                known = clears.get(reading.local_date)
                if known is None or reading_order(reading) > reading_order(known):
                    clears[reading.local_date] = reading
        return sorted(clears.items(), key=lambda item: item[0])

    @property
    def tomorrow(self) -> date:
        """The day after today."""
        return self.today + timedelta(days=1)

    @property
    def clear_days(self) -> list[date]:
        """The days on which the person said that there was no symptom, oldest first."""
        return [day for day, _ in self._clears]

    def own(self, name: str) -> Any:
        """Return a number of the person's profile; the rule data's where the profile has none."""
        value = getattr(self.profile, name)
        return self.definitions[name] if value is None else value

    # Windows of days and of hours [4]

    def is_in_last(self, day: date, days: int) -> bool:
        """Whether ``day`` is today or one of the ``days`` - 1 days before.

        The day of an entry made further east may be after today; it is not too old.
        """
        return (self.today - day).days < days

    def is_within(self, reading: Reading, hours: int) -> bool:
        """Whether the entry may lie within the last ``hours``, the edge included.

        An entry that only has a day counts when any part of that day lies inside.
        """
        edge = self.now - timedelta(hours=hours)
        if reading.at is not None:
            return reading.at >= edge
        return reading.local_date >= edge.astimezone(self.zone).date()

    def may_be_apart_at_most(self, one: Reading, other: Reading, hours: int) -> bool:
        """Whether two entries may lie at most ``hours`` apart."""
        one_first, one_last = self._bounds(one)
        other_first, other_last = self._bounds(other)
        gap = max(one_first - other_last, other_first - one_last)
        return gap <= timedelta(hours=hours)

    def _bounds(self, reading: Reading) -> tuple[datetime, datetime]:
        if reading.at is not None:
            return reading.at, reading.at
        name = self.profile.timezone
        start = instant_of(reading.local_date, time.min, name)
        end = instant_of(reading.local_date + timedelta(days=1), time.min, name)
        return start, min(end, self.now)

    def recent(self, entry_type: str, hours: int) -> Iterator[Reading]:
        """Yield the entries of one type within the last ``hours``."""
        first = self.today - timedelta(days=hours // 24 + 2)
        for reading in self.by_type[entry_type]:
            if reading.local_date >= first and self.is_within(reading, hours):
                yield reading

    def in_last(self, entry_type: str, days: int) -> list[Reading]:
        """Return the entries of one type of the last days."""
        first = self.today - timedelta(days=days - 1)
        return [item for item in self.by_type.get(entry_type, ()) if item.local_date >= first]

    @property
    def labs(self) -> dict[str, list[Reading]]:
        """The lab entries by analyte, in the order of the analytes' names.

        Names are cut at the length that a flag's subject has.
        """
        if self._labs is None:
            found: dict[str, list[Reading]] = defaultdict(list)
            for reading in self.by_type.get("lab", ()):
                name = str(reading.body.get("analyte", "")).strip().lower()
                found[name[:48]].append(reading)
            self._labs = dict(sorted(found.items()))
        return self._labs

    # Symptoms [5 to 11]

    @property
    def reported(self) -> Iterable[str]:
        """The symptoms with at least one report."""
        return self._reports.keys()

    def reports(self, slug: str) -> list[Reading]:
        """Return every report of a symptom."""
        return self._reports.get(slug, [])

    def recent_reports(self, slug: str, hours: int) -> Iterator[Reading]:
        """Yield the reports of a symptom within the last ``hours``."""
        return (
            reading
            for reading in self.reports_in_last(slug, hours // 24 + 3)
            if self.is_within(reading, hours)
        )

    def reports_in_last(self, slug: str, days: int) -> list[Reading]:
        """Return the reports of a symptom of the last days."""
        if not self.has_report_in_last(slug, days):
            return []
        first = self.today - timedelta(days=days - 1)
        return [item for item in self._reports[slug] if item.local_date >= first]

    def is_above(self, report: Reading) -> bool:
        """Whether the level of a report is above the person's usual level."""
        level = level_of(report.body)
        return level is not None and level > self.baseline(report.body["symptom"])

    def series(self, slug: str) -> Series:
        """Return the days of one symptom."""
        series = self._series.get(slug)
        if series is None:
            series = Series(slug, self.reports(slug), self._clears, self.baseline(slug))
            self._series[slug] = series
        return series

    def series_where(self, slug: str, is_there: Callable[[Reading], bool]) -> Series:
        """Return the days of one symptom at one place.

        A report that names no place counts only when it says that the symptom is gone.
        """
        reports = [
            report
            for report in self.reports(slug)
            if is_there(report) or (not report.body.get("site") and level_of(report.body) == 0)
        ]
        return Series(slug, reports, self._clears, self.baseline(slug))

    def baseline(self, slug: str) -> int:
        """Return the person's usual level of a symptom."""
        return self.profile.baseline.get(slug, 0)

    def has_report_in_last(self, slug: str, days: int) -> bool:
        """Whether the symptom was reported on one of the last days, at any level.

        Cheap: settles for most symptoms that no rule has to look at them.
        """
        newest = self._newest.get(slug)
        return newest is not None and self.is_in_last(newest, days)

    def active(self, slug: str, days: int) -> Day | None:
        """Return the newest day of a symptom when it is within the last days and above 0 [7]."""
        if not self.has_report_in_last(slug, days):
            return None
        newest = self.series(slug).newest(1)
        if newest and newest[0].level > 0 and self.is_in_last(newest[0].on, days):
            return newest[0]
        return None

    def current_episode(self, slug: str) -> Episode | None:
        """Return the newest episode of a symptom when it is current [9, 10]."""
        current_days = int(self.definitions["episode_current_days"])
        if not self.has_report_in_last(slug, current_days):
            return None
        return self.current_episode_of(self.series(slug))

    def current_episode_of(self, series: Series) -> Episode | None:
        """Return the newest episode of these days when it is current [9, 10]."""
        current_days = int(self.definitions["episode_current_days"])
        episode = series.episode(int(self.definitions["episode_gap_days"]))
        if episode is None or not self.is_in_last(episode.days[0].on, current_days):
            return None
        return episode
