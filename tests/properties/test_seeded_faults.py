"""Do the tests test? Each fault put into the rule must be found by the model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from journal.sync import apply as rule
from journal.sync.protocol import Head, OpBase, Outcome, Reason, Status
from journal.sync.world import World
from tests.properties.test_sync_model import Sync

three_way, merge = rule.three_way, rule._merge
commit, keep_copy = World.commit, World.keep_copy


def last_write_wins(monkeypatch):
    monkeypatch.setattr(rule, "three_way", lambda base, mine, theirs: {**theirs, **mine})


def first_write_wins(monkeypatch):
    monkeypatch.setattr(
        rule, "three_way", lambda base, mine, theirs: three_way(base, mine, theirs) or theirs
    )


def delete_beats_edit(monkeypatch):
    def fault(op, head, world):
        return world.commit(op, head.content, Status.APPLIED)

    monkeypatch.setattr(rule, "_delete_stale", fault)


def edit_beats_delete(monkeypatch):
    def fault(op, head, world):
        if head.deleted:
            return world.commit(op, op.content, Status.APPLIED)
        return merge(op, head, world)

    monkeypatch.setattr(rule, "_merge", fault)


def merged_body_as_base(monkeypatch):
    """Takes what the server made of an own operation, not what its author had on screen."""

    def fault(op, world):
        if isinstance(op.base, OpBase) and op.base.op_id in world.known:
            return world.heads[op.entry_id].content
        return rule_base(op, world)

    rule_base = rule._base_content
    monkeypatch.setattr(rule, "_base_content", fault)


def any_base_is_current(monkeypatch):
    monkeypatch.setattr(rule, "_is_current", lambda op, head, world: True)


def operations_forgotten(monkeypatch):
    def fault(self, op, status, **more):
        answer = remember(self, op, status, **more)
        self.known.pop(op.op_id)
        return answer

    remember = World.answer
    monkeypatch.setattr(World, "answer", fault)


def conflict_without_a_change_number(monkeypatch):
    def fault(self, op, head, reason, continues):
        before = head.seq
        answer = keep_copy(self, op, head, reason, continues)
        head.seq = before
        return answer

    monkeypatch.setattr(World, "keep_copy", fault)


def copies_closed_by_any_edit(monkeypatch):
    def fault(self, op, content, status):
        head = self.heads.get(op.entry_id)
        if head is not None:
            head.copies.clear()
        return commit(self, op, content, status)

    monkeypatch.setattr(World, "commit", fault)


def copy_dropped(monkeypatch):
    def fault(self, op, head: Head, reason: Reason, continues) -> Outcome:
        answer = keep_copy(self, op, head, reason, continues)
        head.copies.pop(op.op_id)
        return answer

    monkeypatch.setattr(World, "keep_copy", fault)


def unknown_keys_erased(monkeypatch):
    monkeypatch.setattr(World, "without_unseen_loss", lambda self, op, base: op.content)


def sections_ignored(monkeypatch):
    def fault(op, head, world):
        return None if answer(op, head, world) == "forbidden_section" else answer(op, head, world)

    answer = rule._refusal
    monkeypatch.setattr(rule, "_refusal", fault)


def deletions_of_the_unknown_forgotten(monkeypatch):
    def fault(op, world):
        if op.is_delete and op.entry_id not in world.heads:
            return Outcome(op.op_id, Status.APPLIED)
        return real(op, world)

    real = rule.apply
    monkeypatch.setattr("tests.properties.model_server.apply", fault)


def revisions_overwritten(monkeypatch):
    def fault(self, op, content, status):
        answer = commit(self, op, content, status)
        head = self.heads[op.entry_id]
        self.heads[op.entry_id] = replace(head, rev=max(1, head.rev - 1))
        return answer

    monkeypatch.setattr(World, "commit", fault)


FAULTS = [
    last_write_wins,
    first_write_wins,
    delete_beats_edit,
    edit_beats_delete,
    merged_body_as_base,
    any_base_is_current,
    operations_forgotten,
    conflict_without_a_change_number,
    copies_closed_by_any_edit,
    copy_dropped,
    unknown_keys_erased,
    sections_ignored,
    deletions_of_the_unknown_forgotten,
    revisions_overwritten,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_model_finds(fault, monkeypatch):
    fault(monkeypatch)

    with pytest.raises(Exception):  # noqa: B017 -- any oracle may be the one that speaks
        run_state_machine_as_test(
            Sync,
            settings=settings(
                max_examples=600,
                stateful_step_count=40,
                deadline=None,
                derandomize=True,
                database=None,
                report_multiple_bugs=False,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
