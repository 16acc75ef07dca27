"""How the database writes an entry as JSON, so that bulk reads never become Python objects."""

from __future__ import annotations

from journal.entries.types import WORDS

OCCURRED_AT = """
to_char((e.occurred_at AT TIME ZONE 'UTC') + make_interval(mins => e.utc_offset),
        'YYYY-MM-DD"T"HH24:MI:SS.US')
|| CASE WHEN e.utc_offset < 0 THEN '-' ELSE '+' END
|| to_char(make_interval(mins => abs(e.utc_offset)), 'HH24:MI')
"""

_WORDS = "ARRAY[{}]".format(", ".join(f"'{key}'" for key in sorted(WORDS)))


_GONE = f"""
json_build_object(
  'id', e.id, 'type', e.type, 'section', e.section, 'schema_v', e.schema_v,
  'rev', e.rev, 'rev_epoch', e.rev_epoch, 'seq', e.seq, 'body', '{{}}'::json,
  'occurred_at', {OCCURRED_AT}, 'tz', e.tz, 'local_date', e.local_date, 'time_quality', 'ok',
  'deleted', true, 'author_id', e.author_id, 'author_name', a.name, 'copies', '[]'::json)
"""


def entry_json(*, sees_notes: bool, sees_private: bool = True) -> str:
    """SQL of the JSON of one entry ``e`` with its open copies; words are left out on request.

    Where private entries are not to be seen, one that is in the rows all the same is a tombstone.
    """
    body = "{0}.body" if sees_notes else f"({{0}}.body - {_WORDS})"
    written = _entry_json(body)
    return written if sees_private else f"CASE WHEN e.private THEN {_GONE} ELSE {written} END"


def _entry_json(body: str) -> str:
    return f"""
json_build_object(
  'id', e.id, 'type', e.type, 'section', e.section, 'schema_v', e.schema_v,
  'rev', e.rev, 'rev_epoch', e.rev_epoch, 'seq', e.seq, 'body', {body.format("e")},
  'occurred_at', {OCCURRED_AT}, 'tz', e.tz, 'local_date', e.local_date,
  'time_quality', CASE WHEN e.suspect_time THEN 'suspect' ELSE 'ok' END,
  'deleted', e.deleted, 'author_id', e.author_id, 'author_name', a.name,
  'copies', CASE WHEN e.open_copies = '{{}}' THEN '[]'::json ELSE (
    SELECT json_agg(json_build_object(
        'op_id', c.op_id, 'reason', c.reason, 'kind', c.kind, 'body', {body.format("c")},
        'occurred_at', c.occurred_at, 'tz', c.tz, 'author_id', c.author_id,
        'created_at', c.created_at) ORDER BY c.op_id)
    FROM journal_conflictcopy c
    WHERE c.journal_id = e.journal_id AND c.entry_id = e.id AND c.resolved_by IS NULL) END)
"""  # noqa: S608 -- no value from outside goes in


AUTHOR = "LEFT JOIN journal_user a ON a.id = e.author_id"
