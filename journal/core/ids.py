"""Identifiers."""

from __future__ import annotations

from uuid import UUID

import uuid_utils

GONE = UUID(int=0)
"""In the place of somebody whose account was erased: it was somebody, and nobody knows who."""


def new_id() -> UUID:
    """A UUIDv7: made anywhere, and close in time means close in an index."""
    return UUID(int=uuid_utils.uuid7().int)
