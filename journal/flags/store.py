"""Decisions into the database, for one journal or for many: one statement.

The statement is a function of the database: ``migration_sql``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.flags.engine.findings import Candidate, Evaluation, Kept, Suppressed
from journal.flags.load import FlagRow

_WRITE = "SELECT daybook_flags_write(%s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Decision:
    """What one evaluation decided for one journal, and how far it has seen.

    ``altered`` are the open flags whose row is no longer right. ``sections`` gives the section of
    every entry that they and the opened flags rest on.
    """

    journal_id: UUID
    evaluation: Evaluation
    opened: list[tuple[UUID, Candidate]]
    altered: list[Kept]
    lapsed: list[UUID]
    sections: Mapping[str, str]
    seq: int
    today: date
    next_check_at: datetime | None


def write_decisions(
    decisions: Iterable[Decision], *, now: datetime, expected: str | None = None
) -> bool:
    """Store what the evaluations decided.

    The caller holds the journals, or gives the version of the only one that it has read: then
    nothing is stored, and the answer is false, when that is no longer so.
    """
    opened: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    closed: list[dict[str, Any]] = []
    lapsed: list[dict[str, Any]] = []
    quiet: list[dict[str, Any]] = []
    journals: list[dict[str, Any]] = []
    for made in decisions:
        mine = {"journal": made.journal_id}
        new = {"rule_set": made.evaluation.rule_set, "today": made.today}
        opened += [mine | new | {"id": key} | _row(found, made) for key, found in made.opened]
        kept += [mine | {"id": item.flag.id} | _row(item.candidate, made) for item in made.altered]
        closed += [mine | {"id": flag.id} for flag in made.evaluation.resolved]
        lapsed += [mine | {"id": flag_id} for flag_id in made.lapsed]
        quiet += [mine | _quiet(item, made) for item in made.evaluation.suppressed]
        changed = bool(made.opened or made.evaluation.resolved)
        journals.append(
            mine
            | {"seq": made.seq, "today": made.today, "changed": changed}
            | {"next_check_at": made.next_check_at}
        )
    lists = (journals, opened, kept, closed, lapsed, quiet)
    texts = [orjson.dumps(rows).decode() if rows else None for rows in lists]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [now, expected, *texts])
        return bool(cursor.fetchone()[0])


def _row(candidate: Candidate, made: Decision) -> dict[str, Any]:
    evidence = [str(entry_id) for entry_id in candidate.evidence]
    return {
        "rule": candidate.rule,
        "concept": candidate.concept,
        "subject": candidate.subject or "",
        "urgency": candidate.urgency.value,
        "level": candidate.level,
        "evidence": evidence,
        "sections": sections_of(candidate, made.sections),
        "facts": dict(candidate.facts),
    }


def sections_of(candidate: Candidate, sections: Mapping[str, str]) -> list[str]:
    """The sections of what it rests on; of what rests on no entry, that of the person's plan."""
    return sorted({sections[str(entry_id)] for entry_id in candidate.evidence}) or ["profile"]


def _quiet(item: Suppressed, made: Decision) -> dict[str, Any]:
    return {
        "today": made.today,
        "rule": item.candidate.rule,
        "subject": item.candidate.subject or "",
        "reason": item.reason,
    }


def is_altered(kept: Kept, row: FlagRow) -> bool:
    """Whether the open flag's row is to be written anew."""
    found = kept.candidate
    evidence = "{" + ",".join(map(str, found.evidence)) + "}"
    return row != (found.rule, found.urgency.value, found.level, evidence, found.facts)
