"""What must hold of a whole history, looked at from outside the rule that made it."""

from __future__ import annotations

from uuid import UUID

from journal.sync.protocol import OpBase
from tests.properties.model_client import Device
from tests.properties.model_server import NEW_FIELD, Rows


def check_history(rows: Rows, devices: list[Device]) -> None:
    """Fail on the first breach: each sentence below is one promise of the protocol."""
    by_op = {op_id: device for device in devices for op_id in device.saved}
    _nothing_saved_is_lost(rows, devices, by_op)
    _an_operation_takes_effect_once(rows)
    _nobody_overwrites_what_he_had_not_seen(rows, by_op)
    _an_author_finds_his_own_value(rows, by_op)
    _copies_leave_only_when_named(rows)


def _nothing_saved_is_lost(rows: Rows, devices: list[Device], by_op: dict[UUID, Device]) -> None:
    quarantined = {op.op_id for device in devices for op in device.disk.quarantine}
    waiting = {pending.op.op_id for device in devices for pending in device.disk.outbox}
    for op_id in by_op:
        assert op_id in rows.known or op_id in quarantined | waiting, f"{op_id} was lost"


def _an_operation_takes_effect_once(rows: Rows) -> None:
    effects = [made["op"] for made in rows.revision_ops.values()]
    assert len(effects) == len(set(effects)), "an operation made two revisions"
    for head in rows.heads.values():
        assert not set(head.copies) & set(effects), "a revision and a copy of one operation"


def _nobody_overwrites_what_he_had_not_seen(rows: Rows, by_op: dict[UUID, Device]) -> None:
    for made in rows.revision_ops.values():
        device = by_op[made["op"]]
        seen = device.seen.get(made["op"], {})
        before, after = made["before"], made["after"]
        assert (
            not made["undeleted"]
            or made["op"] in device.explicit
            or _saw_deletion(rows, made["op"])
        ), "a silent resurrection"
        if made["deleted"] and before:
            assert _known_part(before, device) == _known_part(seen, device), "a blind delete"
        if made["recreated"] or made["deleted"]:
            continue
        changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
        intended = device.intents.get(made["op"], set())
        assert changed - {"@when"} <= intended, "a field changed that nobody touched"
        for key in changed & intended:
            assert before.get(key) == seen.get(key), f"{key} was overwritten unseen"


def _an_author_finds_his_own_value(rows: Rows, by_op: dict[UUID, Device]) -> None:
    for op_id, known in rows.known.items():
        op = rows.ops[op_id]
        if op.is_delete or known.result["status"] not in ("applied", "merged"):
            continue
        device = by_op[op_id]
        seen = device.seen.get(op_id, {})
        for key in device.intents.get(op_id, set()):
            said = op.content.body.get(key)
            if said != seen.get(key):
                assert rows.heads_after[op_id].get(key) == said, f"{key} of {op_id} was dropped"


def _copies_leave_only_when_named(rows: Rows) -> None:
    named = {copy for op in rows.ops.values() for copy in op.resolves}
    continued = {
        op.base.op_id
        for op_id, op in rows.ops.items()
        if isinstance(op.base, OpBase) and rows.known[op_id].result["status"] == "conflict"
    }
    for op_id, known in rows.known.items():
        if known.result["status"] == "conflict":
            open_copies = rows.heads[known.entry_id].copies
            assert op_id in open_copies or op_id in named | continued, "a copy vanished"


def _saw_deletion(rows: Rows, op_id: UUID) -> bool:
    """Whether the author went on from his own deletion: bringing it back is what he asked for."""
    base = rows.ops[op_id].base
    return isinstance(base, OpBase) and rows.ops[base.op_id].is_delete


def _known_part(fields: dict[str, object], device: Device) -> dict[str, object]:
    hidden = {"@when"} | ({NEW_FIELD} if device.schema_v < 2 else set())
    return {key: value for key, value in fields.items() if key not in hidden}
