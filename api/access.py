"""From a request and a journal's id to an ``Access``, or a problem."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request

from api.limits import counted
from api.tokens import READ, AppToken
from journal.accounts.models import Journal, User
from journal.core.access import Access, Principal
from journal.core.errors import ProofNeeded
from journal.sharing.access import locked_journal_for, open_journal_for
from journal.sharing.policy import Action


def who(request: Request) -> User:
    """The signed-in user; every view but the public ones has one."""
    return cast(User, request.user)


def principal(request: Request) -> Principal:
    """Who asks, and how sure this session is of it; for an app, what it was let in for.

    A passkey is a second factor by itself: it is on a device, and the device asks for a finger, a
    face or a code.
    """
    if isinstance(request.auth, AppToken):
        return Principal(who(request).id, scopes=request.auth.scopes, app_id=request.auth.app_id)
    browser = request._request
    return Principal(
        who(request).id,
        second_factor=any(proof["method"] == "mfa" for proof in _proofs(browser)),
        is_fresh=proved_lately(browser),
    )


def proved_lately(request: HttpRequest) -> bool:
    """Whether this session's person showed a moment ago who they are."""
    newest = max((proof["at"] for proof in _proofs(request)), default=0)
    return time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _proofs(request: HttpRequest) -> list[dict[str, Any]]:
    proofs: list[dict[str, Any]] = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return proofs


def proven(request: Request) -> None:
    """Go on only just after a proof of who one is. Raises ``ProofNeeded``."""
    if not principal(request).is_fresh:
        raise ProofNeeded


def may_read(request: Request) -> bool:
    """Whether an answer may carry what stands in the journal; an app may only write, say."""
    return not isinstance(request.auth, AppToken) or READ in request.auth.scopes


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()


def opened(request: Request, journal_id: UUID, action: Action) -> tuple[Access, Journal]:
    """Open a journal for reading. Raises ``Throttled`` for many looks at those of others."""
    access, journal = open_journal_for(
        principal=principal(request), journal_id=journal_id, action=action, now=now()
    )
    if not access.is_owner:
        counted(request, "shared")
    return access, journal


def locked(
    request: Request, journal_id: UUID, action: Action
) -> AbstractContextManager[tuple[Access, Journal]]:
    """Open a journal for a change, in one transaction that holds its row."""
    return locked_journal_for(
        principal=principal(request), journal_id=journal_id, action=action, now=now()
    )
