"""Readings and earlier flags out of the database, decisions back in: three statements in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.flags.engine.findings import Candidate, Evaluation
from journal.flags.engine.inputs import PriorFlag, Reading, Urgency, reading_from_row
from journal.flags.models import Flag

LOOKS_BACK = timedelta(days=400)
REMEMBERS = timedelta(days=60)
"""Longer than the longest cooldown."""

_READINGS = """
SELECT coalesce(json_agg(json_build_array(id, type, at, local_date, body, is_copy, section)),
  '[]')::text
FROM (
  SELECT e.id, e.type, e.occurred_at AT TIME ZONE 'UTC' AS at, e.local_date, e.body,
    false AS is_copy, e.section
  FROM journal_entry e
  WHERE e.journal_id = %(journal)s AND NOT e.deleted AND NOT e.purged
    AND e.occurred_at > %(since)s
  UNION ALL
  SELECT e.id, e.type, c.occurred_at AT TIME ZONE 'UTC',
    (c.occurred_at AT TIME ZONE 'UTC' + make_interval(mins => c.utc_offset))::date, c.body,
    true, e.section
  FROM journal_conflictcopy c
  JOIN journal_entry e ON e.journal_id = c.journal_id AND e.id = c.entry_id
  WHERE c.journal_id = %(journal)s AND c.resolved_by IS NULL AND c.kind = 'put'
    AND c.occurred_at > %(since)s
) readings
"""
_WRITE = """
WITH opened AS (
  INSERT INTO journal_flag (id, journal_id, rule, rule_set, concept, subject, urgency, level,
    evidence, sections, facts, state, answer, was_false, evaluated_on, created_at, updated_at)
  SELECT r.id, %(journal)s, r.rule, %(rule_set)s, r.concept, r.subject, r.urgency, r.level,
    r.evidence, r.sections, r.facts, 'open', '', false, %(today)s, %(now)s, %(now)s
  FROM jsonb_to_recordset(%(opened)s::jsonb) AS r(id uuid, rule text, concept text,
    subject text, urgency text, level int, evidence uuid[], sections text[], facts jsonb)
  ON CONFLICT (journal_id, concept, subject) WHERE state = 'open' DO NOTHING
), kept AS (
  UPDATE journal_flag f SET rule = r.rule, urgency = r.urgency, level = r.level,
    evidence = r.evidence, sections = r.sections, facts = r.facts, updated_at = %(now)s
  FROM jsonb_to_recordset(%(kept)s::jsonb) AS r(id uuid, rule text, urgency text, level int,
    evidence uuid[], sections text[], facts jsonb)
  WHERE f.journal_id = %(journal)s AND f.id = r.id
    AND (f.rule, f.urgency, f.evidence, f.facts, f.level) IS DISTINCT FROM
        (r.rule, r.urgency, r.evidence, r.facts, r.level)
  RETURNING 1
), closed AS (
  UPDATE journal_flag f SET state = 'resolved', updated_at = %(now)s
  WHERE f.journal_id = %(journal)s AND f.id = ANY(%(closed)s)
), lapsed AS (
  UPDATE journal_flag f SET was_false = true
  WHERE f.journal_id = %(journal)s AND f.id = ANY(%(lapsed)s)
)
UPDATE journal_journal SET evaluated_seq = %(seq)s, evaluated_on = %(today)s,
  evaluation_queued_at = NULL,
  flags_version = flags_version + CASE WHEN %(changed)s OR EXISTS (SELECT FROM kept)
    THEN 1 ELSE 0 END
WHERE id = %(journal)s
"""


@dataclass(frozen=True, slots=True)
class Readings:
    """What the rules read, and the section of each entry for who may see a flag about it."""

    rows: list[Reading]
    sections: Mapping[UUID, str]


def read_entries(journal_id: UUID, *, now: datetime) -> Readings:
    """Live entries and open conflict copies of the last 400 days, in no particular order."""
    with connection.cursor() as cursor:
        cursor.execute(_READINGS, {"journal": journal_id, "since": now - LOOKS_BACK})
        raw = orjson.loads(cursor.fetchone()[0])
    rows, sections = [], {}
    for entry_id, entry_type, at, local_date, body, is_copy, section in raw:
        key = UUID(entry_id)
        sections[key] = section
        instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
        day = date.fromisoformat(local_date)
        rows.append(reading_from_row(key, entry_type, instant, day, body, is_copy=is_copy))
    return Readings(rows, sections)


def read_flags(journal_id: UUID, *, now: datetime) -> list[PriorFlag]:
    """Open and acknowledged flags, and resolved ones whose answer may still hold."""
    rows = Flag.objects.filter(journal_id=journal_id, updated_at__gt=now - REMEMBERS) | (
        Flag.objects.filter(journal_id=journal_id).exclude(state=Flag.State.RESOLVED)
    )
    return [
        PriorFlag(
            concept=flag.concept,
            subject=flag.subject or None,
            urgency=Urgency(flag.urgency),
            state=flag.state,  # type: ignore[arg-type]  # the choices are the literals
            level=flag.level,
            acknowledged_on=flag.acknowledged_on,
            acknowledged_at=flag.answered_at,
            team_knows=flag.answer == Flag.Answer.TEAM_KNOWS,
            was_false=flag.was_false,
            id=flag.id,
        )
        for flag in rows
    ]


def write_decisions(
    *,
    journal_id: UUID,
    evaluation: Evaluation,
    opened: Iterable[tuple[UUID, Candidate]],
    lapsed: Iterable[UUID],
    sections: Mapping[UUID, str],
    seq: int,
    today: date,
    now: datetime,
) -> None:
    """Store what the evaluation decided, and how far it has seen."""
    new = [{"id": flag_id, **_row(candidate, sections)} for flag_id, candidate in opened]
    kept = [{"id": kept.flag.id, **_row(kept.candidate, sections)} for kept in evaluation.kept]
    closed = [flag.id for flag in evaluation.resolved]
    params: dict[str, Any] = {
        "journal": journal_id,
        "rule_set": evaluation.rule_set,
        "opened": orjson.dumps(new).decode(),
        "kept": orjson.dumps(kept).decode(),
        "closed": closed,
        "lapsed": list(lapsed),
        "changed": bool(new or closed),
        "seq": seq,
        "today": today,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, params)


def _row(candidate: Candidate, sections: Mapping[UUID, str]) -> dict[str, Any]:
    evidence = [entry_id for entry_id in candidate.evidence if isinstance(entry_id, UUID)]
    return {
        "rule": candidate.rule,
        "concept": candidate.concept,
        "subject": candidate.subject or "",
        "urgency": candidate.urgency.value,
        "level": candidate.level,
        "evidence": evidence,
        "sections": sorted({sections[entry_id] for entry_id in evidence}),
        "facts": dict(candidate.facts),
    }
