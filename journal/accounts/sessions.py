"""Where sessions are kept: rows in the database, read together with their user."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

from journal.accounts.models import Session, User
from journal.core.rows import columns, decoded, fetch, instance
from journal.core.wall import CLOSE_FOR_USER

_USER_COLUMNS, _USER_NAMES = columns(User, "u")
_FROM = """
FROM journal_session s LEFT JOIN journal_user u ON u.id = s.user_id
WHERE s.session_key = %s AND s.expire_date > %s
"""
_WITH_USER = f"SELECT s.session_data, {_USER_COLUMNS} {_FROM}"
_AND_WALL = f"SELECT {CLOSE_FOR_USER}, s.session_data, {_USER_COLUMNS} {_FROM}"


class SessionStore(DatabaseStore):
    """Django's database sessions, plus ``row_user``: the user found on the way, or None.

    With ``shall_close_wall`` reading the session also closes the second wall for the transaction,
    and ``closed_wall`` says that it has.
    """

    row_user: User | None = None
    shall_close_wall = False
    closed_wall = False

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The model that knows its user."""
        return Session

    def load(self) -> dict[str, Any]:
        """Read the session and its user in one statement."""
        closes = self.shall_close_wall and connection.in_atomic_block
        row = fetch(_AND_WALL if closes else _WITH_USER, [self.session_key, timezone.now()])
        if row is None:
            self._session_key = None
            return {}
        if closes:
            self.closed_wall, row = True, row[2:]
        if row[1] is not None:
            self.row_user = instance(User, _USER_NAMES, decoded(User, row[1:]))
        return self.decode(row[0])

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Name the user beside the opaque session data."""
        row = cast(Session, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row
