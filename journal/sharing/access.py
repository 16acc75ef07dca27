"""The one place that opens a journal: it decides, writes the audit event, and issues ``Access``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from journal.accounts.models import Journal
from journal.accounts.services import lock_journal
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.core.access import ALL_SECTIONS, Access, Section
from journal.core.errors import (
    AccessRevoked,
    JournalGone,
    NotFound,
    PendingDeletion,
    ReadOnly,
)
from journal.core.rows import read_one
from journal.sharing.models import Grant


class Action(StrEnum):
    """What somebody wants to do with a journal."""

    READ_ENTRIES = "read-entries"
    READ_FLAGS = "read-flags"
    SYNC = "sync"
    WRITE_ENTRIES = "write-entries"
    ANSWER_FLAGS = "answer-flags"
    READ_SETTINGS = "read-settings"
    CHANGE_SETTINGS = "change-settings"
    SHARE = "share"
    STOP_SHARING = "stop-sharing"
    SEE_WHO_LOOKED = "see-who-looked"
    CHANGE_REMINDERS = "change-reminders"


GRANTEE_MAY: dict[Action, AuditEvent.Action] = {
    Action.READ_ENTRIES: AuditEvent.Action.LOOKED_AT_ENTRIES,
    Action.READ_FLAGS: AuditEvent.Action.LOOKED_AT_FLAGS,
}
"""What a person with a grant may do, and how the log calls it. Everything else is the owner's."""

WRITES = frozenset(
    {
        Action.WRITE_ENTRIES,
        Action.ANSWER_FLAGS,
        Action.CHANGE_SETTINGS,
        Action.SHARE,
        Action.CHANGE_REMINDERS,
    }
)


def open_journal_for(
    *, user_id: UUID, journal_id: UUID, action: Action, now: datetime
) -> tuple[Access, Journal]:
    """Let the user do ``action``, or refuse; a read by anyone but the owner is logged.

    Raises ``NotFound`` where the user never had access (as for a journal that does not exist),
    ``AccessRevoked`` where it ended, ``ReadOnly`` where it does not reach that far, and
    ``JournalGone`` for a deleted journal of one's own.
    """
    journal = read_one(Journal, "t.id = %s", [journal_id])
    return _decide(journal, user_id=user_id, action=action, now=now)


@contextmanager
def locked_journal_for(
    *, user_id: UUID, journal_id: UUID, action: Action, now: datetime
) -> Iterator[tuple[Access, Journal]]:
    """The same for a change: in a transaction whose first statement holds the journal's row."""
    with transaction.atomic():
        journal = lock_journal(journal_id)
        yield _decide(journal, user_id=user_id, action=action, now=now)


def _decide(
    journal: Journal | None, *, user_id: UUID, action: Action, now: datetime
) -> tuple[Access, Journal]:
    if journal is None:
        raise NotFound
    if journal.owner_id == user_id:
        if journal.state == Journal.State.DELETED:
            raise JournalGone
        if journal.state == Journal.State.PENDING_DELETION and action in WRITES:
            raise PendingDeletion
        return Access(journal.id, user_id, ALL_SECTIONS, is_owner=True), journal
    grant = _newest_grant(journal.id, user_id)
    if grant is None or journal.state != Journal.State.ACTIVE:
        raise NotFound
    if grant.revoked_at is not None or grant.expires_at <= now:
        raise AccessRevoked
    logged_as = GRANTEE_MAY.get(action)
    if logged_as is None:
        raise ReadOnly
    access = Access(
        journal.id,
        user_id,
        frozenset(Section(section) for section in grant.sections),
        is_owner=False,
        since=grant.since,
        view=grant.version,
        grant_id=grant.id,
    )
    if action is Action.READ_FLAGS and Section.FLAGS not in access.sections:
        raise ReadOnly
    record(
        journal_id=journal.id,
        actor_id=user_id,
        action=logged_as,
        at=now,
        sections=access.sections,
        about=grant.id,
    )
    return access, journal


def _newest_grant(journal_id: UUID, user_id: UUID) -> Grant | None:
    return (
        Grant.objects.filter(journal_id=journal_id, grantee_id=user_id)
        .order_by("-created_at")
        .first()
    )
