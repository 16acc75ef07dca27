"""After a dump was read into another cluster: transaction numbers go on where they were."""

from __future__ import annotations

from django.db import connections, transaction

_AHEAD = """
SELECT greatest(
    (SELECT max(tx) FROM journal_auditevent), (SELECT max(last_tx) FROM journal_auditseal), 0
  ) + 1 - pg_current_xact_id()::text::bigint,
  daybook_audit_offset()
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION daybook_audit_offset() RETURNS bigint LANGUAGE sql STABLE AS
  'SELECT %d::bigint'
"""


def continue_numbers(*, using: str = "owner") -> int:
    """See to it that new events come after every old one; returns the offset. Safe to repeat.

    A new cluster counts its transactions from the beginning, and an event with a small number would
    stand among those that were sealed long ago. Needs the role that owns the tables.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(_AHEAD)
        needed, offset = cursor.fetchone()
        if needed > offset:
            offset = needed
            cursor.execute(_FUNCTION % offset)
    return int(offset)
