"""Devices that are to forget a journal: asked for from another device, told at the next contact.

Signed out there they have no session, so they are known by a mark that only this server can make
from the key of the session that ended.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from journal.accounts.models import DeviceErasure

MARK_LENGTH: Final = 64


def mark_of(session_key: str) -> str:
    """What a device is known by after its session has ended; nobody signs in with it."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"device:{session_key}".encode(), hashlib.sha256).hexdigest()


def ask_to_erase(*, user_id: UUID, session_key: str, now: datetime) -> None:
    """Have the device of this session forget what it keeps, as soon as it comes by."""
    DeviceErasure.objects.get_or_create(
        mark=mark_of(session_key), defaults={"user_id": user_id, "asked_at": now}
    )


def is_to_erase(marks: Iterable[str]) -> bool:
    """Whether a device that is signed out, and says by what it was known, is to forget."""
    known = _marks(marks)
    return bool(known) and DeviceErasure.objects.filter(mark__in=known).exists()


def outlived_its_account(marks: Iterable[str]) -> bool:
    """Whether a device was signed in to an account that has been erased since."""
    known = _marks(marks)
    return bool(known) and DeviceErasure.objects.filter(mark__in=known, user=None).exists()


def _marks(said: Iterable[str]) -> list[str]:
    return [mark for mark in said if len(mark) == MARK_LENGTH]
