"""A copy of everything that is held of somebody, written by the database row by row."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from django.db import connection

from journal.accounts.models import User
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.notifications.services import queue
from journal.pictures.selectors import opened
from journal.privacy.holdings import Holding, copied

FORMAT: Final = "daybook-everything"
VERSION: Final = 1
COPIED: Final = "copy-made"
_AT_ONCE: Final = 1000

# Of others the name that they show, never more: an id says nothing to whoever reads the file.
_NAME: Final = "(SELECT coalesce(nullif(u.name, ''), u.email) FROM journal_user u WHERE u.id = {0})"
_APP: Final = "(SELECT c.client_name FROM journal_appconsent c WHERE c.id = t.app_id)"
_ALSO: Final = {
    "journal.entry": {"author": _NAME.format("t.author_id")},
    "journal.entryrevision": {"author": _NAME.format("t.author_id")},
    "journal.conflictcopy": {"author": _NAME.format("t.author_id")},
    "journal.grant": {
        "person": _NAME.format("t.grantee_id"),
        "team": "(SELECT c.name FROM journal_careteam c WHERE c.id = t.team_id)",
    },
    "journal.visitpagereceiver": {"opened_by": _NAME.format("t.opened_by_id")},
    "journal.teammembership": {
        "team": "(SELECT c.name FROM journal_careteam c WHERE c.id = t.team_id)"
    },
    "journal.auditevent": {
        "who": f"CASE WHEN t.acted_as = 'integrator' THEN {_APP}"
        f" WHEN t.acted_as NOT IN ('stranger', 'operator') THEN {_NAME.format('t.actor_id')} END",
    },
}
_HIDDEN: Final = {"journal.auditevent": ("actor_id",)}
"""Who a stranger or an operator was is not told here either: see "Who looked"."""


def everything(*, user: User, journal_id: UUID | None, now: datetime) -> Iterator[bytes]:
    """The copy, in pieces of JSON; one statement a table, however much there is.

    It is logged, and the person is told by mail, before the first piece is given out.
    """
    record(
        journal_id=journal_id,
        actor_id=user.id,
        action=AuditEvent.Action.MADE_COPY,
        acted_as=AuditEvent.ActedAs.OWNER,
        at=now,
    )
    queue(kind=COPIED, key=f"copy:{user.id}:{now.isoformat()}", user_id=user.id, due_at=now)
    params: dict[str, Any] = {
        "users": [user.id],
        "journals": [journal_id] if journal_id else [],
        "addresses": [user.email.lower()],
        "teams": [],
    }
    yield b'{"format": %s, "version": %d, "made_at": %s, "parts": {' % (
        orjson.dumps(FORMAT),
        VERSION,
        orjson.dumps(now),
    )
    comma = b""
    for holding in copied():
        yield comma + b"\n%s: [" % orjson.dumps(holding.part)
        rows = _pictures if holding.model == "journal.picture" else _rows
        yield from rows(holding, params)
        yield b"]"
        comma = b","
    # Whoever reads a file that was cut off finds no such end.
    yield b'}, "complete": true}\n'


def _rows(holding: Holding, params: dict[str, Any]) -> Iterator[bytes]:
    also = "".join(
        f" || jsonb_build_object('{name}', {sql})"
        for name, sql in _ALSO.get(holding.model, {}).items()
    )
    hidden = [*holding.without, *_HIDDEN.get(holding.model, ())]
    sql = f"""
SELECT ((to_jsonb(t) - %(hidden)s::text[]){also})::text FROM {holding.table} t
WHERE {holding.whose}"""  # noqa: S608 -- only our own fragments go in
    comma = ""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, {**params, "hidden": hidden})
        while rows := cursor.fetchmany(_AT_ONCE):
            yield (comma + ",\n".join(row[0] for row in rows)).encode()
            comma = ",\n"


def _pictures(holding: Holding, params: dict[str, Any]) -> Iterator[bytes]:
    """Pictures are kept encrypted; the copy holds each as it is seen, a JPEG in base64."""
    sql = f"""
SELECT (to_jsonb(t) - 'sealed')::text, t.sealed FROM {holding.table} t
WHERE {holding.whose}"""  # noqa: S608 -- only our own fragments go in
    comma = b""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        for about, sealed in cursor:
            jpeg = b64encode(opened(sealed))
            yield comma + about.encode()[:-1] + b', "jpeg": "' + jpeg + b'"}'
            comma = b",\n"
