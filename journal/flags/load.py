"""Readings and earlier flags out of the database, for one journal or for many: one statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db import connection

from journal.flags.engine.findings import Fact
from journal.flags.engine.inputs import EntryId, PriorFlag, Reading, Urgency

LOOKS_BACK_SHORT = timedelta(days=17)
"""Farther than any rule looks at food, temperature, alcohol and mood."""
LOOKS_BACK = timedelta(days=36)
"""Farther than any rule looks at sleep, movement and the rest of daily life."""
LOOKS_BACK_SYMPTOMS = timedelta(days=120)
"""Farther than rules look at symptoms. An episode that is longer counts from here: long past every
threshold, and the newest report decides. Of lumps alone all are read: their first report counts."""
LOOKS_FAR_BACK = timedelta(days=205)
"""Farther than rules look at weight. Of test results all are read: there are few, and the lowest
of a marker may be years old."""
REMEMBERS = timedelta(days=60)
"""Longer than the longest cooldown."""

_READ = "SELECT * FROM daybook_flags_read(%s::uuid[], %s, %s, %s, %s, %s)"


class FlagRow(NamedTuple):
    """What a new look may change in a row; ``evidence`` as PostgreSQL writes an array."""

    rule: str
    urgency: str
    level: int | None
    evidence: str
    facts: Mapping[str, Fact]


class JournalRow(NamedTuple):
    """What rules ask of a journal itself; ``version`` is another one after each change of its row.

    ``seq`` is the change number that the entries have reached.
    """

    version: str
    seq: int
    time_zone: str
    care_phase: str
    profile: Mapping[str, Any]


@dataclass(slots=True)
class Known:
    """What an evaluation of one journal is given, all of one moment.

    ``readings`` are live entries and open conflict copies as far back as rules look, in no
    particular order. ``flags`` are open and acknowledged ones, and resolved ones whose answer may
    still hold; ``rows`` says by id what is written in them.
    """

    journal: JournalRow
    readings: list[Reading] = field(default_factory=list)
    flags: list[PriorFlag] = field(default_factory=list)
    rows: dict[EntryId | None, FlagRow] = field(default_factory=dict)


def read(journal_ids: Collection[UUID], *, now: datetime) -> dict[UUID, Known]:
    """Fetch it for these journals, of which one that is not there is left out.

    Entry ids stay text: they are only passed on, and a journal has thousands.
    """
    ago = (LOOKS_BACK_SHORT, LOOKS_BACK, LOOKS_BACK_SYMPTOMS, LOOKS_FAR_BACK, REMEMBERS)
    with connection.cursor() as cursor:
        cursor.execute(_READ, [list(journal_ids), *(now - length for length in ago)])
        rows = [(journal_id, kind, orjson.loads(text)) for journal_id, kind, text in cursor]
    days = _Days()
    found = {
        journal_id: Known(JournalRow(*items))
        for journal_id, kind, items in rows
        if kind == "journal"
    }
    for journal_id, kind, items in rows:
        known = found[journal_id]
        if kind == "flags":
            known.flags = [_prior(item) for item in items]
            known.rows = {UUID(item[0]): _row(item) for item in items}
        elif kind in ("entries", "copies"):
            known.readings += _readings(items, days, kind == "copies")
        elif kind == "newest" and all(items[0][0] != item.id for item in known.readings):
            known.readings += _readings(items, days, is_copy=False)
    return found


class _Days(dict[str, date]):
    """Each day as it is written, parsed once."""

    def __missing__(self, written: str) -> date:
        day = self[written] = date.fromisoformat(written)
        return day


def _readings(rows: list[list[Any]], days: _Days, is_copy: bool) -> list[Reading]:
    # A reading is made without the named tuple's own function, which doubles what one costs.
    instant, make = datetime.fromisoformat, tuple.__new__
    return [
        make(Reading, (entry_id, entry_type, instant(at), days[local_date], body, is_copy))
        for entry_id, entry_type, at, local_date, body in rows
    ]


def _prior(row: list[Any]) -> PriorFlag:
    flag_id, concept, subject, urgency, state, level, day, answered_at, team_knows, was_false = row[
        :10
    ]
    return PriorFlag(
        concept=concept,
        subject=subject or None,
        urgency=Urgency(urgency),
        state=state,
        level=level,
        acknowledged_on=None if day is None else date.fromisoformat(day),
        # An answer that acknowledges nothing ("this cannot wait") starts no cooldown.
        acknowledged_at=None if day is None else datetime.fromisoformat(answered_at),
        team_knows=team_knows,
        was_false=was_false,
        id=UUID(flag_id),
    )


def _row(row: list[Any]) -> FlagRow:
    rule, evidence, facts = row[10:]
    return FlagRow(rule, row[3], row[5], evidence, facts)
