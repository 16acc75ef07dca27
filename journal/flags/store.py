"""Decisions into the database, for one journal or for many: one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.flags.engine.findings import Candidate, Evaluation, Suppressed

_WRITE = """
WITH opened AS (
  INSERT INTO journal_flag (id, journal_id, rule, rule_set, concept, subject, urgency, level,
    evidence, sections, facts, state, answer, was_false, evaluated_on, created_at, updated_at)
  SELECT r.id, r.journal, r.rule, r.rule_set, r.concept, r.subject, r.urgency, r.level,
    r.evidence, r.sections, r.facts, 'open', '', false, r.today, %(now)s, %(now)s
  FROM jsonb_to_recordset(%(opened)s::jsonb) AS r(id uuid, journal uuid, rule text, rule_set text,
    concept text, subject text, urgency text, level int, evidence uuid[], sections text[],
    facts jsonb, today date)
  ON CONFLICT (journal_id, concept, subject) WHERE state = 'open' DO NOTHING
), kept AS (
  UPDATE journal_flag f SET rule = r.rule, urgency = r.urgency, level = r.level,
    evidence = r.evidence, sections = r.sections, facts = r.facts, updated_at = %(now)s
  FROM jsonb_to_recordset(%(kept)s::jsonb) AS r(id uuid, journal uuid, rule text, urgency text,
    level int, evidence uuid[], sections text[], facts jsonb)
  WHERE f.journal_id = r.journal AND f.id = r.id
    AND (f.rule, f.urgency, f.evidence, f.facts, f.level) IS DISTINCT FROM
        (r.rule, r.urgency, r.evidence, r.facts, r.level)
  RETURNING f.journal_id
), closed AS (
  UPDATE journal_flag f SET state = 'resolved', updated_at = %(now)s
  FROM jsonb_to_recordset(%(closed)s::jsonb) AS r(id uuid, journal uuid)
  WHERE f.journal_id = r.journal AND f.id = r.id
), lapsed AS (
  UPDATE journal_flag f SET was_false = true
  FROM jsonb_to_recordset(%(lapsed)s::jsonb) AS r(id uuid, journal uuid)
  WHERE f.journal_id = r.journal AND f.id = r.id
), kept_quiet AS (
  INSERT INTO journal_suppressedfinding (journal_id, month, rule, subject, reason)
  SELECT DISTINCT r.journal, date_trunc('month', r.today)::date, r.rule, r.subject, r.reason
  FROM jsonb_to_recordset(%(quiet)s::jsonb) AS r(journal uuid, today date, rule text,
    subject text, reason text)
  ON CONFLICT DO NOTHING
)
UPDATE journal_journal j SET evaluated_seq = r.seq, evaluated_on = r.today,
  evaluation_queued_at = NULL, next_check_at = r.next_check_at,
  flags_version = j.flags_version + CASE
    WHEN r.changed OR EXISTS (SELECT FROM kept WHERE kept.journal_id = j.id) THEN 1 ELSE 0 END
FROM jsonb_to_recordset(%(journals)s::jsonb) AS r(journal uuid, seq bigint, today date,
  changed bool, next_check_at timestamptz)
WHERE j.id = r.journal
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one evaluation decided for one journal, and how far it has seen.

    ``sections`` gives the section of every entry that a flag rests on.
    """

    journal_id: UUID
    evaluation: Evaluation
    opened: list[tuple[UUID, Candidate]]
    lapsed: list[UUID]
    sections: Mapping[str, str]
    seq: int
    today: date
    next_check_at: datetime | None


def write_decisions(decisions: Iterable[Decision], *, now: datetime) -> None:
    """Store what the evaluations decided."""
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
        kept += [
            mine | {"id": item.flag.id} | _row(item.candidate, made)
            for item in made.evaluation.kept
        ]
        closed += [mine | {"id": flag.id} for flag in made.evaluation.resolved]
        lapsed += [mine | {"id": flag_id} for flag_id in made.lapsed]
        quiet += [mine | _quiet(item, made) for item in made.evaluation.suppressed]
        changed = bool(made.opened or made.evaluation.resolved)
        journals.append(
            mine
            | {"seq": made.seq, "today": made.today, "changed": changed}
            | {"next_check_at": made.next_check_at}
        )
    lists = {
        "opened": opened, "kept": kept, "closed": closed, "lapsed": lapsed, "quiet": quiet,
        "journals": journals,
    }  # fmt: skip
    params: dict[str, Any] = {name: orjson.dumps(rows).decode() for name, rows in lists.items()}
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, params | {"now": now})


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
