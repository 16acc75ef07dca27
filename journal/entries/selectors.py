"""Reading entries. Every function takes an ``Access``: an unchecked read does not type-check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from journal.audit.pending import rows_read
from journal.core.access import Access
from journal.core.errors import CursorReset
from journal.entries.sql import AUTHOR, entry_json

MAX_PAGE = 200
_SHARED = """
e.journal_id = %(journal)s AND e.section = ANY(%(sections)s)
AND (%(since)s::date IS NULL OR e.local_date >= %(since)s::date)
AND (%(private)s OR NOT e.private)
"""


def timeline(
    access: Access, *, before: str | None, limit: int, entry_type: str | None = None
) -> bytes:
    """Live entries, newest first, as the JSON ``{"entries": [...], "next": ..., ...}``.

    ``before`` is the ``next`` of an earlier page; ``next`` is null on the last one.
    Raises ``CursorReset`` if ``before`` cannot be read.
    """
    size = max(1, min(limit, MAX_PAGE))
    params = _params(access) | {"size": size, "type": entry_type, "at": None, "id": None}
    older = ""
    if before is not None:
        params["at"], params["id"] = _place(before)
        older = "AND (e.occurred_at, e.id) < (%(at)s::timestamptz, %(id)s::uuid)"
    of_type = "AND e.type = %(type)s" if entry_type else ""
    sql = f"""
SELECT coalesce(json_agg({entry_json(sees_notes=access.sees_notes)}
         ORDER BY e.occurred_at DESC, e.id DESC)::text, '[]'),
  count(*), min(e.occurred_at)::text,
  (array_agg(e.id ORDER BY e.occurred_at, e.id))[1]::text,
  (SELECT json_build_array(o.id, coalesce(nullif(o.name, ''), o.email)) FROM journal_journal j
   JOIN journal_user o ON o.id = j.owner_id WHERE j.id = %(journal)s)::text
FROM (
  SELECT * FROM journal_entry e
  WHERE {_SHARED} AND NOT e.deleted {of_type} {older}
  ORDER BY e.occurred_at DESC, e.id DESC LIMIT %(size)s
) e {AUTHOR}
"""  # noqa: S608 -- only our own fragments go in
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        entries, count, oldest_at, oldest_id, owner = cursor.fetchone()
    rows_read(access, count)
    owner_id, owner_name = orjson.loads(owner)
    return orjson.dumps(
        {
            "owner_id": owner_id,
            "owner_name": owner_name,
            "entries": orjson.Fragment(entries),
            "next": f"{oldest_at}~{oldest_id}" if count == size else None,
            "shared_sections": access.section_names,
        }
    )


def entries_by_id(access: Access, entry_ids: Iterable[UUID]) -> dict[UUID, Any]:
    """The entries that this reader may see, tombstones included, as JSON values by id."""
    wanted = list(entry_ids)
    if not wanted:
        return {}
    sql = f"""
SELECT e.id, {entry_json(sees_notes=access.sees_notes)}::text
FROM journal_entry e {AUTHOR} WHERE {_SHARED} AND e.id = ANY(%(ids)s)
"""  # noqa: S608 -- only our own fragments go in
    with connection.cursor() as cursor:
        cursor.execute(sql, _params(access) | {"ids": wanted})
        found = {entry_id: orjson.Fragment(text) for entry_id, text in cursor.fetchall()}
    rows_read(access, len(found))
    return found


def _params(access: Access) -> dict[str, Any]:
    return {
        "journal": access.journal_id,
        "sections": access.section_names,
        "since": access.since,
        "private": access.sees_private,
    }


def _place(before: str) -> tuple[datetime, UUID]:
    at, _, entry_id = before.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(entry_id)
    except ValueError:
        raise CursorReset from None
