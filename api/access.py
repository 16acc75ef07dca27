"""From a request and a journal's id to an ``Access``, or a problem."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import cast
from uuid import UUID

from django.utils import timezone
from rest_framework.request import Request

from journal.accounts.models import Journal, User
from journal.core.access import Access
from journal.sharing.access import Action, locked_journal_for, open_journal_for


def who(request: Request) -> User:
    """The signed-in user; every view but the public ones has one."""
    return cast(User, request.user)


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()


def opened(request: Request, journal_id: UUID, action: Action) -> tuple[Access, Journal]:
    """Open a journal for reading."""
    return open_journal_for(
        user_id=who(request).id, journal_id=journal_id, action=action, now=now()
    )


def locked(
    request: Request, journal_id: UUID, action: Action
) -> AbstractContextManager[tuple[Access, Journal]]:
    """Open a journal for a change, in one transaction that holds its row."""
    return locked_journal_for(
        user_id=who(request).id, journal_id=journal_id, action=action, now=now()
    )
