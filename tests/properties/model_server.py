"""A server that keeps its rows in memory and applies operations by the real rule.

It commits a whole batch or nothing, can crash on either side of the commit, and can be restored
from a backup.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from typing import Any
from uuid import UUID

from journal.sync.apply import apply
from journal.sync.protocol import Content, Head, Known, Op, Outcome, rejected
from journal.sync.world import World

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEW_FIELD = "interference"
"""Known to clients of schema 2 only."""
TOO_LONG = 20


class Crashed(Exception):
    """The server died before it committed."""


class AnswerLost(Exception):
    """The server died after it committed, before it answered."""


@dataclass
class Rows:
    """Everything that is durable."""

    epoch: int = 1
    seq: int = 0
    heads: dict[UUID, Head] = field(default_factory=dict)
    revisions: dict[tuple[UUID, int, int], Content] = field(default_factory=dict)
    revision_ops: dict[tuple[UUID, int, int], dict[str, Any]] = field(default_factory=dict)
    known: dict[UUID, Known] = field(default_factory=dict)
    ops: dict[UUID, Op] = field(default_factory=dict)
    heads_after: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    """The entry's fields right after an operation was answered."""
    sections: dict[UUID, set[str]] = field(default_factory=dict)
    views: dict[UUID, int] = field(default_factory=dict)


def digest(heads: list[Head]) -> tuple[int, int]:
    """Count and XOR of what a reader may see."""
    visible = [head for head in heads if head.is_visible]
    return len(visible), reduce(lambda bits, head: bits ^ head.digest(), visible, 0)


class MemoryServer:
    """The protocol's server side."""

    def __init__(self, owner: UUID) -> None:
        self.rows = Rows(sections={owner: {"symptoms", "sleep"}}, views={owner: 1})
        self.crash: str | None = None
        self.kept = copy.deepcopy(self.rows)

    def push(
        self, actor: UUID, ops: list[Op], epoch: int | None, max_ops: int = 3
    ) -> dict[str, Any]:
        if len(ops) > max_ops:
            return {"status": 413, "max_ops": max_ops}
        if actor not in self.rows.sections:
            return {"status": 403}
        if epoch is not None and epoch != self.rows.epoch:
            return {"status": 409, "epoch": self.rows.epoch}
        work = copy.deepcopy(self.rows)
        results = [self._one(work, actor, copy.deepcopy(op)) for op in ops]
        self._commit(work)
        return {"status": 200, "epoch": self.rows.epoch, "results": results}

    def pull(self, actor: UUID, cursor: tuple[int, int, int] | None, limit: int = 3) -> Any:
        rows = self.rows
        if actor not in rows.sections:
            return {"status": 403}
        if cursor and cursor[0] != rows.epoch:
            return {"status": 410, "code": "cursor-reset", "epoch": rows.epoch}
        if cursor and cursor[1] != rows.views[actor]:
            return {"status": 410, "code": "view-changed"}
        since = cursor[2] if cursor else 0
        visible = [head for head in rows.heads.values() if head.section in rows.sections[actor]]
        newer = sorted(
            (head for head in visible if head.seq > since and (cursor or head.is_visible)),
            key=lambda head: head.seq,
        )
        page, more = newer[:limit], len(newer) > limit
        reached = page[-1].seq if more else max(rows.seq, since)
        answer = {
            "status": 200,
            "changes": copy.deepcopy(page),
            "more": more,
            "cursor": (rows.epoch, rows.views[actor], reached),
        }
        return answer if more else answer | {"digest": digest(visible)}

    def share(self, carer: UUID, sections: set[str]) -> None:
        """Let the carer see and write these sections; none ends it."""
        if sections:
            self.rows.sections[carer] = sections
            self.rows.views[carer] = self.rows.views.get(carer, 0) + 1
        else:
            self.rows.sections.pop(carer, None)

    def back_up(self) -> None:
        self.kept = copy.deepcopy(self.rows)

    def restore(self) -> None:
        epoch = self.rows.epoch
        self.rows = copy.deepcopy(self.kept)
        self.rows.epoch = epoch + 1
        self.rows.views = {who: view + 1000 for who, view in self.rows.views.items()}

    def _one(self, rows: Rows, actor: UUID, op: Op) -> Outcome:
        if op.op_id not in rows.known and len(op.content.body.get("note") or "") > TOO_LONG:
            return rejected(op.op_id, "too_large")
        before = rows.heads.get(op.entry_id)
        before_fields = before.content.fields() if before else {}
        was_deleted = bool(before and before.deleted)
        world = World(
            epoch=rows.epoch,
            seq=rows.seq,
            actor_id=actor,
            sections=frozenset(rows.sections[actor]),
            now=NOW,
            fits=lambda _type, _body: True,
            unknown_keys=lambda _type, version: frozenset({NEW_FIELD} if version < 2 else ()),
            heads=rows.heads,
            known=rows.known,
            revisions=rows.revisions,
        )
        outcome = apply(op, world)
        rows.seq = world.seq
        if world.accepted:
            rows.ops[op.op_id] = op
            rows.heads_after[op.op_id] = rows.heads[op.entry_id].content.fields()
        for head, made_by in world.new_revisions:
            rows.revision_ops[head.entry_id, head.rev, head.rev_epoch] = {
                "op": made_by.op_id,
                "before": before_fields,
                "after": head.content.fields(),
                "deleted": head.deleted,
                "undeleted": was_deleted and not head.deleted,
                "recreated": before is None and (op.base is not None or op.is_delete),
            }
        if outcome.status in ("applied", "merged", "conflict"):
            assert op.section in rows.sections[actor], "a write into a section not granted"
        return outcome

    def _commit(self, work: Rows) -> None:
        crash, self.crash = self.crash, None
        if crash == "before":
            raise Crashed
        self.rows = work
        if crash == "after":
            raise AnswerLost
