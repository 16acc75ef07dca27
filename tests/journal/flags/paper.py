"""Journals on paper: short ways to write readings and to read what the rules say of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from journal.accounts.profile import JournalProfile
from journal.flags.engine.evaluate import evaluate
from journal.flags.engine.findings import Evaluation
from journal.flags.engine.inputs import EntryId, PriorFlag, Reading, Urgency
from journal.flags.engine.rule_set import rule_set

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


def ago(days: float = 0, *, hours: float = 0, seconds: float = 0) -> datetime:
    """The moment that long before now."""
    return NOW - timedelta(days=days, hours=hours, seconds=seconds)


def day(days: int) -> date:
    """The calendar day that many days before today."""
    return TODAY - timedelta(days=days)


def reading(entry_id, entry_type, when=NOW, *, is_copy=False, **body) -> Reading:
    """An entry at an instant, or only on a day."""
    if isinstance(when, datetime):
        return Reading(entry_id, entry_type, when, when.date(), body, is_copy)
    return Reading(entry_id, entry_type, None, when, body, is_copy)


def symptom(entry_id, slug, when=NOW, *, is_copy=False, **scores) -> Reading:
    return reading(entry_id, "symptom", when, is_copy=is_copy, symptom=slug, **scores)


def all_clear(entry_id, when=NOW, **more) -> Reading:
    return reading(entry_id, "checkin", when, all_clear=True, **more)


def temperature(entry_id, celsius, when=NOW) -> Reading:
    return reading(entry_id, "temperature", when, celsius=celsius)


def weight(entry_id, kg, when=NOW, *, is_copy=False) -> Reading:
    return reading(entry_id, "weight", when, is_copy=is_copy, kg=kg)


def anc(entry_id, value, when=NOW, **more) -> Reading:
    return reading(entry_id, "lab", when, analyte="anc", value=value, **more)


def profile(**fields) -> JournalProfile:
    return JournalProfile.model_validate(fields)


def prior(concept, subject, urgency, state="open", **more) -> PriorFlag:
    return PriorFlag(concept, subject, Urgency(urgency), state, **more)


def run(readings, *, now=NOW, prior_flags=(), **fields) -> Evaluation:
    """Evaluate with a profile of these fields."""
    return evaluate(profile(**fields), readings, now, prior_flags, rule_set())


def raised(evaluation: Evaluation) -> set[tuple[str, str, str | None]]:
    """Rule, urgency and subject of each new flag."""
    return {(item.rule, item.urgency.value, item.subject) for item in evaluation.new_flags}


def reasons(evaluation: Evaluation) -> set[tuple[str, str | None, str]]:
    """Rule, subject and reason of everything that was true but made no flag."""
    return {
        (item.candidate.rule, item.candidate.subject, item.reason) for item in evaluation.suppressed
    }


def found(evaluation: Evaluation, rule: str) -> list[tuple[str, str | None, tuple[EntryId, ...]]]:
    """Urgency, subject and evidence of what one rule found, before any combining."""
    return [
        (item.urgency.value, item.subject, item.evidence)
        for item in evaluation.candidates
        if item.rule == rule
    ]


def urgency(evaluation: Evaluation, rule: str) -> str | None:
    """The urgency that one rule found, None for nothing."""
    levels = [item[0] for item in found(evaluation, rule)]
    return levels[0] if levels else None
