"""Keeping the flags of a journal true to its entries, and the survivor's answers to them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F, Q

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.accounts.services import lock_journal
from journal.catalogue.terms import term
from journal.core.access import Access
from journal.core.clock import local_day
from journal.core.errors import NotFound
from journal.core.ids import new_id
from journal.entries.types import ENTRY_TYPES
from journal.flags.engine.evaluate import evaluate
from journal.flags.engine.findings import Evaluation
from journal.flags.engine.inputs import Reading
from journal.flags.engine.rule_set import rule_set
from journal.flags.models import Flag
from journal.flags.store import read_entries, read_flags, write_decisions

log = logging.getLogger(__name__)

SWEEP_SIZE = 500
LOST_AFTER = timedelta(seconds=30)
PRESSING_SEVERITY = 3
PRESSING_CELSIUS = 35.9, 37.4
"""A temperature between these can raise no flag, whatever a site has set."""


def is_pressing(entry_type: str, body: Mapping[str, Any]) -> bool:
    """Whether the entry alone might be an emergency, so that it is evaluated on the spot.

    Generous on purpose: a needless evaluation costs milliseconds.
    """
    if entry_type == "temperature":
        low, high = PRESSING_CELSIUS
        return not low < body["celsius"] < high
    if entry_type == "activity":
        return bool(body.get("during_symptoms"))
    if entry_type != "symptom":
        return False
    known = term(body["symptom"])
    scores = [body.get(name) or 0 for name in ("severity", "interference", "amount", "frequency")]
    alarm = known is not None and known.tier == "A"
    return (alarm and (any(scores) or bool(body.get("present")))) or max(
        scores
    ) >= PRESSING_SEVERITY


def profile_of(journal: Journal) -> JournalProfile:
    """The stored profile, with what the journal keeps in columns of its own."""
    return JournalProfile.model_validate(
        {**journal.profile, "timezone": journal.time_zone, "care_phase": journal.care_phase}
    )


@transaction.atomic
def evaluate_journal(*, journal_id: UUID, now: datetime) -> None:
    """Bring the flags up to date. Twice at one moment, or by two workers, changes nothing."""
    try:
        journal = lock_journal(journal_id)
    except NotFound:
        return
    evaluate_locked(journal=journal, seq=journal.last_seq, now=now)


def evaluate_locked(*, journal: Journal, seq: int, now: datetime) -> list[Flag]:
    """Evaluate the journal whose row the caller holds; return flags that are new or more urgent.

    ``seq`` is the change number that the entries have reached.
    """
    today = local_day(now, journal.time_zone)
    readings = read_entries(journal.id, now=now)
    prior = read_flags(journal.id, now=now)
    evaluation = evaluate(profile_of(journal), readings, now, prior, rule_set())
    opened = [(new_id(), candidate) for candidate in evaluation.new_flags]
    true_now = {candidate.key for candidate in evaluation.candidates}
    lapsed = [
        flag.id
        for flag in prior
        if flag.state == "acknowledged"
        and (flag.concept, flag.subject) not in true_now
        and isinstance(flag.id, UUID)
    ]
    write_decisions(
        journal_id=journal.id,
        evaluation=evaluation,
        opened=opened,
        lapsed=lapsed,
        sections=_sections(evaluation, readings),
        seq=seq,
        today=today,
        now=now,
    )
    raised = [
        (UUID(str(kept.flag.id)), kept.candidate) for kept in evaluation.kept if kept.is_raised
    ]
    if opened or raised or evaluation.resolved:
        journal.flags_version += 1
    return [
        Flag(
            id=flag_id,
            journal=journal,
            rule=candidate.rule,
            rule_set=evaluation.rule_set,
            concept=candidate.concept,
            subject=candidate.subject or "",
            urgency=candidate.urgency.value,
            level=candidate.level,
            evidence=list(candidate.evidence),
            facts=dict(candidate.facts),
            evaluated_on=today,
            created_at=now,
            updated_at=now,
        )
        for flag_id, candidate in [*opened, *raised]
    ]


def _sections(evaluation: Evaluation, readings: Iterable[Reading]) -> dict[str, str]:
    """The section of every entry that a flag rests on: it decides who may see the flag."""
    candidates = [*evaluation.new_flags, *(kept.candidate for kept in evaluation.kept)]
    wanted = {entry_id for candidate in candidates for entry_id in candidate.evidence}
    if not wanted:
        return {}
    return {
        str(reading.id): ENTRY_TYPES[reading.type].section_for(reading.body).value
        for reading in readings
        if reading.id in wanted
    }


def evaluate_behind(*, now: datetime) -> int:
    """Evaluate journals whose entries are ahead of their flags and whose nudge seems lost.

    Returns how many were done; the next sweep goes on where this one stopped.
    """
    behind = (
        Journal.objects.filter(evaluated_seq__lt=F("last_seq"))
        .filter(
            Q(evaluation_queued_at=None) | Q(evaluation_queued_at__lt=now - LOST_AFTER),
        )
        .values_list("id", flat=True)[:SWEEP_SIZE]
    )
    done = 0
    for journal_id in behind:
        try:
            evaluate_journal(journal_id=journal_id, now=now)
        except DatabaseError:
            log.exception("a journal could not be evaluated; the sweep goes on")
            continue
        done += 1
    return done


@transaction.atomic
def answer_flag(*, access: Access, flag_id: UUID, answer: Flag.Answer, now: datetime) -> Flag:
    """Record what the survivor says of a flag, with its time.

    All answers but "this cannot wait" acknowledge the flag. Raises ``NotFound``.
    """
    journal = lock_journal(access.journal_id)
    mine = Flag.objects.filter(journal_id=access.journal_id, id=flag_id)
    flag = mine.first()
    if flag is None:
        raise NotFound
    changes: dict[str, Any] = {"answer": answer, "answered_at": now, "updated_at": now}
    if answer != Flag.Answer.CANNOT_WAIT and flag.state == Flag.State.OPEN:
        changes |= {
            "state": Flag.State.ACKNOWLEDGED,
            "acknowledged_on": local_day(now, journal.time_zone),
            "was_false": False,
        }
    mine.update(**changes)
    Journal.objects.filter(id=access.journal_id).update(flags_version=F("flags_version") + 1)
    for name, value in changes.items():
        setattr(flag, name, value)
    return flag
