"""Readings and earlier flags out of the database, decisions back in: three statements in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.flags.engine.findings import Candidate, Evaluation
from journal.flags.engine.inputs import PriorFlag, Reading, Urgency
from journal.flags.models import Flag

LOOKS_BACK = timedelta(days=120)
"""Farther than any rule looks, but for those on weights and test results. An episode that is
longer counts from here: long past every threshold, and the newest report decides."""
LOOKS_FAR_BACK = timedelta(days=400)
FAR = ["weight", "lab"]
REMEMBERS = timedelta(days=60)
"""Longer than the longest cooldown."""

_READINGS = """
SELECT
  (SELECT coalesce(json_agg(json_build_array(e.id, e.type, e.occurred_at, e.local_date, e.body)),
     '[]')::text
   FROM journal_entry e
   WHERE e.journal_id = %(journal)s AND NOT e.deleted AND NOT e.purged
     AND (e.occurred_at > %(since)s
          OR (e.occurred_at > %(far)s AND e.type = ANY(%(far_types)s)))),
  (SELECT coalesce(json_agg(json_build_array(e.id, e.type, c.occurred_at,
     (c.occurred_at AT TIME ZONE 'UTC' + make_interval(mins => c.utc_offset))::date, c.body)),
     '[]')::text
   FROM journal_conflictcopy c
   JOIN journal_entry e ON e.journal_id = c.journal_id AND e.id = c.entry_id
   WHERE c.journal_id = %(journal)s AND c.resolved_by IS NULL AND c.kind = 'put'
     AND c.occurred_at > %(far)s)
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


def read_entries(journal_id: UUID, *, now: datetime) -> list[Reading]:
    """Live entries and open conflict copies as far back as rules look, in no particular order.

    Entry ids stay text: they are only passed on, and a journal has thousands.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _READINGS,
            {
                "journal": journal_id,
                "since": now - LOOKS_BACK,
                "far": now - LOOKS_FAR_BACK,
                "far_types": FAR,
            },
        )
        entries, copies = cursor.fetchone()
    days: dict[str, date] = {}
    return [*_readings(entries, days, False), *_readings(copies, days, True)]


def _readings(text: str, days: dict[str, date], is_copy: bool) -> list[Reading]:
    instant, day_of = datetime.fromisoformat, date.fromisoformat
    readings = []
    for entry_id, entry_type, at, local_date, body in orjson.loads(text):
        day = days.get(local_date)
        if day is None:
            day = days[local_date] = day_of(local_date)
        readings.append(Reading(entry_id, entry_type, instant(at), day, body, is_copy))
    return readings


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
            # "This cannot wait" is an answer too, but acknowledges nothing.
            acknowledged_at=flag.answered_at if flag.acknowledged_on else None,
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
    sections: Mapping[str, str],
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


def _row(candidate: Candidate, sections: Mapping[str, str]) -> dict[str, Any]:
    evidence = [str(entry_id) for entry_id in candidate.evidence]
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
