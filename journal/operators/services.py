"""An operator's look into a journal: asked for by one, allowed by another, over in an hour.

The audit log is its only record: an operator cannot have one without the other, and its owner sees
every step of it under "Who looked".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from django.contrib.auth.models import Permission
from django.db import transaction

from journal.accounts.models import Journal, User
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.core.access import Principal, Section
from journal.core.errors import NotFound
from journal.core.ids import new_id
from journal.entries.selectors import MAX_PAGE, timeline
from journal.notifications.services import queue
from journal.sharing.access import open_journal_for
from journal.sharing.policy import Action

RIGHT: Final = "break_glass"
ASKED_FOR: Final = timedelta(hours=1)
"""A second operator answers within that time, or the look has to be asked for again."""
REASONS: Final = (
    AuditEvent.Reason.OWNER_ASKED,
    AuditEvent.Reason.DATA_REPAIR,
    AuditEvent.Reason.LEGAL_ORDER,
    AuditEvent.Reason.SAFETY,
)


class Refused(Exception):
    """Why an operator may not do this, for the operator."""


def set_right(*, user: User, has: bool) -> None:
    """Give or take the right to ask for a look and to allow one."""
    right = Permission.objects.get(content_type__app_label="journal", codename=RIGHT)
    if has:
        user.user_permissions.add(right)
    else:
        user.user_permissions.remove(right)


@transaction.atomic
def ask_to_look(
    *,
    operator: User,
    journal_id: UUID,
    sections: Iterable[Section],
    reason: AuditEvent.Reason,
    now: datetime,
) -> UUID:
    """Ask for a look at some sections; returns its id. Nothing can be read yet."""
    _check_right(operator)
    chosen = frozenset(sections)
    if not chosen or reason not in REASONS:
        raise Refused("Name the sections, and one of the reasons.")
    journal = Journal.objects.filter(id=journal_id, state=Journal.State.ACTIVE).first()
    if journal is None:
        raise Refused("There is no such journal.")
    if journal.owner_id == operator.id:
        raise Refused("This is your own journal.")
    look = new_id()
    _record(AuditEvent.Action.ASKED_TO_LOOK, journal_id, operator, look, now, chosen, reason)
    return look


@transaction.atomic
def let_look(*, operator: User, look: UUID, now: datetime) -> None:
    """Allow a look that somebody else asked for; the owner is told by mail."""
    _check_right(operator)
    asked = _event(look, AuditEvent.Action.ASKED_TO_LOOK)
    if asked.at < now - ASKED_FOR:
        raise Refused("This was asked for too long ago. Ask again.")
    if asked.actor_id == operator.id:
        raise Refused("Somebody else has to allow it.")
    journal = Journal.objects.select_for_update(no_key=True).get(id=_journal_of(asked))
    if journal.owner_id == operator.id:
        raise Refused("This is your own journal.")
    if _events(look, AuditEvent.Action.LET_OPERATOR_LOOK, AuditEvent.Action.ENDED_OPERATORS_LOOK):
        raise Refused("This look was used or ended already. Ask for a new one.")
    sections = [Section(name) for name in asked.sections]
    reason = AuditEvent.Reason(str(asked.reason))
    _record(AuditEvent.Action.LET_OPERATOR_LOOK, journal.id, operator, look, now, sections, reason)
    queue(
        kind="operator-look",
        key=f"look:{look}",
        user_id=journal.owner_id,
        journal_id=journal.id,
        due_at=now,
        facts={"reason": reason.value},
    )


@transaction.atomic
def end_look(*, operator: User, look: UUID, now: datetime) -> None:
    """End it before its hour is over, or take the question back."""
    _check_right(operator)
    asked = _event(look, AuditEvent.Action.ASKED_TO_LOOK)
    _record(AuditEvent.Action.ENDED_OPERATORS_LOOK, _journal_of(asked), operator, look, now)


def read_page(*, operator: User, look: UUID, before: str | None, now: datetime) -> dict[str, Any]:
    """A page of entries, newest first, logged before it is given out with how many they are."""
    _check_right(operator)
    asked = _event(look, AuditEvent.Action.ASKED_TO_LOOK)
    principal = Principal(operator.id, second_factor=True, operator_look=look)
    try:
        access, _ = open_journal_for(
            principal=principal, journal_id=_journal_of(asked), action=Action.READ_ENTRIES, now=now
        )
    except NotFound:
        raise Refused("Nobody has allowed this look.") from None
    page: dict[str, Any] = orjson.loads(timeline(access, before=before, limit=MAX_PAGE))
    return page


def _check_right(operator: User) -> None:
    if not operator.is_active or not operator.has_perm(f"journal.{RIGHT}"):
        raise Refused("This account may not do that.")


def _events(look: UUID, *actions: AuditEvent.Action) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(about=look, action__in=actions)[:1])


def _event(look: UUID, action: AuditEvent.Action) -> AuditEvent:
    found = _events(look, action)
    if not found:
        raise Refused("There is no such look.")
    return found[0]


def _journal_of(event: AuditEvent) -> UUID:
    if event.journal_id is None:
        raise Refused("There is no such look.")
    return event.journal_id


def _record(
    action: AuditEvent.Action,
    journal_id: UUID,
    operator: User,
    look: UUID,
    now: datetime,
    sections: Iterable[Section] = (),
    reason: AuditEvent.Reason | None = None,
) -> None:
    record(
        journal_id=journal_id,
        actor_id=operator.id,
        action=action,
        acted_as=AuditEvent.ActedAs.OPERATOR,
        at=now,
        sections=sections,
        about=look,
        reason=reason,
    )
