"""The real server in the place of the model: its services, its statements, its database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from journal.accounts.models import Journal, User
from journal.core.access import ALL_SECTIONS, Access, Principal, Role
from journal.core.errors import CursorReset, EpochChanged
from journal.sync.parse import at_offset
from journal.sync.protocol import Content, Copy, Head, Op, OpBase, RevBase
from journal.sync.pull import changes
from journal.sync.push import push
from tests.properties.model_server import AnswerLost, Crashed

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class DatabaseServer:
    """Speaks like ``MemoryServer``; each history has a journal of its own."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.journal = Journal.objects.create(owner=owner)
        self.crash: str | None = None

    def push(self, ops: list[Op], epoch: int | None) -> dict[str, Any]:
        crash, self.crash = self.crash, None
        try:
            with transaction.atomic():
                result = push(
                    principal=Principal(self.owner.id),
                    journal_id=self.journal.id,
                    sent=[to_wire(op) for op in ops],
                    epoch=epoch,
                    device_id=None,
                    now=NOW,
                )
                if crash == "before":
                    raise Crashed
        except EpochChanged as changed:
            return {"status": 409, "epoch": changed.extra["epoch"]}
        if crash == "after":
            raise AnswerLost
        return {"status": 200, "epoch": result.epoch, "results": result.outcomes}

    def pull(self, cursor: str | None, limit: int) -> dict[str, Any]:
        journal = Journal.objects.get(id=self.journal.id)
        access = Access(journal.id, self.owner.id, ALL_SECTIONS, Role.OWNER, ALL_SECTIONS)
        try:
            raw = changes(journal=journal, access=access, cursor=cursor, limit=limit)
        except CursorReset as reset:
            return {"status": 410, "code": "cursor-reset", "epoch": reset.extra["epoch"]}
        page = orjson.loads(raw)
        answer = {
            "status": 200,
            "changes": [to_head(entry) for entry in page["changes"]],
            "more": page["more"],
            "cursor": (page["epoch"], page["cursor"]),
        }
        if not page["more"]:
            answer["digest"] = (page["digest"]["count"], int(page["digest"]["xor"], 16))
        return answer


def to_wire(op: Op) -> dict[str, Any]:
    """An operation as a phone would send it."""
    base: dict[str, Any] | None = None
    if isinstance(op.base, RevBase):
        base = {"rev": op.base.rev, "epoch": op.base.epoch}
    elif isinstance(op.base, OpBase):
        base = {"op": str(op.base.op_id)}
    return {
        "op_id": str(op.op_id),
        "entry_id": str(op.entry_id),
        "kind": op.kind,
        "actor_id": str(op.actor_id),
        "section": "symptoms",
        "type": "symptom",
        "schema_v": 1,
        "base": base,
        "occurred_at": op.content.occurred_at.isoformat(),
        "tz": op.content.tz,
        "body": op.content.body if op.kind == "put" else {},
        "resolves": [str(copy) for copy in op.resolves],
    }


def to_head(entry: dict[str, Any]) -> Head:
    """An entry of a pull as a device keeps it."""
    return Head(
        entry_id=UUID(entry["id"]),
        section=entry["section"],
        type=entry["type"],
        schema_v=entry["schema_v"],
        rev=entry["rev"],
        rev_epoch=entry["rev_epoch"],
        seq=entry["seq"],
        content=_content(entry),
        deleted=entry["deleted"],
        copies={
            UUID(copy["op_id"]): Copy(
                UUID(copy["op_id"]), copy["kind"], copy["reason"], _content(copy), None
            )
            for copy in entry["copies"]
        },
    )


def _content(row: dict[str, Any]) -> Content:
    return Content(row["body"], at_offset(datetime.fromisoformat(row["occurred_at"]), 0), row["tz"])
