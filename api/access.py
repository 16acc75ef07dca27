"""From a request and a journal's id to an ``Access``, or a problem."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from datetime import datetime
from typing import cast
from uuid import UUID

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.utils import timezone
from rest_framework.request import Request

from journal.accounts.models import Journal, User
from journal.core.access import Access, Principal
from journal.core.errors import ProofNeeded
from journal.sharing.access import locked_journal_for, open_journal_for
from journal.sharing.policy import Action


def who(request: Request) -> User:
    """The signed-in user; every view but the public ones has one."""
    return cast(User, request.user)


def principal(request: Request) -> Principal:
    """Who asks, and how sure this session is of it.

    A passkey is a second factor by itself: it is on a device, and the device asks for a finger, a
    face or a code.
    """
    proofs = request._request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    newest = max((proof["at"] for proof in proofs), default=0)
    return Principal(
        who(request).id,
        second_factor=any(proof["method"] == "mfa" for proof in proofs),
        is_fresh=time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT,
    )


def proven(request: Request) -> None:
    """Go on only just after a proof of who one is. Raises ``ProofNeeded``."""
    if not principal(request).is_fresh:
        raise ProofNeeded


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()


def opened(request: Request, journal_id: UUID, action: Action) -> tuple[Access, Journal]:
    """Open a journal for reading."""
    return open_journal_for(
        principal=principal(request), journal_id=journal_id, action=action, now=now()
    )


def locked(
    request: Request, journal_id: UUID, action: Action
) -> AbstractContextManager[tuple[Access, Journal]]:
    """Open a journal for a change, in one transaction that holds its row."""
    return locked_journal_for(
        principal=principal(request), journal_id=journal_id, action=action, now=now()
    )
