"""Bringing the flags of journals in line with their entries: one, or many in one ordered pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.accounts.services import lock_journal
from journal.core.clock import instant_of, local_day
from journal.core.ids import new_id
from journal.entries.types import ENTRY_TYPES
from journal.flags.engine.evaluate import evaluate
from journal.flags.engine.findings import Candidate, Evaluation, Kept
from journal.flags.engine.inputs import Reading
from journal.flags.load import JournalRow, Known, read
from journal.flags.models import Flag
from journal.flags.site import site_rule_set
from journal.flags.store import Decision, is_altered, sections_of, write_decisions

DAILY_AT = time(6, 0)
"""Soon after this local time the rules are asked that the clock alone can change."""


def evaluate_journal(*, journal_id: UUID, now: datetime) -> None:
    """Bring the flags up to date. Twice at one moment, or by two workers, changes nothing.

    The rules are asked without holding the journal; where it has changed meanwhile, once more, and
    then it waits.
    """
    known = read([journal_id], now=now).get(journal_id)
    if known is None:
        return
    decision = _decide(journal_id, known, now)
    if not write_decisions([decision], now=now, expected=known.journal.version):
        with transaction.atomic():
            lock_journal(journal_id)
            evaluate_many([journal_id], now=now)


def evaluate_locked(*, journal: Journal, now: datetime) -> list[Flag]:
    """Evaluate the journal whose row the caller holds; return flags that are new or more urgent."""
    [decision] = evaluate_many([journal.id], now=now)
    raised = [
        (UUID(str(kept.flag.id)), kept.candidate)
        for kept in decision.evaluation.kept
        if kept.is_raised
    ]
    if decision.opened or raised or decision.evaluation.resolved:
        journal.flags_version += 1
    return [
        Flag(
            id=flag_id,
            journal=journal,
            rule=candidate.rule,
            rule_set=decision.evaluation.rule_set,
            concept=candidate.concept,
            subject=candidate.subject or "",
            urgency=candidate.urgency.value,
            level=candidate.level,
            evidence=list(candidate.evidence),
            sections=sections_of(candidate, decision.sections),
            facts=dict(candidate.facts),
            evaluated_on=decision.today,
            created_at=now,
            updated_at=now,
        )
        for flag_id, candidate in [*decision.opened, *raised]
    ]


def evaluate_many(journal_ids: Sequence[UUID], *, now: datetime) -> list[Decision]:
    """Evaluate journals whose rows the caller holds, in two statements; return the decisions."""
    known = read(journal_ids, now=now)
    decisions = [_decide(journal_id, known[journal_id], now) for journal_id in journal_ids]
    write_decisions(decisions, now=now)
    return decisions


def _decide(journal_id: UUID, known: Known, now: datetime) -> Decision:
    zone, readings, prior = known.journal.time_zone, known.readings, known.flags
    evaluation = evaluate(_profile(known.journal), readings, now, prior, site_rule_set())
    altered = [kept for kept in evaluation.kept if is_altered(kept, known.rows[kept.flag.id])]
    true_now = {candidate.key for candidate in evaluation.candidates}
    lapsed = [
        flag.id
        for flag in prior
        if flag.state == "acknowledged"
        and (flag.concept, flag.subject) not in true_now
        and isinstance(flag.id, UUID)
    ]
    return Decision(
        journal_id=journal_id,
        evaluation=evaluation,
        opened=[(new_id(), candidate) for candidate in evaluation.new_flags],
        altered=altered,
        lapsed=lapsed,
        sections=_sections(evaluation.new_flags, altered, readings),
        seq=known.journal.seq,
        today=local_day(now, zone),
        next_check_at=_earliest(
            _next_check(zone, evaluation.next_on, after=now), evaluation, readings
        ),
    )


def _profile(journal: JournalRow) -> JournalProfile:
    """The stored profile, with what the journal keeps in columns of its own."""
    own = {"timezone": journal.time_zone, "care_phase": journal.care_phase}
    return JournalProfile.model_validate({**journal.profile, **own})


def _earliest(
    morning: datetime | None, evaluation: Evaluation, readings: Iterable[Reading]
) -> datetime | None:
    """That morning, or earlier when an entry that is held back until then has its time."""
    held = set(evaluation.held_back)
    if not held:
        return morning
    times = [reading.at for reading in readings if reading.at and reading.id in held]
    return min([*times, *([morning] if morning else [])], default=None)


def next_check(zone: str, *, after: datetime) -> datetime:
    """The next 6 o'clock in the morning where the journal is."""
    day = local_day(after, zone)
    instant = instant_of(day, DAILY_AT, zone)
    return instant if instant > after else instant_of(day + timedelta(days=1), DAILY_AT, zone)


def _next_check(zone: str, day: date | None, *, after: datetime) -> datetime | None:
    """6 o'clock on that day; of tomorrow's, or earlier where this morning is still to come."""
    if day is None:
        return None
    if day <= local_day(after, zone) + timedelta(days=1):
        return next_check(zone, after=after)
    return instant_of(day, DAILY_AT, zone)


def _sections(
    new: Iterable[Candidate], altered: Iterable[Kept], readings: Iterable[Reading]
) -> dict[str, str]:
    candidates = [*new, *(kept.candidate for kept in altered)]
    wanted = {entry_id for candidate in candidates for entry_id in candidate.evidence}
    if not wanted:
        return {}
    return {
        str(reading.id): ENTRY_TYPES[reading.type].section_for(reading.body).value
        for reading in readings
        if reading.id in wanted
    }
