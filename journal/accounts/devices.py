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


def erasure_of(marks: Iterable[str]) -> DeviceErasure | None:
    """That a device is to forget, by its marks; the user is None where the account is gone.

    None where nobody asked for it.
    """
    known = [mark for mark in marks if len(mark) == MARK_LENGTH]
    if not known:
        return None
    return DeviceErasure.objects.filter(mark__in=known).order_by("-asked_at").first()
