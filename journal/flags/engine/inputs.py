"""What an evaluation is given: the entries and the earlier flags, as plain frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

EntryId = UUID | str | int
Body = Mapping[str, Any]
EARLY: Final = datetime.min.replace(tzinfo=UTC)
"""Stands for the unknown time of day of an entry that only has a date."""


class Urgency(StrEnum):
    """How soon to speak to somebody, from least to most."""

    INFORMATION = "information"
    NEXT_VISIT = "next_visit"
    THIS_WEEK = "this_week"
    SAME_DAY = "same_day"
    EMERGENCY_NOW = "emergency_now"


RANK: Mapping[Urgency, int] = {urgency: rank for rank, urgency in enumerate(Urgency)}


class Reading(NamedTuple):
    """One entry as the rules see it; a named tuple because a journal has thousands.

    ``at`` is aware, None for an entry that only has a day. ``local_date`` is the calendar day in
    the entry's own offset, so travel and clock changes do not move it. ``is_copy`` marks an open
    conflict copy, which has the id of its entry: of two versions the graver one counts.
    """

    id: EntryId
    type: str
    at: datetime | None
    local_date: date
    body: Body
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class PriorFlag:
    """A flag that already exists.

    ``acknowledged_at`` is the exact moment of the person's answer where it is known;
    ``acknowledged_on`` its local day. Resolved flags count only for the cooldown of an answer
    given before they were resolved; ``was_false`` says the same of a flag kept acknowledged.
    """

    concept: str
    subject: str | None
    urgency: Urgency
    state: Literal["open", "acknowledged", "resolved"]
    level: int | None = None
    acknowledged_on: date | None = None
    acknowledged_at: datetime | None = None
    team_knows: bool = False
    was_false: bool = False
    id: UUID | str | int | None = None


def reading_from_row(
    entry_id: EntryId,
    entry_type: str,
    occurred_at: datetime | None,
    local_date: date,
    body: Body,
    *,
    is_copy: bool = False,
) -> Reading:
    """Make the reading of a stored entry, or of one of its open conflict copies.

    Leave out deleted entries, old revisions, and copies that are a delete.
    """
    return Reading(entry_id, entry_type, occurred_at, local_date, body, is_copy)


def reading_order(reading: Reading) -> tuple[date, datetime, str, str]:
    """Order readings by time, and those of one moment in some fixed way."""
    return reading.local_date, reading.at or EARLY, str(reading.id), repr(reading.body)


_time_and_id = itemgetter(0, 1, 2)


def in_order(readings: Iterable[Reading]) -> tuple[EntryId, ...]:
    """Return the ids of the readings, oldest first, each once.

    This is ``reading_order`` without what tells two versions of one entry apart.
    """
    times = {(item.local_date, item.at or EARLY, str(item.id), item.id): None for item in readings}
    return tuple(dict.fromkeys(time[3] for time in sorted(times, key=_time_and_id)))
