"""A device: a replica, an outbox that survives crashes, and the rules C1 to C8 of the protocol."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from journal.sync.protocol import Content, Head, Op, OpBase, Outcome, RevBase
from tests.properties.model_server import NEW_FIELD, digest

SPACE = UUID(int=7)
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@dataclass
class Pending:
    """An operation in the outbox; once ``sent`` its bytes never change."""

    op: Op
    sent: bool = False


@dataclass
class Disk:
    """What survives a crash of the device."""

    replica: dict[UUID, Head] = field(default_factory=dict)
    staged: dict[UUID, Head] | None = None
    cursor: Any = None
    epoch: int | None = None
    outbox: list[Pending] = field(default_factory=list)
    acked: list[Op] = field(default_factory=list)
    quarantine: list[Op] = field(default_factory=list)


class Device:
    """The protocol's client side. ``intents`` and ``seen`` are for the oracles only."""

    def __init__(self, name: str, actor: UUID, schema_v: int) -> None:
        self.name, self.actor, self.schema_v = name, actor, schema_v
        self.disk = Disk()
        self.made = 0
        self.newest: dict[UUID, int] = {}
        self.saved: set[UUID] = set()
        self.intents: dict[UUID, set[str]] = {}
        self.seen: dict[UUID, dict[str, Any]] = {}
        self.explicit: set[UUID] = set()

    def view(self, entry_id: UUID) -> tuple[dict[str, Any], bool]:
        """What is on screen: pending changes over the replica; and whether it is deleted."""
        head = self.disk.replica.get(entry_id)
        body, deleted = (dict(head.content.body), head.deleted) if head else ({}, False)
        for pending in self.disk.outbox:
            if pending.op.entry_id == entry_id:
                body, deleted = dict(pending.op.content.body), pending.op.is_delete
        return body, deleted

    def edit(
        self,
        entry_id: UUID,
        section: str,
        changes: dict[str, Any],
        *,
        delete: bool = False,
        resolves: tuple[UUID, ...] = (),
    ) -> UUID:
        head = self.disk.replica.get(entry_id)
        before, _ = self.view(entry_id)
        body = {**before, **changes}
        if self.schema_v < 2:
            body.pop(NEW_FIELD, None)
        made = Op(
            op_id=self._next_id(),
            entry_id=entry_id,
            kind="delete" if delete else "put",
            actor_id=self.actor,
            section=head.section if head else section,
            type="symptom",
            schema_v=self.schema_v,
            base=self._base(entry_id, head),
            content=Content(body, AT, "UTC"),
            recorded_at=None,
            resolves=resolves,
        )
        waiting = [
            pending
            for pending in self.disk.outbox
            if pending.op.entry_id == entry_id and not pending.sent
        ]
        if waiting:  # it never left the device: change it in place
            old = waiting[-1].op
            made = replace(made, op_id=old.op_id, base=old.base)
            waiting[-1].op = _marked(made)
        else:
            self.seen[made.op_id] = Content(before, AT, "UTC").fields() if before else {}
            self.disk.outbox.append(Pending(_marked(made)))
        self.saved.add(made.op_id)
        self.intents.setdefault(made.op_id, set()).update(changes)
        return made.op_id

    def batch(self, limit: int) -> list[Op]:
        """The next operations, one per entry, marked as sent before their bytes leave."""
        chosen: list[Pending] = []
        for pending in self.disk.outbox:
            if pending.op.entry_id not in {other.op.entry_id for other in chosen}:
                chosen.append(pending)
            if len(chosen) >= limit:
                break
        for pending in chosen:
            pending.sent = True
        return copy.deepcopy([pending.op for pending in chosen])

    def hear_push(self, answer: dict[str, Any]) -> None:
        if answer["status"] == 409:
            self._hear_epoch(answer["epoch"])
        if answer["status"] != 200:
            return
        self._hear_epoch(answer["epoch"])
        for outcome in answer["results"]:
            self._settle(outcome)

    def hear_pull(self, answer: dict[str, Any]) -> None:
        disk = self.disk
        if answer["status"] == 403:
            lost = [pending.op for pending in disk.outbox] + disk.acked
            self.disk = Disk(quarantine=disk.quarantine + lost)
            self.newest = {}
            return
        if answer["status"] == 410:
            if answer["code"] == "cursor-reset":
                self._hear_epoch(answer["epoch"])
            disk.cursor, disk.staged = None, {}
            return
        self._hear_epoch(answer["cursor"][0])
        if disk.cursor is None and disk.staged is None:
            disk.staged = {}
        target = disk.staged if disk.staged is not None else disk.replica
        for head in answer["changes"]:
            target[head.entry_id] = head
        disk.cursor = answer["cursor"]
        if not answer["more"]:
            self._complete(answer["digest"])

    def _complete(self, expected: tuple[int, int]) -> None:
        if self.disk.staged is not None:
            self.disk.replica, self.disk.staged = self.disk.staged, None
        assert digest(list(self.disk.replica.values())) == expected, "the replica went astray"
        for entry_id, head in self.disk.replica.items():
            assert head.rev >= self.newest.get(entry_id, 0), "a revision went back"
            self.newest[entry_id] = head.rev

    def _settle(self, outcome: Outcome) -> None:
        pending = next((item for item in self.disk.outbox if item.op.op_id == outcome.op_id), None)
        if pending is None:
            return
        self.disk.outbox.remove(pending)
        if outcome.status != "rejected":
            self.disk.acked.append(pending.op)
            return
        assert outcome.code != "op_id_reuse", "an operation was changed after it was sent"
        self.disk.quarantine.append(pending.op)
        for later in self.disk.outbox:
            if later.op.base == OpBase(pending.op.op_id) and not later.sent:
                later.op = _marked(replace(later.op, base=pending.op.base))
                self.seen[later.op.op_id] = self.seen.get(pending.op.op_id, {})
                self.intents[later.op.op_id] |= self.intents.get(pending.op.op_id, set())

    def _hear_epoch(self, epoch: int) -> None:
        disk = self.disk
        if disk.epoch is not None and epoch != disk.epoch:
            again = [Pending(op, sent=True) for op in disk.acked]
            disk.outbox, disk.acked = again + disk.outbox, []
            disk.cursor, disk.staged, self.newest = None, {}, {}
        disk.epoch = epoch

    def _base(self, entry_id: UUID, head: Head | None) -> RevBase | OpBase | None:
        in_flight = [
            item for item in self.disk.outbox if item.op.entry_id == entry_id and item.sent
        ]
        if in_flight:
            return OpBase(in_flight[-1].op.op_id)
        return RevBase(head.rev, head.rev_epoch) if head else None

    def _next_id(self) -> UUID:
        self.made += 1
        return uuid5(SPACE, f"{self.name}-{self.made}")


def _marked(op: Op) -> Op:
    said = (op.entry_id, op.kind, op.base, op.section, op.schema_v, op.content, op.resolves)
    return replace(op, fingerprint=hashlib.sha256(repr(said).encode()).digest())
