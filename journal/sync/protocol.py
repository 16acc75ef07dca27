"""What travels between a phone and the server: operations in, one outcome each out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson


class Status(StrEnum):
    """How an operation ended."""

    APPLIED = "applied"
    MERGED = "merged"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why a conflict copy was kept."""

    FIELD = "field"
    DELETE_VS_EDIT = "delete_vs_edit"
    EDIT_VS_DELETE = "edit_vs_delete"
    UNKNOWN_BASE = "unknown_base"
    CONTINUES = "continues"


@dataclass(frozen=True, slots=True)
class RevBase:
    """Made on that server revision."""

    rev: int
    epoch: int


@dataclass(frozen=True, slots=True)
class OpBase:
    """Made on the author's own operation that had not been answered yet."""

    op_id: UUID


@dataclass(frozen=True, slots=True)
class Content:
    """What a survivor can change about an entry: the body, and when and where it was true."""

    body: dict[str, Any]
    occurred_at: datetime
    """Aware, in the entry's own offset."""
    tz: str

    @property
    def local_date(self) -> date:
        """The calendar day in the entry's own offset."""
        return self.occurred_at.date()

    @property
    def utc_offset(self) -> int:
        """Minutes."""
        offset = self.occurred_at.utcoffset() or timedelta()
        return round(offset.total_seconds() / 60)

    @property
    def is_private(self) -> bool:
        """Whether it says that it is for the owner alone."""
        return bool(self.body.get("private"))

    def fields(self) -> dict[str, Any]:
        """The parts that are merged one by one; when and where change together."""
        return {**self.body, "@when": (self.occurred_at.isoformat(), self.tz)}


@dataclass(frozen=True, slots=True)
class Op:
    """One operation, checked for shape; ``content.body`` fits its type."""

    op_id: UUID
    entry_id: UUID
    kind: str
    """``put`` or ``delete``."""
    actor_id: UUID
    section: str
    type: str
    schema_v: int
    base: RevBase | OpBase | None
    content: Content
    recorded_at: datetime | None
    resolves: tuple[UUID, ...] = ()
    fingerprint: bytes = b""

    @property
    def is_delete(self) -> bool:
        """Whether it deletes the entry."""
        return self.kind == "delete"


@dataclass(slots=True)
class Copy:
    """An unresolved conflict copy."""

    op_id: UUID
    kind: str
    reason: str
    content: Content
    author_id: UUID | None


@dataclass(slots=True)
class Head:
    """The current state of an entry."""

    entry_id: UUID
    section: str
    type: str
    schema_v: int
    rev: int
    rev_epoch: int
    seq: int
    content: Content
    deleted: bool = False
    purged: bool = False
    suspect_time: bool = False
    author_id: UUID | None = None
    copies: dict[UUID, Copy] = field(default_factory=dict)

    @property
    def is_visible(self) -> bool:
        """Whether a snapshot holds it: a tombstone only while a copy of it waits for a choice."""
        return not self.deleted or bool(self.copies)

    @property
    def is_private(self) -> bool:
        """Whether it is for the owner alone: an open copy counts too, until she has chosen."""
        return any(content.is_private for content in self._contents())

    def digest(self) -> int:
        """64 bits that change with every change a device must hear of; 0 for what none is told."""
        if not self.is_visible:
            return 0
        copies = ",".join(sorted(str(op_id) for op_id in self.copies))
        text = f"{self.entry_id}|{self.rev}|{self.rev_epoch}|{int(self.deleted)}|{copies}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")

    def _contents(self) -> Iterator[Content]:
        yield self.content
        yield from (copy.content for copy in self.copies.values())


@dataclass(frozen=True, slots=True)
class Known:
    """An operation that already took effect."""

    op_id: UUID
    entry_id: UUID
    fingerprint: bytes
    kind: str
    submitted: Content
    result: dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """The answer to one operation, as it is stored and sent. Never changed once made."""

    op_id: UUID
    status: Status
    rev: int | None = None
    rev_epoch: int | None = None
    seq: int | None = None
    code: str | None = None
    copy: UUID | None = None
    errors: tuple[dict[str, str], ...] = ()
    retry: str | None = None
    first: dict[str, Any] | None = None
    entry_id: UUID | None = None
    """For the server only; not part of the answer."""
    _json: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """Without what does not apply. Made once: it is stored, remembered and sent."""
        if self._json is None:
            parts = {
                "op_id": str(self.op_id),
                "status": self.status.value,
                "rev": self.rev,
                "rev_epoch": self.rev_epoch,
                "seq": self.seq,
                "code": self.code,
                "copy": str(self.copy) if self.copy else None,
                "errors": list(self.errors) or None,
                "retry": self.retry,
                "first": self.first,
            }
            self._json = {key: value for key, value in parts.items() if value is not None}
        return self._json


RETRY = {"unknown_type": "after_upgrade", "op_id_reuse": "never", "purged": "never"}


def rejected(op_id: UUID, code: str, errors: tuple[dict[str, str], ...] = ()) -> Outcome:
    """An operation that had no effect and is kept by the device for the survivor to see."""
    return Outcome(
        op_id, Status.REJECTED, code=code, errors=errors, retry=RETRY.get(code, "after_user")
    )


def fingerprint(sent: dict[str, Any]) -> bytes:
    """SHA-256 of everything in an operation that decides its effect."""
    parts = (
        *("entry_id", "kind", "base", "section", "type", "schema_v"),
        *("occurred_at", "tz", "body", "resolves"),
    )
    kept = {part: sent.get(part) for part in parts}
    return hashlib.sha256(orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)).digest()
