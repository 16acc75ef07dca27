"""Two devices against the real server: PostgreSQL, every statement, faults on both sides."""

from __future__ import annotations

import itertools
from typing import Any
from uuid import uuid5

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from journal.accounts.models import User
from journal.entries.models import ConflictCopy, Entry, EntryRevision
from journal.sync.models import Operation
from tests.properties.database_server import DatabaseServer
from tests.properties.model_client import SPACE, Device
from tests.properties.model_server import AnswerLost, Crashed

ENTRIES = [uuid5(SPACE, f"stored-{number}") for number in range(3)]
histories = itertools.count()

devices = st.integers(0, 1)
entries = st.integers(0, 2)


class StoredSync(RuleBasedStateMachine):
    """The same devices as in the model; the server is the product."""

    @initialize()
    def start(self) -> None:
        number = next(histories)
        owner = User.objects.create_user(email=f"ana{number}@example.org")
        self.server = DatabaseServer(owner)
        self.devices = [
            Device(f"phone{number}", owner.id, 1),
            Device(f"tablet{number}", owner.id, 1),
        ]

    @rule(
        device=devices,
        entry=entries,
        field=st.sampled_from(["severity", "frequency", "note"]),
        value=st.sampled_from([0, 1, 2, 3, 4, 9]),
    )
    def edit(self, device: int, entry: int, field: str, value: int) -> None:
        who = self.devices[device]
        body, deleted = who.view(ENTRIES[entry])
        if deleted:
            return
        said: Any = f"words {value}" if field == "note" else value
        first = {} if body else {"symptom": "nausea", "severity": 1}
        who.edit(ENTRIES[entry], "symptoms", {**first, field: said})

    @rule(device=devices, entry=entries)
    def delete(self, device: int, entry: int) -> None:
        who = self.devices[device]
        body, deleted = who.view(ENTRIES[entry])
        if body and not deleted:
            who.edit(ENTRIES[entry], "symptoms", {}, delete=True)

    @rule(device=devices)
    def resolve(self, device: int) -> None:
        who = self.devices[device]
        for entry_id in ENTRIES:
            head = who.disk.replica.get(entry_id)
            busy = any(pending.op.entry_id == entry_id for pending in who.disk.outbox)
            if head and head.copies and not busy:
                chosen = {**head.content.body, "note": "chosen"}
                who.edit(entry_id, "symptoms", chosen, resolves=tuple(head.copies))

    @rule(
        device=devices,
        limit=st.integers(1, 5),
        fault=st.sampled_from([None, None, "lose answer", "twice", "before", "after"]),
    )
    def push(self, device: int, limit: int, fault: str | None) -> None:
        who = self.devices[device]
        batch = who.batch(limit)
        if not batch:
            return
        self.server.crash = fault if fault in ("before", "after") else None
        try:
            answer = self.server.push(batch, who.disk.epoch)
        except (Crashed, AnswerLost):
            return
        if fault == "lose answer":
            return
        who.hear_push(answer)
        if fault == "twice":
            who.hear_push(self.server.push(batch, who.disk.epoch))

    @rule(device=devices, limit=st.integers(1, 4))
    def pull(self, device: int, limit: int) -> None:
        who = self.devices[device]
        cursor = who.disk.cursor[1] if who.disk.cursor else None
        who.hear_pull(self.server.pull(cursor, limit))

    def teardown(self) -> None:
        if not hasattr(self, "server"):
            return
        for _ in range(10):
            for who in self.devices:
                self._pull_all(who)
                batch = who.batch(3)
                if batch:
                    who.hear_push(self.server.push(batch, who.disk.epoch))
        for who in self.devices:
            self._pull_all(who)
            assert not who.disk.outbox, f"stuck on {who.name}"
        self._agree()
        self._nothing_is_lost()

    def _pull_all(self, who: Device) -> None:
        while True:
            cursor = who.disk.cursor[1] if who.disk.cursor else None
            answer = self.server.pull(cursor, 2)
            who.hear_pull(answer)
            if answer["status"] == 200 and not answer["more"]:
                return

    def _agree(self) -> None:
        first, second = (
            {
                head.entry_id: (head.rev, head.deleted, head.content.body, sorted(head.copies))
                for head in who.disk.replica.values()
                if head.is_visible
            }
            for who in self.devices
        )
        assert first == second

    def _nothing_is_lost(self) -> None:
        mine = {"journal": self.server.journal}
        taken = set(Operation.objects.filter(**mine).values_list("op_id", flat=True))
        for who in self.devices:
            kept = {op.op_id for op in who.disk.quarantine}
            assert who.saved <= taken | kept
        made = EntryRevision.objects.filter(**mine).values_list("op_id", flat=True)
        assert len(made) == len(set(made))
        numbers = Entry.objects.filter(**mine).values_list("seq", flat=True)
        self.server.journal.refresh_from_db()
        assert max(numbers, default=0) <= self.server.journal.last_seq
        for entry in Entry.objects.filter(**mine):
            open_copies = ConflictCopy.objects.filter(
                **mine, entry_id=entry.id, resolved_by=None
            ).values_list("op_id", flat=True)
            assert sorted(entry.open_copies) == sorted(open_copies)


@pytest.mark.django_db
def test_two_devices_and_the_real_server_come_to_agree():
    run_state_machine_as_test(
        StoredSync,
        settings=settings(
            max_examples=80,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
