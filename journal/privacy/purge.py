"""Erasing what was noted: one entry for good, or all of them, while the account stays.

What stays of an entry is its id and a change number, so that every device hears of it and nothing
that comes late can bring it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from journal.accounts.models import Journal
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.core.errors import NotFound
from journal.core.jobs import nudge
from journal.core.wall import behind_the_wall
from journal.flags.tasks import evaluate
from journal.privacy import ledger
from journal.privacy.models import ErasureReceipt

# The digest is that of journal.sync.protocol.Head. Of the entry nothing stays that would tell what
# it was about or when.
_PURGE = """
WITH gone AS (
  SELECT e.id, e.section, row_number() OVER (ORDER BY e.seq) AS place,
    NOT e.deleted OR e.open_copies <> '{}' AS is_visible,
    ('x' || left(encode(sha256(convert_to(concat_ws('|', e.id, e.rev, e.rev_epoch, e.deleted::int,
      array_to_string(e.open_copies, ',')), 'UTF8')), 'hex'), 16))::bit(64)::bigint AS bits
  FROM journal_entry e
  WHERE e.journal_id = %(journal)s AND NOT e.purged AND e.received_at <= %(until)s
    AND (%(all)s OR e.id = ANY(%(ids)s))
), digests AS (
  UPDATE journal_sectiondigest d SET count = d.count - s.count, xor = d.xor # s.bits
  FROM (SELECT section, count(*)::int AS count, bit_xor(bits) AS bits FROM gone WHERE is_visible
        GROUP BY section) s
  WHERE d.journal_id = %(journal)s AND d.section = s.section
), revisions AS (
  DELETE FROM journal_entryrevision r USING gone
  WHERE r.journal_id = %(journal)s AND r.entry_id = gone.id RETURNING 1
), copies AS (
  DELETE FROM journal_conflictcopy c USING gone
  WHERE c.journal_id = %(journal)s AND c.entry_id = gone.id RETURNING 1
), operations AS (
  DELETE FROM journal_operation o USING gone
  WHERE o.journal_id = %(journal)s AND o.entry_id = gone.id RETURNING 1
), flags AS (
  DELETE FROM journal_flag f
  WHERE f.journal_id = %(journal)s
    AND (%(all)s OR f.evidence && (SELECT array_agg(id) FROM gone)) RETURNING 1
), pictures AS (
  DELETE FROM journal_picture p
  WHERE p.journal_id = %(journal)s
    AND (%(all)s OR p.entry_id IN (SELECT id FROM gone)) RETURNING 1
), entries AS (
  UPDATE journal_entry e SET
    body = '{}', purged = true, deleted = true, rev = e.rev + 1, rev_epoch = %(epoch)s,
    seq = %(seq)s + gone.place, type = 'note', section = 'notes', schema_v = 1,
    occurred_at = 'epoch', received_at = 'epoch', local_date = '1970-01-01', utc_offset = 0,
    tz = 'UTC', suspect_time = false, author_id = NULL, open_copies = '{}',
    private = false
  FROM gone WHERE e.journal_id = %(journal)s AND e.id = gone.id RETURNING 1
)
UPDATE journal_journal SET last_seq = last_seq + (SELECT count(*) FROM gone),
  flags_version = flags_version + 1
WHERE id = %(journal)s
RETURNING (SELECT count(*) FROM entries), (SELECT count(*) FROM revisions),
  (SELECT count(*) FROM copies), (SELECT count(*) FROM operations), (SELECT count(*) FROM flags),
  (SELECT count(*) FROM pictures)
"""
_COUNTED = ("entries", "revisions", "copies", "operations", "flags", "pictures")
# Words and counts that were made from entries.
_MADE_FROM_NOTES = ("journal_visitpagereceiver", "journal_visitpage", "journal_suppressedfinding")


def erase_entry(*, journal: Journal, entry_id: UUID, now: datetime) -> None:
    """Erase one entry of a locked journal for good, with its history and the flags that rest on it.

    Raises ``NotFound`` where there is none, or it was erased already.
    """
    with behind_the_wall():
        rows = _purge(journal, [entry_id], until=now)
        if not rows["entries"]:
            raise NotFound
        _told(journal, AuditEvent.Action.ERASED_ENTRY, ErasureReceipt.What.ENTRY, rows, now)
        ledger.write(at=now, what=ErasureReceipt.What.ENTRY, ids=[entry_id], journal=journal.id)
    nudge(evaluate, str(journal.id))


def erase_notes(*, journal: Journal, now: datetime) -> int:
    """Erase every entry of a locked journal, and what was made from them; returns how many.

    Settings, reminders and who may look stay as they are.
    """
    with behind_the_wall():
        rows = _purge(journal, None, until=now)
        _told(journal, AuditEvent.Action.ERASED_NOTES, ErasureReceipt.What.NOTES, rows, now)
        ledger.write(at=now, what=ErasureReceipt.What.NOTES, ids=[], journal=journal.id)
    nudge(evaluate, str(journal.id))
    return rows["entries"]


def erase_again(*, journal: Journal, ids: Sequence[UUID] | None, until: datetime) -> int:
    """What was erased once and came back with a backup; None for all that was there ``until``."""
    rows = _purge(journal, ids, until=until)
    return rows["entries"]


def _purge(journal: Journal, ids: Sequence[UUID] | None, *, until: datetime) -> dict[str, int]:
    params: dict[str, Any] = {
        "journal": journal.id,
        "epoch": journal.epoch,
        "seq": journal.last_seq,
        "all": ids is None,
        "ids": list(ids or ()),
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PURGE, params)
        rows = dict(zip(_COUNTED, cursor.fetchone(), strict=True))
        if ids is None:
            for table in _MADE_FROM_NOTES:
                cursor.execute(f"DELETE FROM {table} WHERE journal_id = %s", [journal.id])  # noqa: S608
                rows[table.removeprefix("journal_")] = cursor.rowcount
    journal.last_seq += rows["entries"]
    return rows


def _told(
    journal: Journal,
    action: AuditEvent.Action,
    what: ErasureReceipt.What,
    rows: dict[str, int],
    now: datetime,
) -> None:
    record(
        journal_id=journal.id,
        actor_id=journal.owner_id,
        action=action,
        acted_as=AuditEvent.ActedAs.OWNER,
        at=now,
        count=rows["entries"],
    )
    ErasureReceipt.objects.create(what=what, asked_at=now, done_at=now, rows=rows)
