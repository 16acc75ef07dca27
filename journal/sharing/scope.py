"""What somebody may open, as SQL: the same answer as the policy's, for many journals at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journal.core.rows import fetch

_WAYS_IN = """
FROM journal_grant g
JOIN journal_journal j ON j.id = g.journal_id AND j.state = 'active'
LEFT JOIN journal_teammembership m
  ON m.team_id = g.team_id AND m.user_id = %(user)s AND m.removed_at IS NULL
LEFT JOIN journal_careteam t ON t.id = g.team_id
WHERE (g.grantee_id = %(user)s OR m.id IS NOT NULL)
  AND g.revoked_at IS NULL AND g.expires_at > %(now)s AND j.owner_id <> %(user)s
"""
LIVE_GRANTS = f"""
SELECT DISTINCT ON (g.journal_id) g.journal_id, g.id AS grant_id, g.sections, g.since, g.until,
  CASE WHEN g.team_id IS NULL THEN g.role ELSE 'member' END AS role, t.name AS team_name
{_WAYS_IN}
ORDER BY g.journal_id, g.team_id IS NOT NULL, g.created_at DESC
"""
"""One row a journal: the way in that the policy takes. Parameters: ``user`` and ``now``."""
EVERY_LIVE_GRANT = f"SELECT g.id {_WAYS_IN}"
"""The id of each way in, several a journal. The same parameters."""

_ELSEWHERE = f"""
SELECT (SELECT count(*) FROM ({LIVE_GRANTS}) g),
  EXISTS (SELECT FROM journal_teammembership WHERE user_id = %(user)s)
  OR EXISTS (SELECT FROM journal_grant WHERE grantee_id = %(user)s)
"""  # noqa: S608 -- only our own fragment goes in


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What somebody has to do with journals of others."""

    journals: int
    """How many they may open now."""
    came_for_others: bool
    """Whether they were ever given one, or are or were in a team."""


def elsewhere(*, user_id: UUID, now: datetime) -> Elsewhere:
    """One statement."""
    return Elsewhere(*(fetch(_ELSEWHERE, {"user": user_id, "now": now}) or (0, False)))
