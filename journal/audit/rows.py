"""Events and seals as they stand in the database, read in the one order that seals use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections

from journal.audit.canonical import leaf, seal_root

Place = tuple[int, UUID]
"""A transaction number and an event's id: where an event stands."""

CHUNK = 2000

# How a value is written must not hang on whose session reads it.
_PLAIN = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL bytea_output = 'hex'"
)
_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = 'journal_auditevent'::regclass AND attnum > 0 AND NOT attisdropped
ORDER BY attname
"""
_RIPE = "e.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + daybook_audit_offset()"
# Text and not a datetime: a forged 'infinity' must be a finding, not an error of the driver.
_SEALS = """
SELECT number, previous_root, count, last_tx, last_id, tree, root, signature, key_id,
  trunc(extract(epoch FROM sealed_at) * 1000000)::text
FROM journal_auditseal
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its place, and the hash of all that it says."""

    place: Place
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal as it stands in the table; nothing in it is believed yet."""

    number: int
    previous_root: bytes
    count: int
    last_tx: int
    last_id: UUID
    tree: bytes
    root: bytes
    signature: bytes
    key_id: str
    sealed_at_us: str

    @property
    def place(self) -> Place:
        """The place of its last event."""
        return self.last_tx, self.last_id

    def computed_root(self) -> bytes:
        """What ``root`` must be, from the other columns."""
        return seal_root(
            number=self.number,
            previous_root=self.previous_root,
            count=self.count,
            last_tx=self.last_tx,
            last_id=str(self.last_id),
            tree=self.tree,
            key_id=self.key_id,
            sealed_at_us=self.sealed_at_us,
        )


def events(
    *,
    after: Place | None = None,
    to: Place | None = None,
    only_ripe: bool = False,
    limit: int | None = None,
    using: str = "default",
) -> Iterator[Event]:
    """Events after a place, up to and with another; within a transaction, in constant memory.

    ``only_ripe`` leaves out those of transactions beside which another may still be at work: one
    that began earlier and commits later would stand before what was sealed already.
    """
    names = _column_names(using)
    conditions, params = ["true"], list[Any]()
    for sign, place in ((">", after), ("<=", to)):
        if place is not None:
            conditions.append(f"(e.tx, e.id) {sign} (%s, %s)")
            params += place
    if only_ripe:
        conditions.append(_RIPE)
    listed = ", ".join(f'"{name}"::text' for name in names)
    # The names come from the catalogue of the table, the rest is written here.
    sql = (
        f"SELECT tx, id, {listed} FROM journal_auditevent e "  # noqa: S608
        f"WHERE {' AND '.join(conditions)} ORDER BY e.tx, e.id"
    )
    if limit is not None:
        sql += " LIMIT %s"
        params.append(limit)
    for tx, event_id, *values in _streamed(sql, params, using):
        yield Event((tx, event_id), leaf(dict(zip(names, values, strict=True))))


def seals(*, using: str = "default") -> Iterator[Seal]:
    """All seals in their order; within a transaction, in constant memory."""
    for row in _streamed(f"{_SEALS} ORDER BY number", [], using):
        yield _seal(row)


def newest_seal(*, using: str = "default") -> Seal | None:
    """The seal with the highest number."""
    return _one_seal("ORDER BY number DESC LIMIT 1", [], using)


def seal(number: int, *, using: str = "default") -> Seal | None:
    """One seal by its number."""
    return _one_seal("WHERE number = %s", [number], using)


def _one_seal(condition: str, params: Sequence[Any], using: str) -> Seal | None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"{_SEALS} {condition}", params)
        row = cursor.fetchone()
    return None if row is None else _seal(row)


def _seal(row: Sequence[Any]) -> Seal:
    number, previous, count, last_tx, last_id, tree, root, signature, key_id, at = row
    return Seal(
        *(number, bytes(previous), count, last_tx, last_id),
        *(bytes(tree), bytes(root), bytes(signature), key_id, at),
    )


def _column_names(using: str) -> list[str]:
    """Every column there is, so that none can be added beside the hash."""
    with connections[using].cursor() as cursor:
        cursor.execute(_PLAIN)
        cursor.execute(_COLUMNS)
        return [name for (name,) in cursor.fetchall()]


def _streamed(sql: str, params: Sequence[Any], using: str) -> Iterator[tuple[Any, ...]]:
    connection = connections[using]
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
