"""Deleting an account: asked for, held for two weeks, kept after all, or carried out."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from journal.accounts.devices import mark_of
from journal.accounts.models import DeviceErasure, Journal, Session, User
from journal.accounts.services import lock_journal
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.core.ids import GONE
from journal.core.wall import behind_the_wall
from journal.integrators.services import consents, end_consent
from journal.notifications.models import PushSubscription
from journal.notifications.services import queue
from journal.privacy import ledger
from journal.privacy.holdings import NAMED, erased
from journal.privacy.models import ErasureReceipt
from journal.sharing.crews import remove
from journal.sharing.models import Grant, Invitation, Visit
from journal.teams.models import CareTeam, TeamMembership

log = logging.getLogger(__name__)

GRACE: Final = timedelta(days=14)
BATCH: Final = 20
ASKED: Final = "deletion-asked"

Action = AuditEvent.Action

_DUE = """
SELECT id FROM journal_user WHERE erase_at <= %s ORDER BY erase_at, id
LIMIT %s OFFSET %s FOR NO KEY UPDATE SKIP LOCKED
"""
_EMPTY_TEAMS = """
SELECT DISTINCT m.team_id FROM journal_teammembership m
WHERE m.user_id = ANY(%(users)s) AND NOT EXISTS (
  SELECT FROM journal_teammembership o
  WHERE o.team_id = m.team_id AND o.removed_at IS NULL AND o.user_id <> ALL(%(users)s))
"""


@transaction.atomic
@behind_the_wall()
def ask_to_erase(*, user: User, now: datetime) -> datetime:
    """Begin the two weeks; returns when they are over. Asked twice, the first time counts.

    What others may see, what rings and what apps may do ends at once, and does not come back by
    itself. Raises ``LastLead`` where a team would be left without one.
    """
    held = User.objects.select_for_update(no_key=True).get(id=user.id)
    if held.erase_at is not None:
        return held.erase_at
    _leave_others(held, now)
    journal = Journal.objects.filter(owner=held).first()
    if journal is not None:
        _close(lock_journal(journal.id), now)
    for consent in consents(user_id=held.id):
        end_consent(user_id=held.id, client_id=consent.client_id, now=now)
    PushSubscription.objects.filter(user=held).delete()
    erase_at = now + GRACE
    User.objects.filter(id=held.id).update(erase_asked_at=now, erase_at=erase_at)
    _log(held.id, journal, Action.ASKED_TO_ERASE, now)
    queue(
        kind=ASKED,
        key=f"deletion:{held.id}:{now.isoformat()}",
        user_id=held.id,
        due_at=now,
        facts={"at": erase_at.isoformat()},
    )
    return erase_at


@transaction.atomic
@behind_the_wall()
def keep_account(*, user: User, now: datetime) -> None:
    """Take the wish back; without one nothing happens. What was shared stays ended."""
    held = User.objects.select_for_update(no_key=True).get(id=user.id)
    if held.erase_at is None:
        return
    User.objects.filter(id=held.id).update(erase_asked_at=None, erase_at=None)
    journal = Journal.objects.filter(owner=held).first()
    if journal is not None:
        Journal.objects.filter(id=lock_journal(journal.id).id).update(state=Journal.State.ACTIVE)
    _log(held.id, journal, Action.KEPT_ACCOUNT, now)


@transaction.atomic
@behind_the_wall()
def erase_now(*, user: User, now: datetime) -> None:
    """Erase an account without waiting. Raises ``LastLead`` where a team would be without one."""
    held = User.objects.select_for_update(no_key=True).get(id=user.id)
    _leave_others(held, now)
    _erase([held.id], now)


def erase_due(*, now: datetime) -> int:
    """Erase one batch of accounts whose time has come; returns how many.

    Another worker's are passed over. Where the database refuses the batch it is done again account
    by account, so that one that fails, and is as it was, never holds up the others.
    """
    try:
        return _erase_some(now, BATCH)
    except DatabaseError:
        pass
    done = 0
    for passed in range(BATCH):
        try:
            done += _erase_some(now, 1, passed=passed - done)
        except DatabaseError as error:
            log.error("an account could not be erased: %s", type(error).__name__)
    return done


def _erase_some(now: datetime, size: int, *, passed: int = 0) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DUE, [now, size, passed])
        due = [row[0] for row in cursor.fetchall()]
        if due:
            _erase(due, now)
        return len(due)


@transaction.atomic
def erase_again(*, users: Sequence[UUID], now: datetime) -> int:
    """Accounts that were erased once and came back with a backup; returns how many there were."""
    held = User.objects.select_for_update(no_key=True).filter(id__in=users)
    found = list(held.values_list("id", flat=True))
    if found:
        _erase(found, now, is_new=False)
    return len(found)


def _leave_others(user: User, now: datetime) -> None:
    """Give up every team and every journal of others."""
    teams = CareTeam.objects.filter(memberships__user=user, memberships__removed_at=None)
    for team in teams.order_by("id"):
        remove(team=team, user_id=user.id, by=user, now=now)
    _leave_teams_empty(user, now)
    given = Grant.objects.filter(grantee=user, revoked_at=None)
    for journal_id, grant_id in list(given.values_list("journal_id", "id")):
        _event(journal_id, user.id, Action.LEFT, now, about=grant_id)
    given.update(revoked_at=now)


def _leave_teams_empty(user: User, now: datetime) -> None:
    """Nobody may look through a team of nobody, whoever joins it later."""
    were_in = TeamMembership.objects.filter(user=user).values("team")
    have_people = TeamMembership.objects.filter(removed_at=None).values("team")
    empty = CareTeam.objects.filter(id__in=were_in).exclude(id__in=have_people)
    Grant.objects.filter(team__in=empty, revoked_at=None, grantee_id=None).update(revoked_at=now)


def _close(journal: Journal, now: datetime) -> None:
    """Nothing more goes in, and nobody else looks."""
    Journal.objects.filter(id=journal.id).update(state=Journal.State.PENDING_DELETION)
    given = Grant.objects.filter(journal_id=journal.id, revoked_at=None)
    for grant_id in list(given.values_list("id", flat=True)):
        _event(journal.id, journal.owner_id, Action.STOPPED_SHARING, now, about=grant_id)
    given.update(revoked_at=now)
    Invitation.waiting().filter(journal_id=journal.id).update(withdrawn_at=now)
    Visit.objects.filter(journal_id=journal.id, ended_at=None).update(ended_at=now)


def _erase(users: Sequence[UUID], now: datetime, *, is_new: bool = True) -> None:
    """In one transaction, a few statements a table, whatever the number of accounts."""
    people = User.objects.filter(id__in=users)
    asked = list(people.values_list("erase_asked_at", flat=True))
    # The order in which a push locks: the journal, then its rows.
    owned = Journal.objects.select_for_update().filter(owner__in=users).order_by("id")
    journals = {journal.owner_id: journal for journal in owned}
    for user_id in users if is_new else ():
        _log(user_id, journals.get(user_id), Action.ERASED_ACCOUNT, now)
    params: dict[str, Any] = {
        "users": list(users),
        "journals": [journal.id for journal in journals.values()],
        "addresses": [email.lower() for email in people.values_list("email", flat=True)],
    }
    _remember_devices(users, now)
    rows = _delete(params)
    if not is_new:
        return
    ErasureReceipt.objects.bulk_create(
        ErasureReceipt(
            what=ErasureReceipt.What.ACCOUNT,
            asked_at=when or now,
            done_at=now,
            # Of several at once nobody can tell which rows were whose.
            rows=rows if len(users) == 1 else {},
        )
        for when in asked
    )
    ledger.write(at=now, what=ErasureReceipt.What.ACCOUNT, ids=list(users))


def _remember_devices(users: Sequence[UUID], now: datetime) -> None:
    """Every device that is or was lately signed in hears of it, by a mark that names nobody."""
    keys = Session.objects.filter(user__in=users).values_list("session_key", flat=True)
    DeviceErasure.objects.filter(user__in=users).update(user=None)
    DeviceErasure.objects.bulk_create(
        [DeviceErasure(mark=mark_of(key), user=None, asked_at=now) for key in keys],
        ignore_conflicts=True,
    )


def _delete(params: dict[str, Any]) -> dict[str, int]:
    rows: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY_TEAMS, params)
        params["teams"] = [row[0] for row in cursor.fetchall()]
        for named in NAMED:
            whose = named.whose.replace("{column}", named.column)
            cursor.execute(
                f"UPDATE {named.table} t SET {named.column} = %(gone)s WHERE {whose}",  # noqa: S608
                {**params, "gone": GONE if named.is_told else None},
            )
        for holding in erased():
            cursor.execute(f"DELETE FROM {holding.table} t WHERE {holding.whose}", params)  # noqa: S608
            if cursor.rowcount:
                rows[holding.part] = cursor.rowcount
    return rows


def _log(user_id: UUID, journal: Journal | None, action: AuditEvent.Action, now: datetime) -> None:
    _event(journal.id if journal else None, user_id, action, now)


def _event(
    journal_id: UUID | None,
    user_id: UUID,
    action: AuditEvent.Action,
    now: datetime,
    about: UUID | None = None,
) -> None:
    acted_as = AuditEvent.ActedAs.VIEWER if action is Action.LEFT else AuditEvent.ActedAs.OWNER
    record(
        journal_id=journal_id,
        actor_id=user_id,
        action=action,
        acted_as=acted_as,
        at=now,
        about=about,
    )
