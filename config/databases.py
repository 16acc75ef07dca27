"""Which database alias does what."""

from __future__ import annotations

from typing import Any


class OwnerMigrates:
    """Tables are made and changed through ``owner``; everything else goes through ``default``.

    Both name one database. The roles differ: ``default`` is an ordinary role that may not
    truncate, create or drop.
    """

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        """Let only the owner's connection run migrations."""
        return db == "owner"

    def db_for_read(self, model: type, **hints: Any) -> None:
        """No opinion: ``default``."""

    def db_for_write(self, model: type, **hints: Any) -> None:
        """No opinion: ``default``."""

    def allow_relation(self, first: Any, second: Any, **_: Any) -> bool:
        """Rows read through either alias are rows of one database."""
        return True
