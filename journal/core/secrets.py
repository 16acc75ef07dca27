"""Secrets that are handed out and only kept as a hash, and secrets that are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def derived_token(purpose: str, row_id: UUID) -> str:
    """The secret of a row, derived from its id, so that it is stored nowhere."""
    key = settings.SECRET_KEY.encode()
    mark = hmac.new(key, f"{purpose}:".encode() + row_id.bytes, hashlib.sha256)
    return base64.urlsafe_b64encode(mark.digest()).decode().rstrip("=")


def token_hash(token: str) -> bytes:
    """What is kept of it."""
    return hashlib.sha256(token.encode()).digest()


def locked_box(purpose: str) -> MultiFernet:
    """Encrypts what has to be read again; older keys still open it during a rotation."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{purpose}:{key}".encode()).digest()))
            for key in keys
        ]
    )
