"""What somebody may open, as SQL: the same answer as the policy's, for many journals at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from journal.core.rows import fetch

LIVE_GRANTS = """
SELECT DISTINCT ON (g.journal_id) g.journal_id, g.id AS grant_id, g.sections, g.since, g.until,
  CASE WHEN g.team_id IS NULL THEN g.role ELSE 'member' END AS role, t.name AS team_name
FROM journal_grant g
JOIN journal_journal j ON j.id = g.journal_id AND j.state = 'active'
LEFT JOIN journal_teammembership m
  ON m.team_id = g.team_id AND m.user_id = %(user)s AND m.removed_at IS NULL
LEFT JOIN journal_careteam t ON t.id = g.team_id
WHERE (g.grantee_id = %(user)s OR m.id IS NOT NULL)
  AND g.revoked_at IS NULL AND g.expires_at > %(now)s AND j.owner_id <> %(user)s
ORDER BY g.journal_id, g.team_id IS NOT NULL, g.created_at DESC
"""
"""One row a journal: the way in that the policy takes. Parameters: ``user`` and ``now``."""


def count_shared(*, user_id: UUID, now: datetime) -> int:
    """How many journals of others this person may open."""
    row = fetch(f"SELECT count(*) FROM ({LIVE_GRANTS}) g", {"user": user_id, "now": now})  # noqa: S608
    return int(row[0]) if row else 0
