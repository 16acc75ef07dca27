"""What changed since a cursor, as JSON that the database wrote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any
from uuid import UUID

import orjson
from django.core import signing
from django.db import connection

from journal.accounts.models import Journal
from journal.audit.pending import rows_read
from journal.core.access import Access
from journal.core.errors import CursorReset, ViewChanged
from journal.entries.sql import AUTHOR, entry_json

MAX_PAGE = 500
_WAS_OPEN = """(NOT e.private OR EXISTS (SELECT FROM journal_entryrevision r
  WHERE r.journal_id = e.journal_id AND r.entry_id = e.id AND NOT r.body ? 'private'))"""
_SIGNER = signing.Signer(salt="journal.sync.cursor")


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a device has read, and under which epoch and view."""

    journal_id: UUID
    epoch: int
    view: int
    seq: int

    def sealed(self) -> str:
        """The opaque form that a device keeps."""
        return _SIGNER.sign(f"{self.journal_id.hex}.{self.epoch}.{self.view}.{self.seq}")


def open_cursor(sealed: str, *, journal: Journal, access: Access) -> Cursor:
    """Read a cursor that this journal gave out.

    Raises ``CursorReset`` if it is not one or belongs to another epoch, and ``ViewChanged`` if the
    reader may now see something else.
    """
    try:
        hexed, epoch, view, seq = _SIGNER.unsign(sealed).split(".")
        cursor = Cursor(UUID(hex=hexed), int(epoch), int(view), int(seq))
    except (signing.BadSignature, ValueError):
        raise CursorReset(epoch=journal.epoch) from None
    if cursor.journal_id != journal.id or cursor.epoch != journal.epoch:
        raise CursorReset(epoch=journal.epoch)
    if cursor.view != access.view:
        raise ViewChanged
    return cursor


def changes(*, journal: Journal, access: Access, cursor: str | None, limit: int) -> bytes:
    """One page of changes, oldest first, as the JSON of the answer.

    Without a cursor the pages form a snapshot, which holds no tombstones. The last page carries
    the digest of everything this reader may see, taken in the same statement as the rows.

    To an app, what has become private is a tombstone, and what always was is not there; then the
    last page carries no digest, which counts private entries too.
    """
    since = open_cursor(cursor, journal=journal, access=access).seq if cursor else 0
    size = max(1, min(limit, MAX_PAGE))
    return _page(journal=journal, access=access, since=since, size=size, snapshot=not cursor)


def _page(*, journal: Journal, access: Access, since: int, size: int, snapshot: bool) -> bytes:
    visible = "AND (NOT e.deleted OR e.open_copies <> '{}')" if snapshot else ""
    entry = entry_json(sees_notes=access.sees_notes, sees_private=access.sees_private)
    if not access.sees_private:
        visible += " AND NOT e.private" if snapshot else f" AND {_WAS_OPEN}"
    sql = f"""
WITH found AS (
  SELECT e.*, row_number() OVER (ORDER BY e.seq) AS place FROM journal_entry e
  WHERE e.journal_id = %(journal)s AND e.seq > %(since)s AND e.section = ANY(%(sections)s)
    {visible}
  ORDER BY e.seq LIMIT %(size)s + 1
)
SELECT
  (SELECT coalesce(json_agg({entry} ORDER BY e.seq)::text, '[]')
   FROM found e {AUTHOR} WHERE e.place <= %(size)s),
  (SELECT count(*) FROM found),
  (SELECT max(e.seq) FROM found e WHERE e.place <= %(size)s),
  j.last_seq, j.flags_version, j.epoch,
  (SELECT coalesce(json_agg(json_build_array(d.count, d.xor::text))::text, '[]')
   FROM journal_sectiondigest d
   WHERE d.journal_id = %(journal)s AND d.section = ANY(%(sections)s)),
  %(private)s OR NOT wall.keeps_back(%(journal)s)
FROM journal_journal j WHERE j.id = %(journal)s
"""  # noqa: S608 -- only our own fragments go in
    params: dict[str, Any] = {
        "journal": journal.id,
        "since": since,
        "size": size,
        "sections": access.section_names,
        "private": access.sees_private,
    }
    with connection.cursor() as db:
        db.execute(sql, params)
        rows, count, newest, head_seq, flags_version, epoch, digests, whole = db.fetchone()
    more = count > size
    rows_read(access, min(count, size))
    reached = newest if more else max(head_seq, since)
    parts: dict[str, Any] = {
        "cursor": Cursor(journal.id, epoch, access.view, reached).sealed(),
        "more": more,
        "epoch": epoch,
        "head_seq": head_seq,
        "flags_version": flags_version,
    }
    if not more and whole:
        parts["digest"] = _digest(orjson.loads(digests))
    return orjson.dumps({"changes": orjson.Fragment(rows), **parts})


def _digest(sections: list[tuple[int, str]]) -> dict[str, Any]:
    xor = reduce(lambda bits, row: bits ^ (int(row[1]) % (1 << 64)), sections, 0)
    return {"count": sum(row[0] for row in sections), "xor": f"{xor:016x}"}
