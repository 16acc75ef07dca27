"""The rule by which an operation takes effect. Pure: no database, no clock."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from journal.sync.protocol import (
    Content,
    Head,
    Known,
    Op,
    OpBase,
    Outcome,
    Reason,
    RevBase,
    Status,
    rejected,
)
from journal.sync.world import World


def apply(op: Op, world: World) -> Outcome:
    """Apply one operation to ``world`` and return its answer.

    A value is never overwritten that its author had not seen: fields merge one by one against what
    the author had on screen, and what cannot be merged is kept as a copy beside the entry.
    """
    known = world.known.get(op.op_id)
    if known is not None:
        if known.fingerprint != op.fingerprint:
            return rejected(op.op_id, "op_id_reuse")
        return Outcome(op.op_id, Status.DUPLICATE, first=known.result)
    head = world.heads.get(op.entry_id)
    refusal = _refusal(op, head, world)
    if refusal is not None:
        return rejected(op.op_id, refusal)
    if head is None:
        return world.commit(op, op.content, Status.APPLIED)
    if _is_current(op, head, world):
        for copy_id in op.resolves:
            world.resolve(op, head, copy_id)
        content = head.content if op.is_delete else world.without_unseen_loss(op, head.content.body)
        return world.commit(op, content, Status.APPLIED)
    return _delete_stale(op, head, world) if op.is_delete else _merge(op, head, world)


def _refusal(op: Op, head: Head | None, world: World) -> str | None:
    if op.actor_id != world.actor_id:
        return "actor_mismatch"
    if op.section not in world.sections:
        return "forbidden_section"
    if world.since is not None and not op.is_delete and op.content.local_date < world.since:
        return "forbidden_day"
    if not world.keeps_private and op.content.is_private:
        return "forbidden_private"
    if head is None:
        return None
    if head.is_private and not world.keeps_private:
        return "not_yours"
    if head.purged:
        return "purged"
    if world.own is not None and op.entry_id not in world.own:
        return "not_yours"
    if (head.section, head.type) != (op.section, op.type):
        return "section_immutable"
    return None


def _is_current(op: Op, head: Head, world: World) -> bool:
    """Whether the author had the entry's newest revision on screen."""
    if isinstance(op.base, RevBase):
        return (op.base.rev, op.base.epoch) == (head.rev, head.rev_epoch)
    base = _known_base(op, world)
    if base is None or base.result["status"] != Status.APPLIED:
        return False
    if (base.result["rev"], base.result["rev_epoch"]) != (head.rev, head.rev_epoch):
        return False
    if base.kind == "delete":
        return head.deleted
    return not head.deleted and base.submitted.fields() == head.content.fields()


def _delete_stale(op: Op, head: Head, world: World) -> Outcome:
    if head.deleted:
        return world.answer(op, Status.APPLIED)
    return world.keep_copy(op, head, Reason.DELETE_VS_EDIT, _own_copy(op, head))


def _merge(op: Op, head: Head, world: World) -> Outcome:
    if head.deleted:
        return world.keep_copy(op, head, Reason.EDIT_VS_DELETE, _own_copy(op, head))
    continues = _own_copy(op, head)
    if continues is not None:
        return world.keep_copy(op, head, Reason.CONTINUES, continues)
    base = _base_content(op, world)
    theirs = head.content
    if base is None and op.base is not None:
        if world.without_unseen_loss(op, theirs.body).fields() == theirs.fields():
            return world.answer(op, Status.APPLIED)
        return world.keep_copy(op, head, Reason.UNKNOWN_BASE, None)
    base_fields = base.fields() if base else {}
    mine = world.without_unseen_loss(op, base.body if base else {})
    merged = three_way(base_fields, mine.fields(), theirs.fields())
    if merged is None or not world.fits(op.type, _body(merged)):
        return world.keep_copy(op, head, Reason.FIELD, None)
    if merged == theirs.fields():
        # Nothing to write. But where the entry holds more than its author has on screen, he is
        # sent it: a next edit based on its revision would otherwise undo what he never saw.
        same = op.content.fields() == merged
        return world.answer(op, Status.APPLIED if same else Status.MERGED)
    when = mine if merged["@when"] == mine.fields()["@when"] else theirs
    return world.commit(op, Content(_body(merged), when.occurred_at, when.tz), Status.MERGED)


def three_way(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> dict[str, Any] | None:
    """Both sides' changes since ``base``, field by field; None where both changed one field."""
    merged: dict[str, Any] = {}
    for key in {*base, *mine, *theirs}:
        was, ours, other = base.get(key), mine.get(key), theirs.get(key)
        if ours in (was, other):
            value = other
        elif other == was:
            value = ours
        else:
            return None
        if value is not None:
            merged[key] = value
    return merged


def _body(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != "@when"}


def _known_base(op: Op, world: World) -> Known | None:
    if not isinstance(op.base, OpBase):
        return None
    known = world.known.get(op.base.op_id)
    return known if known is not None and known.entry_id == op.entry_id else None


def _base_content(op: Op, world: World) -> Content | None:
    """What the author had on screen; for an own operation that is what he sent, not the merge."""
    if isinstance(op.base, RevBase):
        return world.revisions.get((op.entry_id, op.base.rev, op.base.epoch))
    known = _known_base(op, world)
    return known.submitted if known else None


def _own_copy(op: Op, head: Head) -> UUID | None:
    """The author's own conflict copy that this operation goes on from."""
    if isinstance(op.base, OpBase) and op.base.op_id in head.copies:
        return op.base.op_id
    return None
