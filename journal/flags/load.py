"""Readings and earlier flags out of the database, for one journal or for many: one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.flags.engine.inputs import PriorFlag, Reading, Urgency

LOOKS_BACK = timedelta(days=36)
"""Farther than any rule looks at daily life, temperature and mood."""
LOOKS_BACK_SYMPTOMS = timedelta(days=120)
"""Farther than rules look at symptoms. An episode that is longer counts from here: long past every
threshold, and the newest report decides."""
SYMPTOMS = ["symptom", "checkin"]
LOOKS_FAR_BACK = timedelta(days=400)
FAR = ["weight", "lab"]
REMEMBERS = timedelta(days=60)
"""Longer than the longest cooldown."""

# A check-in counts only when it clears, and a note never; but the newest entry is always there,
# whatever it is and however old: F39 counts the days since.
_READ = """
SELECT e.journal_id, 'entries',
  json_agg(json_build_array(e.id, e.type, e.occurred_at, e.local_date, e.body))::text
FROM journal_entry e
WHERE e.journal_id = ANY(%(journals)s) AND NOT e.deleted AND NOT e.purged
  AND e.type <> 'note' AND (e.type <> 'checkin' OR e.body @> '{"all_clear": true}')
  AND (e.occurred_at > %(near)s
    OR (e.occurred_at > %(mid)s AND e.type = ANY(%(symptoms)s))
    OR (e.occurred_at > %(far)s AND e.type = ANY(%(far_types)s)))
GROUP BY e.journal_id
UNION ALL
SELECT e.journal_id, 'newest',
  json_build_array(json_build_array(e.id, e.type, e.occurred_at, e.local_date, e.body))::text
FROM unnest(%(journals)s) AS j(id)
CROSS JOIN LATERAL (
  SELECT * FROM journal_entry
  WHERE journal_id = j.id AND NOT deleted AND NOT purged
  ORDER BY occurred_at DESC LIMIT 1
) e
UNION ALL
SELECT c.journal_id, 'copies',
  json_agg(json_build_array(e.id, e.type, c.occurred_at,
    (c.occurred_at AT TIME ZONE 'UTC' + make_interval(mins => c.utc_offset))::date, c.body))::text
FROM journal_conflictcopy c
JOIN journal_entry e ON e.journal_id = c.journal_id AND e.id = c.entry_id
WHERE c.journal_id = ANY(%(journals)s) AND c.resolved_by IS NULL AND c.kind = 'put'
  AND c.occurred_at > %(far)s
GROUP BY c.journal_id
UNION ALL
SELECT f.journal_id, 'flags',
  json_agg(json_build_array(f.id, f.concept, f.subject, f.urgency, f.state, f.level,
    f.acknowledged_on, f.answered_at, f.answer = 'team_knows', f.was_false))::text
FROM journal_flag f
WHERE f.journal_id = ANY(%(journals)s) AND (f.state <> 'resolved' OR f.updated_at > %(remembers)s)
GROUP BY f.journal_id
"""


@dataclass(slots=True)
class Known:
    """What an evaluation of one journal is given.

    ``readings`` are live entries and open conflict copies as far back as rules look, in no
    particular order. ``flags`` are open and acknowledged ones, and resolved ones whose answer may
    still hold.
    """

    readings: list[Reading] = field(default_factory=list)
    flags: list[PriorFlag] = field(default_factory=list)


def read(journal_ids: Collection[UUID], *, now: datetime) -> dict[UUID, Known]:
    """Fetch it for these journals; one with nothing gets an empty one.

    Entry ids stay text: they are only passed on, and a journal has thousands.
    """
    params: dict[str, Any] = {
        "journals": list(journal_ids),
        "near": now - LOOKS_BACK,
        "mid": now - LOOKS_BACK_SYMPTOMS,
        "symptoms": SYMPTOMS,
        "far": now - LOOKS_FAR_BACK,
        "far_types": FAR,
        "remembers": now - REMEMBERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_READ, params)
        rows = cursor.fetchall()
    days: dict[str, date] = {}
    found: dict[UUID, Known] = defaultdict(Known)
    for journal_id, kind, text in rows:
        known, items = found[journal_id], orjson.loads(text)
        if kind == "flags":
            known.flags += map(_prior, items)
        elif kind != "newest" or items[0][0] not in {item.id for item in known.readings}:
            known.readings += _readings(items, days, kind == "copies")
    return found


def _readings(rows: list[list[Any]], days: dict[str, date], is_copy: bool) -> list[Reading]:
    instant, day_of = datetime.fromisoformat, date.fromisoformat
    readings = []
    for entry_id, entry_type, at, local_date, body in rows:
        day = days.get(local_date)
        if day is None:
            day = days[local_date] = day_of(local_date)
        readings.append(Reading(entry_id, entry_type, instant(at), day, body, is_copy))
    return readings


def _prior(row: list[Any]) -> PriorFlag:
    flag_id, concept, subject, urgency, state, level, day, answered_at, team_knows, was_false = row
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
