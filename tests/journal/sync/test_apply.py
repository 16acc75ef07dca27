"""The rule by which an operation takes effect, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from journal.core.ids import new_id
from journal.sync.apply import apply, three_way
from journal.sync.protocol import Content, Op, OpBase, RevBase
from journal.sync.world import World

ANA = UUID(int=1)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def world(**given) -> World:
    settings: dict[str, Any] = {
        "epoch": 1,
        "seq": 0,
        "actor_id": ANA,
        "sections": frozenset({"symptoms"}),
        "now": NOW,
        "fits": lambda _type, _body: True,
        "unknown_keys": lambda _type, version: frozenset({"interference"} if version < 2 else ()),
    }
    return World(**settings | given)


def op(entry_id: UUID, base=None, *, kind="put", schema_v=2, resolves=(), **body) -> Op:
    return Op(
        op_id=new_id(),
        entry_id=entry_id,
        kind=kind,
        actor_id=ANA,
        section="symptoms",
        type="symptom",
        schema_v=schema_v,
        base=base,
        content=Content(body, NOW, "UTC"),
        recorded_at=None,
        resolves=tuple(resolves),
        fingerprint=repr((kind, base, body, resolves)).encode(),
    )


def test_an_edit_of_the_newest_revision_is_applied():
    at, entry = world(), new_id()
    apply(op(entry, severity=1), at)

    outcome = apply(op(entry, RevBase(1, 1), severity=2), at)

    assert (outcome.status, outcome.rev, outcome.seq) == ("applied", 2, 2)


def test_a_revision_of_another_epoch_is_not_the_one_of_that_number():
    at, entry = world(epoch=2), new_id()
    apply(op(entry, severity=1), at)

    outcome = apply(op(entry, RevBase(1, 1), severity=2), at)

    assert (outcome.status, outcome.code) == ("conflict", "unknown_base")


def test_what_is_already_so_needs_no_copy_even_with_an_unknown_base():
    at, entry = world(epoch=2), new_id()
    apply(op(entry, severity=1), at)

    outcome = apply(op(entry, RevBase(1, 1), severity=1), at)

    assert (outcome.status, outcome.rev, outcome.seq) == ("applied", 1, 1)


def test_an_own_unanswered_operation_is_a_base_without_rebasing():
    at, entry = world(), new_id()
    first = op(entry, severity=1)
    apply(first, at)

    outcome = apply(op(entry, OpBase(first.op_id), severity=2), at)

    assert (outcome.status, outcome.rev) == ("applied", 2)


def test_going_on_from_what_was_merged_does_not_undo_the_other_device():
    at, entry = world(), new_id()
    apply(op(entry, severity=1, frequency=1), at)
    mine = op(entry, RevBase(1, 1), severity=2, frequency=1)
    apply(op(entry, RevBase(1, 1), severity=1, frequency=3), at)
    assert apply(mine, at).status == "merged"

    outcome = apply(op(entry, OpBase(mine.op_id), severity=4, frequency=1), at)

    assert outcome.status == "merged"
    assert at.heads[entry].content.body == {"severity": 4, "frequency": 3}


def test_an_edit_that_changes_nothing_still_tells_what_its_author_has_not_seen():
    at, entry = world(), new_id()
    apply(op(entry, severity=1, frequency=1), at)
    apply(op(entry, RevBase(1, 1), severity=2, frequency=3), at)

    outcome = apply(op(entry, RevBase(1, 1), severity=2, frequency=1), at)

    assert (outcome.status, outcome.rev) == ("merged", 2)
    assert at.heads[entry].content.body == {"severity": 2, "frequency": 3}
    assert len(at.new_revisions) == 2


def test_deleting_ones_own_unanswered_entry_is_not_a_conflict():
    at, entry = world(), new_id()
    first = op(entry, severity=1)
    apply(first, at)

    outcome = apply(op(entry, OpBase(first.op_id), kind="delete"), at)

    assert outcome.status == "applied"
    assert at.heads[entry].deleted


def test_deleting_what_was_merged_with_something_unseen_is_asked():
    at, entry = world(), new_id()
    apply(op(entry, severity=1, frequency=1), at)
    mine = op(entry, RevBase(1, 1), severity=2, frequency=1)
    apply(op(entry, RevBase(1, 1), severity=1, frequency=3), at)
    apply(mine, at)

    outcome = apply(op(entry, OpBase(mine.op_id), kind="delete"), at)

    assert (outcome.status, outcome.code) == ("conflict", "delete_vs_edit")


def test_an_edit_of_a_deleted_entry_is_kept_and_the_entry_stays_deleted():
    at, entry = world(), new_id()
    apply(op(entry, severity=1), at)
    apply(op(entry, RevBase(1, 1), kind="delete"), at)

    outcome = apply(op(entry, RevBase(1, 1), severity=3), at)

    assert (outcome.status, outcome.code) == ("conflict", "edit_vs_delete")
    assert at.heads[entry].deleted
    assert at.heads[entry].is_visible


def test_a_deletion_of_what_was_never_here_leaves_a_tombstone():
    at, entry = world(), new_id()

    assert apply(op(entry, RevBase(4, 1), kind="delete"), at).status == "applied"
    again = apply(op(entry, RevBase(4, 1), severity=1), at)

    assert (again.status, again.code) == ("conflict", "edit_vs_delete")


def test_an_old_client_cannot_erase_what_it_does_not_know():
    at, entry = world(), new_id()
    apply(op(entry, severity=1, interference=3), at)

    apply(op(entry, RevBase(1, 1), schema_v=1, severity=2), at)

    assert at.heads[entry].content.body == {"severity": 2, "interference": 3}
    assert at.heads[entry].schema_v == 2


def test_going_on_from_ones_own_copy_replaces_that_copy():
    at, entry = world(), new_id()
    apply(op(entry, severity=1), at)
    apply(op(entry, RevBase(1, 1), severity=2), at)
    mine = op(entry, RevBase(1, 1), severity=3)
    apply(mine, at)

    outcome = apply(op(entry, OpBase(mine.op_id), severity=4), at)

    assert outcome.code == "continues"
    assert [copy.content.body["severity"] for copy in at.heads[entry].copies.values()] == [4]
    assert at.resolved == {mine.op_id: outcome.op_id}


def test_a_copy_stays_open_until_a_choice_names_it():
    at, entry = world(), new_id()
    apply(op(entry, severity=1), at)
    apply(op(entry, RevBase(1, 1), severity=2), at)
    clash = apply(op(entry, RevBase(1, 1), severity=3), at)

    apply(op(entry, RevBase(2, 1), severity=2, note="more"), at)
    assert clash.copy in at.heads[entry].copies

    stale = apply(op(entry, RevBase(1, 1), severity=3, resolves=[clash.copy]), at)
    assert stale.status == "conflict"
    assert clash.copy in at.heads[entry].copies

    apply(op(entry, RevBase(3, 1), severity=3, resolves=[clash.copy]), at)
    assert clash.copy not in at.heads[entry].copies


def test_when_something_was_is_merged_like_any_other_field():
    at, entry = world(), new_id()
    apply(op(entry, severity=1), at)
    apply(op(entry, RevBase(1, 1), severity=2), at)
    moved = op(entry, RevBase(1, 1), severity=1)
    earlier = NOW.replace(hour=7)
    moved = replace(moved, content=Content({"severity": 1}, earlier, "UTC"))

    assert apply(moved, at).status == "merged"
    assert at.heads[entry].content == Content({"severity": 2}, earlier, "UTC")


@pytest.mark.parametrize(
    ("case", "base", "mine", "theirs", "merged"),
    [
        ("only mine changed", {"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}),
        ("only theirs changed", {"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}),
        ("both the same way", {"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}),
        ("both differently", {"a": 1}, {"a": 2}, {"a": 3}, None),
        ("different fields", {"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 2},
         {"a": 2, "b": 2}),
        ("I removed it", {"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2}),
        ("they removed what I changed", {"a": 1}, {"a": 2}, {}, None),
    ],
)  # fmt: skip
def test_three_way(case, base, mine, theirs, merged):
    assert three_way(base, mine, theirs) == merged
