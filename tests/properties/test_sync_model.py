"""Devices and a server under every fault we could think of: nothing lost, all come to agree.

The server applies operations by ``journal.sync.apply``, the very rule of the product.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.properties.model_client import SPACE, Device
from tests.properties.model_server import NEW_FIELD, AnswerLost, Crashed, MemoryServer
from tests.properties.oracles import check_history

OWNER, CARER = UUID(int=1), UUID(int=2)
ENTRIES = [uuid5(SPACE, f"entry-{number}") for number in range(4)]
SECTIONS = ("symptoms", "sleep")
FIELDS = ("severity", "frequency", "note", NEW_FIELD)

devices = st.integers(0, 2)
entries = st.integers(0, 3)


class Sync(RuleBasedStateMachine):
    """Two devices of the owner, one of them on an old schema, and a carer with changing rights."""

    @initialize()
    def start(self) -> None:
        self.server = MemoryServer(OWNER)
        self.devices = [
            Device("phone", OWNER, 2),
            Device("tablet", OWNER, 1),
            Device("carer", CARER, 2),
        ]
        self.late: list[tuple[UUID, list[Any], int | None]] = []

    @rule(device=devices, entry=entries, field=st.sampled_from(FIELDS), value=st.integers(0, 3))
    def edit(self, device: int, entry: int, field: str, value: int) -> None:
        who = self.devices[device]
        _, deleted = who.view(ENTRIES[entry])
        if deleted or (who.schema_v < 2 and field == NEW_FIELD):
            return
        said: Any = value
        if field == "note":
            said = "x" * 30 if value == 3 else f"{value}"
        who.edit(ENTRIES[entry], SECTIONS[entry % 2], {field: said})

    @rule(device=devices, entry=entries, field=st.sampled_from(FIELDS), value=st.integers(0, 2))
    def edit_more(self, device: int, entry: int, field: str, value: int) -> None:
        self.edit(device, entry % 2 * 2, field, value)

    @rule(device=devices, entry=entries)
    def delete(self, device: int, entry: int) -> None:
        who = self.devices[device]
        body, deleted = who.view(ENTRIES[entry])
        if body and not deleted:
            who.edit(ENTRIES[entry], SECTIONS[entry % 2], {}, delete=True)

    @rule(device=devices)
    def resolve(self, device: int) -> None:
        who = self.devices[device]
        for number, entry_id in enumerate(ENTRIES):
            head = who.disk.replica.get(entry_id)
            busy = any(pending.op.entry_id == entry_id for pending in who.disk.outbox)
            if head and head.copies and not busy:
                copies = tuple(head.copies)
                op_id = who.edit(entry_id, SECTIONS[number % 2], {"note": "r"}, resolves=copies)
                who.explicit.add(op_id)

    @rule(
        device=devices,
        limit=st.integers(1, 5),
        fault=st.sampled_from(
            [None, None, None, "drop", "lose answer", "twice", "late", "before", "after"]
        ),
    )
    def push(self, device: int, limit: int, fault: str | None) -> None:
        who = self.devices[device]
        batch = who.batch(limit)
        if not batch or fault == "drop":
            return
        if fault == "late":
            self.late.append((who.actor, batch, who.disk.epoch))
            return
        self.server.crash = fault if fault in ("before", "after") else None
        try:
            answer = self.server.push(who.actor, batch, who.disk.epoch)
            if answer["status"] == 413:
                batch = batch[: answer["max_ops"]]
                answer = self.server.push(who.actor, batch, who.disk.epoch)
        except (Crashed, AnswerLost):
            return
        finally:
            self.server.crash = None
        if fault == "lose answer":
            return
        who.hear_push(answer)
        if fault == "twice":
            who.hear_push(self.server.push(who.actor, batch[:3], who.disk.epoch))

    @precondition(lambda self: self.late)
    @rule(which=st.integers(0, 5))
    def deliver_late(self, which: int) -> None:
        actor, batch, epoch = self.late.pop(which % len(self.late))
        self.server.push(actor, batch[:3], epoch)

    @rule(device=devices, pages=st.integers(1, 3), lose=st.booleans())
    def pull(self, device: int, pages: int, lose: bool) -> None:
        who = self.devices[device]
        for _ in range(pages):
            answer = self.server.pull(who.actor, who.disk.cursor)
            for head in answer.get("changes", ()):
                assert head.section in self.server.rows.sections[who.actor], "a leak"
            if lose and answer["status"] == 200:
                return
            who.hear_pull(answer)
            if answer["status"] != 200 or not answer["more"]:
                return

    @rule(device=devices)
    def sync(self, device: int) -> None:
        self.push(device, 3, None)
        self.pull(device, 3, lose=False)

    @rule(sections=st.sampled_from([{"symptoms"}, {"sleep"}, {"symptoms", "sleep"}, set()]))
    def share(self, sections: set[str]) -> None:
        self.server.share(CARER, set(sections))

    @rule()
    def back_up(self) -> None:
        self.server.back_up()

    @rule(chance=st.integers(0, 3))
    def restore(self, chance: int) -> None:
        if chance == 0:
            self.server.restore()

    @invariant()
    def change_numbers_are_unique(self) -> None:
        if not hasattr(self, "server"):
            return
        numbers = [head.seq for head in self.server.rows.heads.values()]
        assert len(numbers) == len(set(numbers))
        assert max(numbers, default=0) <= self.server.rows.seq

    def teardown(self) -> None:
        if not hasattr(self, "server"):
            return
        for _ in range(12):
            for who in self.devices:
                self._drain(who)
        for who in self.devices:
            self._pull_all(who)
            if who.actor in self.server.rows.sections:
                assert not who.disk.outbox, f"stuck on {who.name}"
                self._agrees(who)
        check_history(self.server.rows, self.devices)

    def _drain(self, who: Device) -> None:
        self._pull_all(who)
        if who.actor not in self.server.rows.sections:
            return
        batch = who.batch(3)
        if batch:
            who.hear_push(self.server.push(who.actor, batch, who.disk.epoch))

    def _pull_all(self, who: Device) -> None:
        while True:
            answer = self.server.pull(who.actor, who.disk.cursor)
            who.hear_pull(answer)
            if answer["status"] == 403 or (answer["status"] == 200 and not answer["more"]):
                return

    def _agrees(self, who: Device) -> None:
        allowed = self.server.rows.sections[who.actor]
        want = {
            head.entry_id: (head.rev, head.content.fields(), sorted(head.copies))
            for head in self.server.rows.heads.values()
            if head.section in allowed and head.is_visible
        }
        got = {
            head.entry_id: (head.rev, head.content.fields(), sorted(head.copies))
            for head in who.disk.replica.values()
            if head.is_visible
        }
        assert got == want, f"{who.name} disagrees"


def test_nothing_is_lost_and_all_devices_come_to_agree():
    run_state_machine_as_test(
        Sync,
        settings=settings(
            max_examples=150,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
