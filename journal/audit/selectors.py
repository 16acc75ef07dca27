"""What operators ask about the log: whether it is sealed in time, and who reads unusually much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection

from journal.audit.rows import newest_seal
from journal.audit.verify import LATE_AFTER

_LATE = "SELECT EXISTS (SELECT FROM journal_auditevent WHERE at < %s AND (tx, id) > (%s, %s))"
_BEFORE_ALL = (-1, UUID(int=0))
HOUR: Final = timedelta(hours=1)
# The list of shared journals opens none; the owner, and what she let in, read one.
_READERS = """
SELECT actor_id, count(DISTINCT journal_id) FROM journal_auditevent
WHERE at > %s AND action IN ('looked-at-entries', 'looked-at-flags', 'looked-at-page')
  AND acted_as IN ('viewer', 'caregiver', 'member')
GROUP BY actor_id HAVING count(DISTINCT journal_id) > %s
ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """An account, and how many journals of others it opened; never which."""

    user_id: UUID
    journals: int


def has_late_events(now: datetime) -> bool:
    """Whether an event has waited too long for its seal."""
    newest = newest_seal()
    place = _BEFORE_ALL if newest is None else newest.place
    with connection.cursor() as cursor:
        cursor.execute(_LATE, [now - LATE_AFTER, *place])
        [late] = cursor.fetchone()
    return bool(late)


def unusual_readers(now: datetime, *, most: int) -> list[Reader]:
    """Accounts that opened more than ``most`` journals of others within the last hour."""
    with connection.cursor() as cursor:
        cursor.execute(_READERS, [now - HOUR, most])
        return [Reader(*row) for row in cursor.fetchall()]
