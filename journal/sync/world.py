"""What a batch reads and what it will write, held in memory while its operations are applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from journal.sync.protocol import Content, Copy, Head, Known, Op, Outcome, Reason, Status

FAR_OFF = timedelta(minutes=5)
"""Beyond this the phone's clock is doubted; the entry is stored all the same."""
FUTURE = timedelta(minutes=10)


@dataclass(slots=True)
class World:
    """The part of one journal that a batch touches.

    ``sections`` are those in which the author may note something. ``fits`` says whether a body is
    valid for a type; ``unknown_keys`` which keys the author's client cannot have seen. Both are
    given, so that this module needs no types. ``keeps_private``: the author is the owner in person,
    who alone sees what is private and says that something is. ``own`` are the entries that an
    author who is not the owner may still change, None for the owner. ``since`` is the first day on
    which they may note something, None for all.
    """

    epoch: int
    seq: int
    actor_id: UUID
    sections: frozenset[str]
    now: datetime
    fits: Callable[[str, dict[str, Any]], bool]
    unknown_keys: Callable[[str, int], frozenset[str]]
    keeps_private: bool = True
    own: frozenset[UUID] | None = None
    since: date | None = None
    heads: dict[UUID, Head] = field(default_factory=dict)
    known: dict[UUID, Known] = field(default_factory=dict)
    revisions: dict[tuple[UUID, int, int], Content] = field(default_factory=dict)

    touched: set[UUID] = field(default_factory=set)
    new_revisions: list[tuple[Head, Op]] = field(default_factory=list)
    new_copies: list[tuple[Copy, UUID]] = field(default_factory=list)
    resolved: dict[UUID, UUID] = field(default_factory=dict)
    """Copies and the operations that resolved them."""
    accepted: list[tuple[Op, Outcome]] = field(default_factory=list)
    became_private: bool = False
    """Something that others could see is for the owner alone now."""
    digest_before: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    """What each touched entry counted for before the batch: rows, bits."""

    def __post_init__(self) -> None:
        for head in self.heads.values():
            self.revisions[head.entry_id, head.rev, head.rev_epoch] = head.content

    def commit(self, op: Op, content: Content, status: Status) -> Outcome:
        """Make ``content`` the entry's newest revision."""
        self._touch(op.entry_id)
        head = self.heads.get(op.entry_id)
        was_private = head is not None and head.is_private
        self.seq += 1
        fresh = Head(
            entry_id=op.entry_id,
            section=op.section,
            type=op.type,
            schema_v=max(op.schema_v, head.schema_v if head else 0),
            rev=head.rev + 1 if head else 1,
            rev_epoch=self.epoch,
            seq=self.seq,
            content=content,
            deleted=op.is_delete,
            suspect_time=self._is_suspect(op),
            author_id=head.author_id if head else self.actor_id,
            copies=head.copies if head else {},
        )
        self.heads[op.entry_id] = fresh
        self.became_private |= fresh.is_private and bool(head) and not was_private
        self.revisions[op.entry_id, fresh.rev, fresh.rev_epoch] = content
        self.new_revisions.append((fresh, op))
        return self.answer(op, status)

    def keep_copy(self, op: Op, head: Head, reason: Reason, continues: UUID | None) -> Outcome:
        """Keep what the operation says beside the entry, for a person to choose."""
        self._touch(op.entry_id)
        self.seq += 1
        was_private = head.is_private
        if continues is not None:
            self.resolve(op, head, continues)
        copy = Copy(op.op_id, op.kind, reason.value, op.content, self.actor_id)
        head.copies[op.op_id] = copy
        self.became_private |= head.is_private and not was_private
        head.seq = self.seq
        self.new_copies.append((copy, op.entry_id))
        return self.answer(op, Status.CONFLICT, code=reason.value, copy=op.op_id)

    def resolve(self, op: Op, head: Head, copy_id: UUID) -> None:
        """Close a copy, naming the operation that did."""
        if head.copies.pop(copy_id, None) is not None:
            self._touch(op.entry_id)
            self.resolved[copy_id] = op.op_id

    def answer(self, op: Op, status: Status, **more: Any) -> Outcome:
        """Remember the operation with its answer, which every repetition will get again."""
        head = self.heads[op.entry_id]
        outcome = Outcome(
            op.op_id, status, head.rev, head.rev_epoch, head.seq, entry_id=op.entry_id, **more
        )
        self.accepted.append((op, outcome))
        self.known[op.op_id] = Known(
            op.op_id, op.entry_id, op.fingerprint, op.kind, op.content, outcome.as_json()
        )
        return outcome

    def without_unseen_loss(self, op: Op, base: dict[str, Any]) -> Content:
        """The operation's content, with the keys its client cannot know carried over."""
        unknown = self.unknown_keys(op.type, op.schema_v)
        carried = {key: base[key] for key in unknown if key in base}
        return replace(op.content, body={**op.content.body, **carried}) if carried else op.content

    def digest_changes(self) -> dict[str, tuple[int, int]]:
        """Per section: rows more or less, and the bits to XOR."""
        changes: dict[str, tuple[int, int]] = {}
        for entry_id in self.touched:
            head = self.heads[entry_id]
            rows, bits = self.digest_before[entry_id]
            count, xor = changes.get(head.section, (0, 0))
            changes[head.section] = (
                count + int(head.is_visible) - rows,
                xor ^ bits ^ head.digest(),
            )
        return changes

    def _touch(self, entry_id: UUID) -> None:
        if entry_id in self.touched:
            return
        self.touched.add(entry_id)
        head = self.heads.get(entry_id)
        self.digest_before[entry_id] = (int(head.is_visible), head.digest()) if head else (0, 0)

    def _is_suspect(self, op: Op) -> bool:
        if op.recorded_at is None:
            return op.content.occurred_at > self.now + FUTURE
        skew = op.recorded_at - self.now
        return abs(skew) > FAR_OFF or op.content.occurred_at - skew > self.now + FUTURE
