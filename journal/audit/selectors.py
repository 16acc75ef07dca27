"""Reading what operators ask about the log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from journal.audit.rows import newest_seal
from journal.audit.verify import LATE_AFTER

_LATE = "SELECT EXISTS (SELECT FROM journal_auditevent WHERE at < %s AND (tx, id) > (%s, %s))"
_BEFORE_ALL = (-1, UUID(int=0))


def has_late_events(now: datetime) -> bool:
    """Whether an event has waited too long for its seal."""
    newest = newest_seal()
    place = _BEFORE_ALL if newest is None else newest.place
    with connection.cursor() as cursor:
        cursor.execute(_LATE, [now - LATE_AFTER, *place])
        [late] = cursor.fetchone()
    return bool(late)
