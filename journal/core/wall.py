"""The second wall around a journal: PostgreSQL's row-level security, for whoever a request is from.

Behind the first wall, ``journal.sharing.access``, every request of a signed-in person runs as the
role ``daybook_web``, which sees only rows that this person may see. Role and person are set for
one transaction, so that nothing of them stays on a pooled connection. Jobs and commands run as
``daybook_app``, which sees all. The policies are in ``journal.core.wall_sql``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

WEB = "daybook_web"
SERVER = "daybook_app"
CLOSE_FOR_USER = (
    f"set_config('daybook.user', coalesce(u.id::text, ''), true), set_config('role', '{WEB}', true)"
)
"""Part of a select list: closes the wall for the user ``u`` of the row, at no extra statement."""

_CLOSE = """
SELECT set_config('daybook.user', %s, true), set_config('daybook.visit', %s, true),
  set_config('role', %s, true)
"""


def close_wall(*, user_id: UUID | None = None, visit_id: UUID | None = None) -> None:
    """Show this transaction only what a person, or a visit, may see; without either, nothing."""
    _execute(_CLOSE, [str(user_id or ""), str(visit_id or ""), WEB])


@contextmanager
def behind_the_wall() -> Iterator[None]:
    """For what the server does on its own, whoever asked: using an invitation, raising a flag.

    Nothing that is read here may be given to the person without a decision of the policy.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        is_closed = cursor.fetchone()[0] == WEB
    if not is_closed:
        yield
        return
    _execute("SELECT set_config('role', %s, true)", [SERVER])
    try:
        yield
    finally:
        # After an error of the database nothing can be executed: the transaction is over anyway.
        if not connection.needs_rollback:
            _execute("SELECT set_config('role', %s, true)", [WEB])


def _execute(sql: str, params: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
