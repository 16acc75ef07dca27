"""Readings and earlier flags out of the database, decisions back in: for one journal or for many.

Three statements in all, whatever the number of journals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.flags.engine.findings import Candidate, Evaluation, Suppressed
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
SELECT e.journal_id, false,
  json_agg(json_build_array(e.id, e.type, e.occurred_at, e.local_date, e.body))::text
FROM journal_entry e
WHERE e.journal_id = ANY(%(journals)s) AND NOT e.deleted AND NOT e.purged
  AND (e.occurred_at > %(since)s OR (e.occurred_at > %(far)s AND e.type = ANY(%(far_types)s)))
GROUP BY e.journal_id
UNION ALL
SELECT e.journal_id, false,
  json_build_array(json_build_array(e.id, e.type, e.occurred_at, e.local_date, e.body))::text
FROM unnest(%(journals)s) AS j(id)
CROSS JOIN LATERAL (
  SELECT * FROM journal_entry
  WHERE journal_id = j.id AND NOT deleted AND NOT purged
  ORDER BY occurred_at DESC LIMIT 1
) e
WHERE e.occurred_at <= %(since)s
  AND NOT (e.occurred_at > %(far)s AND e.type = ANY(%(far_types)s))
UNION ALL
SELECT c.journal_id, true,
  json_agg(json_build_array(e.id, e.type, c.occurred_at,
    (c.occurred_at AT TIME ZONE 'UTC' + make_interval(mins => c.utc_offset))::date, c.body))::text
FROM journal_conflictcopy c
JOIN journal_entry e ON e.journal_id = c.journal_id AND e.id = c.entry_id
WHERE c.journal_id = ANY(%(journals)s) AND c.resolved_by IS NULL AND c.kind = 'put'
  AND c.occurred_at > %(far)s
GROUP BY c.journal_id
"""
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


def read_entries(journal_ids: Collection[UUID], *, now: datetime) -> dict[UUID, list[Reading]]:
    """Live entries and open conflict copies as far back as rules look, in no particular order.

    The newest entry is always there, however old: F39 counts the days since.

    Entry ids stay text: they are only passed on, and a journal has thousands.
    """
    params: dict[str, Any] = {
        "journals": list(journal_ids),
        "since": now - LOOKS_BACK,
        "far": now - LOOKS_FAR_BACK,
        "far_types": FAR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_READINGS, params)
        rows = cursor.fetchall()
    days: dict[str, date] = {}
    found: dict[UUID, list[Reading]] = defaultdict(list)
    for journal_id, is_copy, text in rows:
        found[journal_id] += _readings(text, days, is_copy)
    return found


def _readings(text: str, days: dict[str, date], is_copy: bool) -> list[Reading]:
    instant, day_of = datetime.fromisoformat, date.fromisoformat
    readings = []
    for entry_id, entry_type, at, local_date, body in orjson.loads(text):
        day = days.get(local_date)
        if day is None:
            day = days[local_date] = day_of(local_date)
        readings.append(Reading(entry_id, entry_type, instant(at), day, body, is_copy))
    return readings


def read_flags(journal_ids: Collection[UUID], *, now: datetime) -> dict[UUID, list[PriorFlag]]:
    """Open and acknowledged flags, and resolved ones whose answer may still hold."""
    mine = Flag.objects.filter(journal_id__in=journal_ids)
    recent = mine.filter(updated_at__gt=now - REMEMBERS)
    found: dict[UUID, list[PriorFlag]] = defaultdict(list)
    for flag in recent | mine.exclude(state=Flag.State.RESOLVED):
        found[flag.journal_id].append(_prior(flag))
    return found


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
        # A flag that rests on no entry rests on the person's own plan.
        "sections": sorted({made.sections[entry_id] for entry_id in evidence}) or ["profile"],
        "facts": dict(candidate.facts),
    }


def _quiet(item: Suppressed, made: Decision) -> dict[str, Any]:
    return {
        "today": made.today,
        "rule": item.candidate.rule,
        "subject": item.candidate.subject or "",
        "reason": item.reason,
    }


def _prior(flag: Flag) -> PriorFlag:
    return PriorFlag(
        concept=flag.concept,
        subject=flag.subject or None,
        urgency=Urgency(flag.urgency),
        state=flag.state,  # type: ignore[arg-type]  # the choices are the literals
        level=flag.level,
        acknowledged_on=flag.acknowledged_on,
        # An answer that acknowledges nothing ("this cannot wait") starts no cooldown.
        acknowledged_at=flag.answered_at if flag.acknowledged_on else None,
        team_knows=flag.answer == Flag.Answer.TEAM_KNOWS,
        was_false=flag.was_false,
        id=flag.id,
    )
