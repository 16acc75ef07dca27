"""Reading what a batch needs: operations already known, heads with their copies, merge bases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.accounts.models import Journal
from journal.core.access import Access
from journal.core.errors import ReadOnly
from journal.entries.types import ENTRY_TYPES, WORDS
from journal.sync.parse import at_offset, body_fits
from journal.sync.protocol import Content, Copy, Head, Known, Op, OpBase, RevBase
from journal.sync.world import World

_KNOWN = """
SELECT coalesce(json_agg(json_build_object(
    'op_id', op_id, 'entry_id', entry_id, 'fingerprint', encode(fingerprint, 'hex'),
    'submitted', submitted, 'result', result)), '[]')::text
FROM journal_operation WHERE journal_id = %s AND op_id = ANY(%s)
"""
_HEADS = """
SELECT coalesce(json_agg(json_build_object(
    'entry_id', e.id, 'section', e.section, 'type', e.type, 'schema_v', e.schema_v,
    'rev', e.rev, 'rev_epoch', e.rev_epoch, 'seq', e.seq, 'deleted', e.deleted,
    'purged', e.purged, 'suspect_time', e.suspect_time, 'author_id', e.author_id,
    'body', e.body, 'occurred_at', e.occurred_at, 'utc_offset', e.utc_offset, 'tz', e.tz,
    'copies', CASE WHEN e.open_copies = '{}' THEN '[]'::json ELSE (
        SELECT json_agg(json_build_object(
            'op_id', c.op_id, 'kind', c.kind, 'reason', c.reason, 'body', c.body,
            'occurred_at', c.occurred_at, 'utc_offset', c.utc_offset, 'tz', c.tz,
            'author_id', c.author_id))
        FROM journal_conflictcopy c
        WHERE c.journal_id = e.journal_id AND c.entry_id = e.id AND c.resolved_by IS NULL) END
    )), '[]')::text
FROM journal_entry e WHERE e.journal_id = %s AND e.id = ANY(%s)
"""
_REVISIONS = """
SELECT coalesce(json_agg(json_build_object(
    'entry_id', r.entry_id, 'rev', r.rev, 'rev_epoch', r.rev_epoch, 'body', r.body,
    'occurred_at', r.occurred_at, 'utc_offset', r.utc_offset, 'tz', r.tz)), '[]')::text
FROM journal_entryrevision r
JOIN jsonb_to_recordset(%s::jsonb) AS wanted(entry_id uuid, rev int, epoch int)
  ON r.entry_id = wanted.entry_id AND r.rev = wanted.rev AND r.rev_epoch = wanted.epoch
WHERE r.journal_id = %s
"""


_OWN = """
SELECT entry_id FROM journal_entryrevision
WHERE journal_id = %s AND entry_id = ANY(%s)
GROUP BY entry_id HAVING bool_and(author_id = %s) AND min(created_at) > %s
"""
MAY_CHANGE_FOR = timedelta(hours=24)
"""How long a caregiver may change what they noted themselves."""


def load_world(*, journal: Journal, access: Access, ops: Sequence[Op], now: datetime) -> World:
    """The part of the locked journal that ``ops`` touch.

    Two statements, whatever the size of the batch; a third where somebody wrote on an old revision.
    """
    if access.user_id is None:
        raise ReadOnly
    world = World(
        epoch=journal.epoch,
        seq=journal.last_seq,
        actor_id=access.user_id,
        sections=frozenset(section.value for section in access.writes),
        now=now,
        fits=body_fits,
        unknown_keys=_unknown_keys(access),
        since=access.since,
        keeps_private=access.sees_private,
        own=None if access.is_owner else _own(journal.id, access, ops, now),
        heads={head.entry_id: head for head in _heads(journal.id, ops)},
        known={known.op_id: known for known in _known(journal.id, ops)},
    )
    world.revisions.update(_bases(journal.id, ops, world))
    return world


def _own(journal_id: UUID, access: Access, ops: Sequence[Op], now: datetime) -> frozenset[UUID]:
    """Entries that nobody but this author ever wrote in, and lately enough."""
    wanted = list({op.entry_id for op in ops})
    with connection.cursor() as cursor:
        cursor.execute(_OWN, [journal_id, wanted, access.user_id, now - MAY_CHANGE_FOR])
        return frozenset(row[0] for row in cursor.fetchall())


def _unknown_keys(access: Access) -> Callable[[str, int], frozenset[str]]:
    """Keys that the author's client cannot have seen: newer ones, and words kept from it."""
    hidden = frozenset() if access.sees_notes else WORDS
    return lambda entry_type, schema_v: ENTRY_TYPES[entry_type].unknown_to(schema_v) | hidden


def _known(journal_id: UUID, ops: Sequence[Op]) -> Iterable[Known]:
    wanted = {op.op_id for op in ops}
    wanted |= {op.base.op_id for op in ops if isinstance(op.base, OpBase)}
    for row in _rows(_KNOWN, [journal_id, list(wanted)]):
        yield Known(
            op_id=UUID(row["op_id"]),
            entry_id=UUID(row["entry_id"]),
            fingerprint=bytes.fromhex(row["fingerprint"]),
            kind=row["submitted"]["kind"],
            submitted=_content(row["submitted"]),
            result=row["result"],
        )


def _heads(journal_id: UUID, ops: Sequence[Op]) -> Iterable[Head]:
    for row in _rows(_HEADS, [journal_id, list({op.entry_id for op in ops})]):
        copies = [
            Copy(
                op_id=UUID(copy["op_id"]),
                kind=copy["kind"],
                reason=copy["reason"],
                content=_content(copy),
                author_id=_uuid(copy["author_id"]),
            )
            for copy in row["copies"] or ()
        ]
        yield Head(
            entry_id=UUID(row["entry_id"]),
            section=row["section"],
            type=row["type"],
            schema_v=row["schema_v"],
            rev=row["rev"],
            rev_epoch=row["rev_epoch"],
            seq=row["seq"],
            content=_content(row),
            deleted=row["deleted"],
            purged=row["purged"],
            suspect_time=row["suspect_time"],
            author_id=_uuid(row["author_id"]),
            copies={copy.op_id: copy for copy in copies},
        )


def _bases(
    journal_id: UUID, ops: Sequence[Op], world: World
) -> dict[tuple[UUID, int, int], Content]:
    wanted = [
        {"entry_id": op.entry_id, "rev": op.base.rev, "epoch": op.base.epoch}
        for op in ops
        if isinstance(op.base, RevBase)
        and op.entry_id in world.heads
        and (op.entry_id, op.base.rev, op.base.epoch) not in world.revisions
    ]
    if not wanted:
        return {}
    rows = _rows(_REVISIONS, [orjson.dumps(wanted).decode(), journal_id])
    return {(UUID(row["entry_id"]), row["rev"], row["rev_epoch"]): _content(row) for row in rows}


def _rows(sql: str, params: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[dict[str, Any]] = orjson.loads(cursor.fetchone()[0])
        return rows


def _content(row: dict[str, Any]) -> Content:
    instant = datetime.fromisoformat(row["occurred_at"])
    return Content(row["body"], at_offset(instant, row["utc_offset"]), row["tz"])


def _uuid(value: str | None) -> UUID | None:
    return UUID(value) if value else None
