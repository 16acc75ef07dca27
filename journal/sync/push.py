"""Taking in a batch of operations: one transaction, one answer each, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from journal.accounts.models import Journal
from journal.core.access import Access, Principal
from journal.core.errors import BatchTooLarge, EpochChanged, FieldError, Invalid
from journal.core.jobs import nudge
from journal.core.wall import behind_the_wall
from journal.flags.evaluation import evaluate_locked
from journal.flags.models import Flag
from journal.flags.selectors import open_to
from journal.flags.services import is_pressing
from journal.flags.tasks import evaluate
from journal.sharing.access import locked_journal_for
from journal.sharing.policy import Action
from journal.sync.apply import apply
from journal.sync.load import load_world
from journal.sync.parse import parse_op
from journal.sync.protocol import Op, Outcome, rejected
from journal.sync.world import World
from journal.sync.write import write_world

MAX_OPS = 500
MAX_BYTES = 1024 * 1024
QUEUED_FOR = timedelta(seconds=60)
"""An evaluation asked for longer ago than this may have been lost with its broker."""


@dataclass(frozen=True, slots=True)
class PushResult:
    """What a push did; ``urgent`` are the flags that it raised on the spot."""

    access: Access
    outcomes: list[Outcome]
    epoch: int
    head_seq: int
    flags_version: int
    urgent: list[Flag]


def push(
    *,
    principal: Principal,
    journal_id: UUID,
    sent: Sequence[Any],
    epoch: int | None,
    device_id: UUID | None,
    now: datetime,
) -> PushResult:
    """Apply operations in their order. The answer is given only after the commit.

    A batch is written by one statement for all tables. Only where the database refuses that
    statement is it done again, each operation in a savepoint of its own, so that one bad operation
    never stops its neighbours.

    Raises ``BatchTooLarge``, ``EpochChanged``, and what ``journal.sharing.access`` raises.
    """
    if len(sent) > MAX_OPS:
        raise BatchTooLarge(max_ops=MAX_OPS, max_bytes=MAX_BYTES)
    parsed = [parse_op(_as_object(item, place)) for place, item in enumerate(sent)]
    attempt = _Push(principal, journal_id, parsed, epoch, device_id, now)
    try:
        return attempt.run(_together)
    except DatabaseError:
        return attempt.run(_one_by_one)


@dataclass(frozen=True, slots=True)
class _Push:
    principal: Principal
    journal_id: UUID
    parsed: Sequence[Op | Outcome]
    epoch: int | None
    device_id: UUID | None
    now: datetime

    def run(self, way: _Way) -> PushResult:
        with locked_journal_for(
            principal=self.principal,
            journal_id=self.journal_id,
            action=Action.WRITE_ENTRIES,
            now=self.now,
        ) as (access, journal):
            if self.epoch is not None and self.epoch != journal.epoch:
                raise EpochChanged(epoch=journal.epoch)
            outcomes, world = way(self, access, journal)
            urgent: list[Flag] = []
            if _holds_pressing(world):
                # The rules look at the whole journal, whoever noted something in it.
                with nullcontext() if access.is_owner else behind_the_wall():
                    raised = evaluate_locked(journal=journal, now=self.now)
                # Whoever is with the person hears of it, if it rests on what they may see.
                urgent = open_to(access, raised)
            return PushResult(
                access, outcomes, journal.epoch, world.seq, journal.flags_version, urgent
            )


_Way = Callable[[_Push, Access, Journal], tuple[list[Outcome], World]]


def _together(attempt: _Push, access: Access, journal: Journal) -> tuple[list[Outcome], World]:
    ops = [op for op in attempt.parsed if isinstance(op, Op)]
    world = load_world(journal=journal, access=access, ops=ops, now=attempt.now)
    outcomes = [apply(op, world) if isinstance(op, Op) else op for op in attempt.parsed]
    if world.accepted:
        _write(attempt, journal, world)
    return outcomes, world


def _one_by_one(attempt: _Push, access: Access, journal: Journal) -> tuple[list[Outcome], World]:
    outcomes: list[Outcome] = []
    everything = load_world(journal=journal, access=access, ops=(), now=attempt.now)
    for op in attempt.parsed:
        if isinstance(op, Outcome):
            outcomes.append(op)
            continue
        try:
            with transaction.atomic():
                world = load_world(journal=journal, access=access, ops=[op], now=attempt.now)
                outcome = apply(op, world)
                if world.accepted:
                    _write(attempt, journal, world)
        except DatabaseError:
            wrong = {"path": "/body", "code": "refused", "detail": "the database refused this"}
            outcomes.append(rejected(op.op_id, "invalid", (wrong,)))
            continue
        outcomes.append(outcome)
        journal.last_seq = everything.seq = world.seq
        everything.heads.update(world.heads)
        everything.accepted += world.accepted
    return outcomes, everything


def _write(attempt: _Push, journal: Journal, world: World) -> None:
    waiting = journal.evaluation_queued_at
    queue = waiting is None or waiting < attempt.now - QUEUED_FOR
    write_world(journal_id=journal.id, world=world, device_id=attempt.device_id, queue=queue)
    if queue:
        journal.evaluation_queued_at = attempt.now
        nudge(evaluate, str(journal.id))


def _holds_pressing(world: World) -> bool:
    """Whether an entry of the batch may be an emergency, which must not wait for a queue."""
    return any(
        not op.is_delete and is_pressing(op.type, op.content.body) for op, _ in world.accepted
    )


def _as_object(item: Any, place: int) -> Mapping[str, Any]:
    if not isinstance(item, dict):
        raise Invalid(FieldError(f"#/ops/{place}", "type", "an operation is an object"))
    return item
