"""The journals that somebody may look at, with what is open in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson
from django.db import connection

from journal.audit.services import record_counts
from journal.sharing.scope import EVERY_LIVE_GRANT, LIVE_GRANTS

_SHARED = f"""
SELECT g.journal_id, coalesce(nullif(o.name, ''), o.email), g.role, g.team_name, g.sections,
  g.since, g.until,
  (SELECT coalesce(json_object_agg(f.urgency, f.n), '{{}}')::text FROM (
     SELECT urgency, count(*) AS n FROM journal_flag
     WHERE journal_id = g.journal_id AND state = 'open' AND 'flags' = ANY(g.sections)
       AND sections <@ g.sections AND NOT wall.keeps_back(journal_id, evidence)
       AND (g.since IS NULL OR evaluated_on >= g.since)
     GROUP BY urgency) f),
  (SELECT e.local_date FROM journal_entry e
   WHERE e.journal_id = g.journal_id AND NOT e.deleted AND e.section = ANY(g.sections)
     AND NOT e.private AND (g.since IS NULL OR e.local_date >= g.since)
   ORDER BY e.occurred_at DESC LIMIT 1),
  (SELECT max(p.sent_at) FROM journal_visitpagereceiver r
   JOIN journal_visitpage p ON p.journal_id = r.journal_id AND p.id = r.page_id
   WHERE r.journal_id = g.journal_id AND r.opened_at IS NULL AND p.taken_back_at IS NULL
     AND r.grant_id IN ({EVERY_LIVE_GRANT})),
  g.grant_id
FROM ({LIVE_GRANTS}) g
JOIN journal_journal j ON j.id = g.journal_id
JOIN journal_user o ON o.id = j.owner_id
ORDER BY 2, 1
"""  # noqa: S608 -- only our own fragments go in


@dataclass(frozen=True, slots=True)
class SharedJournal:
    """One row of the list; ``open_flags`` counts open flags by urgency.

    ``team_name`` is that of the team through which it is shared, None where it is with the person.
    ``page_sent_at`` is when a visit page came that neither this person nor, where it was sent to a
    team, anybody in the team has opened; the newest of several.
    """

    id: UUID
    owner_name: str
    role: str
    team_name: str | None
    sections: list[str]
    since: date | None
    until: date
    open_flags: dict[str, int]
    last_entry_on: date | None
    page_sent_at: datetime | None


def shared_journals(*, user_id: UUID, now: datetime) -> list[SharedJournal]:
    """Journals with a live grant for this person; only what the grant opens is counted.

    Each one's owner finds in "who looked" that the counts were seen, once a day.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, {"user": user_id, "now": now})
        rows = cursor.fetchall()
    record_counts(actor_id=user_id, journals={row[0]: (row[10], row[4]) for row in rows}, at=now)
    return [SharedJournal(*(*row[:7], orjson.loads(row[7]), *row[8:10])) for row in rows]
