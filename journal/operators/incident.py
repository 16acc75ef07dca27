"""What somebody could read and did read between two moments, for whoever has to tell the owners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

_READABLE = """
WITH theirs AS (
  SELECT g.* FROM journal_grant g WHERE g.grantee_id = %(user)s
  UNION
  SELECT g.* FROM journal_grant g JOIN journal_teammembership m ON m.team_id = g.team_id
  WHERE m.user_id = %(user)s
), told AS (
  -- A grant is changed in place: what it opened before that stands in the log alone.
  SELECT g.id, e.sections::text[] AS sections, e.at AS begins,
    lead(e.at) OVER (PARTITION BY g.id ORDER BY e.at) AS ends
  FROM theirs g JOIN journal_auditevent e ON e.journal_id = g.journal_id AND e.about = g.id
  WHERE e.action IN ('accepted', 'changed-sharing')
), opened AS (
  SELECT g.id, g.journal_id, g.grantee_id, g.team_id, g.role, g.created_at,
    least(g.revoked_at, g.expires_at) AS ends, coalesce(
      (SELECT array_agg(DISTINCT s) FROM told t, unnest(t.sections) s
       WHERE t.id = g.id AND t.begins <= %(to)s AND coalesce(t.ends, 'infinity') >= %(from)s),
      g.sections::text[]) AS sections
  FROM theirs g
), ways AS (
  SELECT j.id AS journal_id, 'owner' AS way, NULL::text[] AS sections,
    j.created_at AS begins, NULL::timestamptz AS ends
  FROM journal_journal j WHERE j.owner_id = %(user)s
  UNION ALL
  SELECT g.journal_id, g.role, g.sections, g.created_at, g.ends
  FROM opened g WHERE g.grantee_id = %(user)s
  UNION ALL
  SELECT g.journal_id, 'member', g.sections, greatest(g.created_at, m.joined_at),
    least(g.ends, m.removed_at)
  FROM opened g JOIN journal_teammembership m ON m.team_id = g.team_id
  WHERE m.user_id = %(user)s
  UNION ALL
  SELECT j.id, 'app', NULL, c.given_at, c.ended_at
  FROM journal_appconsent c JOIN journal_journal j ON j.owner_id = c.user_id
  WHERE c.client_id = %(app)s AND 'journal:read' = ANY(c.scopes)
  UNION ALL
  SELECT y.journal_id, 'operator', a.sections::text[], y.at, least(y.at + interval '1 hour', n.at)
  FROM journal_auditevent y
  JOIN journal_auditevent a ON a.about = y.about AND a.action = 'asked-to-look'
  LEFT JOIN journal_auditevent n ON n.about = y.about AND n.action = 'ended-operators-look'
  WHERE y.action = 'let-operator-look' AND a.actor_id = %(user)s
), readable AS (
  SELECT journal_id, array_agg(DISTINCT way ORDER BY way) AS ways,
    greatest(min(begins), %(from)s) AS begins,
    least(max(coalesce(ends, 'infinity')), %(to)s) AS ends,
    CASE WHEN bool_or(sections IS NULL) THEN NULL ELSE
      (SELECT array_agg(DISTINCT s ORDER BY s) FROM ways w, unnest(w.sections) s
       WHERE w.journal_id = ways.journal_id AND w.begins <= %(to)s
         AND coalesce(w.ends, 'infinity') >= %(from)s) END AS sections
  FROM ways
  WHERE begins <= %(to)s AND coalesce(ends, 'infinity') >= %(from)s GROUP BY journal_id
), done AS (
  SELECT e.journal_id, count(*) FILTER (WHERE e.outcome = 'allowed') AS looks,
    sum(e.count) FILTER (WHERE e.outcome = 'allowed') AS rows_read,
    min(e.at) FILTER (WHERE e.outcome = 'allowed') AS first_at,
    max(e.at) FILTER (WHERE e.outcome = 'allowed') AS last_at,
    count(*) FILTER (WHERE e.outcome = 'refused') AS refused
  FROM journal_auditevent e LEFT JOIN journal_appconsent c ON c.id = e.app_id
  WHERE e.at BETWEEN %(from)s AND %(to)s AND e.journal_id IS NOT NULL
    AND ((e.actor_id = %(user)s AND e.app_id IS NULL) OR c.client_id = %(app)s)
    AND e.action IN
      ('looked-at-entries', 'looked-at-flags', 'looked-at-page', 'saw-counts', 'noted', 'refused')
  GROUP BY e.journal_id
)
SELECT coalesce(r.journal_id, d.journal_id), r.ways, r.sections, r.begins, r.ends,
  coalesce(d.looks, 0), d.rows_read, d.first_at, d.last_at, coalesce(d.refused, 0),
  o.id, o.email, o.locale
FROM readable r FULL JOIN done d ON d.journal_id = r.journal_id
LEFT JOIN journal_journal j ON j.id = coalesce(r.journal_id, d.journal_id)
LEFT JOIN journal_user o ON o.id = j.owner_id
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Exposed:
    """One journal. ``sections`` is None for all of it, ``ways`` None where nothing was open.

    ``looks`` are those in the log, with the rows they read where that was counted; what an owner
    reads of her own is in no log. ``owner_id`` is None where the journal is gone or never was.
    """

    journal_id: UUID
    ways: list[str] | None
    sections: list[str] | None
    readable_from: datetime | None
    readable_until: datetime | None
    looks: int
    rows_read: int | None
    first_look_at: datetime | None
    last_look_at: datetime | None
    refused: int
    owner_id: UUID | None
    owner_email: str | None
    owner_locale: str | None


def exposed(
    *, begins: datetime, ends: datetime, user_id: UUID | None = None, client_id: str | None = None
) -> list[Exposed]:
    """Every journal that an account, or an app, could read or asked for in that time."""
    params: dict[str, Any] = {"user": user_id, "app": client_id, "from": begins, "to": ends}
    with connection.cursor() as cursor:
        cursor.execute(_READABLE, params)
        return [Exposed(*row) for row in cursor.fetchall()]
