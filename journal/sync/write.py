"""Writing what a batch changed: every table in one statement, whatever the size of the batch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.sync.protocol import Content, Op
from journal.sync.world import World

_WRITE = """
WITH entries AS (
  INSERT INTO journal_entry (journal_id, id, type, section, schema_v, rev, rev_epoch, seq, body,
    occurred_at, utc_offset, tz, local_date, suspect_time, deleted, purged, author_id,
    received_at, open_copies, private)
  SELECT %(journal)s, r.id, r.type, r.section, r.schema_v, r.rev, r.rev_epoch, r.seq, r.body,
    r.occurred_at, r.utc_offset, r.tz, r.local_date, r.suspect_time, r.deleted, false,
    r.author_id, %(now)s, r.open_copies, r.private
  FROM jsonb_to_recordset(%(entries)s::jsonb) AS r(id uuid, type text, section text,
    schema_v int, rev int, rev_epoch int, seq bigint, body jsonb, occurred_at timestamptz,
    utc_offset int, tz text, local_date date, suspect_time bool, deleted bool, author_id uuid,
    open_copies uuid[], private bool)
  ON CONFLICT (journal_id, id) DO UPDATE SET
    schema_v = excluded.schema_v, rev = excluded.rev, rev_epoch = excluded.rev_epoch,
    seq = excluded.seq, body = excluded.body, occurred_at = excluded.occurred_at,
    utc_offset = excluded.utc_offset, tz = excluded.tz, local_date = excluded.local_date,
    suspect_time = excluded.suspect_time, deleted = excluded.deleted,
    open_copies = excluded.open_copies, private = excluded.private
), revisions AS (
  INSERT INTO journal_entryrevision (journal_id, entry_id, rev, rev_epoch, body, occurred_at,
    utc_offset, tz, deleted, op_id, author_id, device_id, created_at)
  SELECT %(journal)s, r.entry_id, r.rev, r.rev_epoch, r.body, r.occurred_at, r.utc_offset, r.tz,
    r.deleted, r.op_id, %(author)s, %(device)s, %(now)s
  FROM jsonb_to_recordset(%(revisions)s::jsonb) AS r(entry_id uuid, rev int, rev_epoch int,
    body jsonb, occurred_at timestamptz, utc_offset int, tz text, deleted bool, op_id uuid)
), operations AS (
  INSERT INTO journal_operation (journal_id, op_id, entry_id, author_id, device_id, fingerprint,
    submitted, result, recorded_at, skew_ms, received_at)
  SELECT %(journal)s, r.op_id, r.entry_id, %(author)s, %(device)s, decode(r.fingerprint, 'hex'),
    r.submitted, r.result, r.recorded_at,
    (extract(epoch FROM r.recorded_at - %(now)s::timestamptz) * 1000)::bigint, %(now)s
  FROM jsonb_to_recordset(%(operations)s::jsonb) AS r(op_id uuid, entry_id uuid,
    fingerprint text, submitted jsonb, result jsonb, recorded_at timestamptz)
), copies AS (
  INSERT INTO journal_conflictcopy (journal_id, op_id, entry_id, reason, kind, body, occurred_at,
    utc_offset, tz, author_id, created_at, resolved_by)
  SELECT %(journal)s, r.op_id, r.entry_id, r.reason, r.kind, r.body, r.occurred_at, r.utc_offset,
    r.tz, %(author)s, %(now)s, r.resolved_by
  FROM jsonb_to_recordset(%(copies)s::jsonb) AS r(op_id uuid, entry_id uuid, reason text,
    kind text, body jsonb, occurred_at timestamptz, utc_offset int, tz text, resolved_by uuid)
), resolutions AS (
  UPDATE journal_conflictcopy c SET resolved_by = r.resolved_by
  FROM jsonb_to_recordset(%(resolutions)s::jsonb) AS r(op_id uuid, resolved_by uuid)
  WHERE c.journal_id = %(journal)s AND c.op_id = r.op_id
), digests AS (
  INSERT INTO journal_sectiondigest AS d (journal_id, section, count, xor)
  SELECT %(journal)s, r.section, r.count, r.xor
  FROM jsonb_to_recordset(%(digests)s::jsonb) AS r(section text, count int, xor bigint)
  ON CONFLICT (journal_id, section) DO UPDATE
    SET count = d.count + excluded.count, xor = d.xor # excluded.xor
)
UPDATE journal_journal SET last_seq = %(seq)s,
  evaluation_queued_at = CASE WHEN %(queue)s THEN %(now)s::timestamptz
    ELSE evaluation_queued_at END
WHERE id = %(journal)s
"""

# Pages that others have open ask for their view, and clear themselves when it is another one.
_ANOTHER_VIEW = """
UPDATE journal_grant SET version = version + 1 WHERE journal_id = %s AND revoked_at IS NULL
"""


def write_world(*, journal_id: UUID, world: World, device_id: UUID | None, queue: bool) -> None:
    """Store what the batch changed; ``queue`` notes that an evaluation has been asked for."""
    new = {copy.op_id for copy, _ in world.new_copies}
    params: dict[str, Any] = {
        "journal": journal_id,
        "now": world.now,
        "author": world.actor_id,
        "device": device_id,
        "seq": world.seq,
        "queue": queue,
        "entries": _json([_entry(world, entry_id) for entry_id in world.touched]),
        "revisions": _json(
            [
                {
                    "entry_id": head.entry_id,
                    "rev": head.rev,
                    "rev_epoch": head.rev_epoch,
                    "deleted": head.deleted,
                    "op_id": op.op_id,
                    **_content(head.content),
                }
                for head, op in world.new_revisions
            ]
        ),
        "operations": _json([_operation(op, outcome) for op, outcome in world.accepted]),
        "copies": _json(
            [
                {
                    "op_id": copy.op_id,
                    "entry_id": entry_id,
                    "reason": copy.reason,
                    "kind": copy.kind,
                    "resolved_by": world.resolved.get(copy.op_id),
                    **_content(copy.content),
                }
                for copy, entry_id in world.new_copies
            ]
        ),
        "resolutions": _json(
            [
                {"op_id": op_id, "resolved_by": by}
                for op_id, by in world.resolved.items()
                if op_id not in new
            ]
        ),
        "digests": _json(
            [
                {"section": section, "count": count, "xor": _signed(xor)}
                for section, (count, xor) in world.digest_changes().items()
            ]
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, params)
        if world.became_private:
            cursor.execute(_ANOTHER_VIEW, [journal_id])


def _entry(world: World, entry_id: UUID) -> dict[str, Any]:
    head = world.heads[entry_id]
    return {
        "id": entry_id,
        "type": head.type,
        "section": head.section,
        "schema_v": head.schema_v,
        "rev": head.rev,
        "rev_epoch": head.rev_epoch,
        "seq": head.seq,
        "local_date": head.content.local_date,
        "suspect_time": head.suspect_time,
        "deleted": head.deleted,
        "author_id": head.author_id,
        "open_copies": sorted(head.copies),
        "private": head.is_private,
        **_content(head.content),
    }


def _operation(op: Op, outcome: Any) -> dict[str, Any]:
    return {
        "op_id": op.op_id,
        "entry_id": op.entry_id,
        "fingerprint": op.fingerprint.hex(),
        "submitted": {"kind": op.kind, **_content(op.content)},
        "result": outcome.as_json(),
        "recorded_at": op.recorded_at,
    }


def _content(content: Content) -> dict[str, Any]:
    return {
        "body": content.body,
        "occurred_at": content.occurred_at,
        "utc_offset": content.utc_offset,
        "tz": content.tz,
    }


def _signed(bits: int) -> int:
    return bits - (1 << 64) if bits >= 1 << 63 else bits


def _json(rows: list[dict[str, Any]]) -> str:
    return orjson.dumps(rows).decode()
