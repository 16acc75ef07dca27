"""Secrets that are handed out and only kept as a hash."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

from django.conf import settings


def derived_token(purpose: str, row_id: UUID) -> str:
    """The secret of a row, derived from its id, so that it is stored nowhere."""
    key = settings.SECRET_KEY.encode()
    mark = hmac.new(key, f"{purpose}:".encode() + row_id.bytes, hashlib.sha256)
    return urlsafe_b64encode(mark.digest()).decode().rstrip("=")


def token_hash(token: str) -> bytes:
    """What is kept of it."""
    return hashlib.sha256(token.encode()).digest()
