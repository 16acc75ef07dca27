"""Where sessions are kept: rows in the database, read together with their user."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from journal.accounts.models import Session, User


class SessionStore(DatabaseStore):
    """Django's database sessions, plus ``row_user``: the user found on the way, or None."""

    row_user: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The model that knows its user."""
        return Session

    def load(self) -> dict[str, Any]:
        """Read the session and its user in one statement."""
        row = (
            Session.objects.select_related("user")
            .filter(session_key=self.session_key, expire_date__gt=timezone.now())
            .first()
        )
        if row is None:
            self._session_key = None
            return {}
        self.row_user = row.user
        return self.decode(row.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Name the user beside the opaque session data."""
        row = cast(Session, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row
