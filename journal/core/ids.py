"""Identifiers."""

from __future__ import annotations

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A UUIDv7: made anywhere, and close in time means close in an index."""
    return UUID(int=uuid_utils.uuid7().int)
