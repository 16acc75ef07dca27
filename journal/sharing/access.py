"""The one place that opens a journal: asks the policy, writes the audit event, gives ``Access``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from journal.accounts.models import Journal
from journal.accounts.services import lock_journal
from journal.audit.models import AuditEvent
from journal.audit.pending import look, refused
from journal.audit.services import record
from journal.core.access import Access, Principal, Role, Section
from journal.core.errors import (
    AccessRevoked,
    DomainError,
    NotFound,
    ReadOnly,
    ScopeNeeded,
    SecondFactorNeeded,
)
from journal.core.rows import fetch, read_one
from journal.sharing.policy import WRITES, Action, Decision, JournalFacts, Standing, decide

# What somebody was given comes before what a team was given, what holds before what has ended.
# Whoever left a team keeps the standing of one whose sharing was stopped.
_STANDINGS = """
SELECT g.id, CASE WHEN g.team_id IS NULL THEN g.role ELSE 'member' END, g.sections, g.since,
  g.expires_at, coalesce(g.revoked_at, m.removed_at), g.version
FROM journal_grant g
LEFT JOIN journal_teammembership m ON m.team_id = g.team_id AND m.user_id = %(user)s
WHERE g.journal_id = %(journal)s AND (g.grantee_id = %(user)s OR m.id IS NOT NULL)
ORDER BY g.team_id IS NOT NULL, g.created_at DESC, m.joined_at DESC
"""
_VISIT = """
SELECT id, 'visit', sections, since, ends_at, ended_at, 1 FROM journal_visit
WHERE journal_id = %(journal)s AND id = %(visit)s AND opened_at IS NOT NULL
"""
# The log itself is the record of it: one operator asked, another one let them, nobody ended it.
_OPERATOR = """
SELECT y.about, 'operator', a.sections, NULL::date, y.at + interval '1 hour',
  (SELECT min(n.at) FROM journal_auditevent n WHERE n.journal_id = y.journal_id
     AND n.about = y.about AND n.action = 'ended-operators-look'), 1
FROM journal_auditevent y JOIN journal_auditevent a
  ON a.journal_id = y.journal_id AND a.about = y.about AND a.action = 'asked-to-look'
WHERE y.journal_id = %(journal)s AND y.about = %(operator_look)s AND y.action = 'let-operator-look'
  AND a.actor_id = %(user)s AND y.actor_id <> a.actor_id
"""
_REASONS: dict[type[DomainError], AuditEvent.Reason] = {
    NotFound: AuditEvent.Reason.NEVER_SHARED,
    AccessRevoked: AuditEvent.Reason.SHARING_ENDED,
    ReadOnly: AuditEvent.Reason.NOT_SHARED,
    SecondFactorNeeded: AuditEvent.Reason.SECOND_FACTOR,
    ScopeNeeded: AuditEvent.Reason.APP_SCOPE,
}
"""Refusals that are logged, and how. What an owner is refused in her own journal is not."""


def open_journal_for(
    *, principal: Principal, journal_id: UUID, action: Action, now: datetime
) -> tuple[Access, Journal]:
    """Let somebody do ``action``, or refuse; what anyone but the owner does is logged.

    Raises ``NotFound`` where they never had access (as for a journal that does not exist),
    ``AccessRevoked`` where it ended, ``ReadOnly`` where it does not reach that far, ``JournalGone``
    for a deleted journal of one's own, and ``SecondFactorNeeded``, ``ProofNeeded`` or
    ``ScopeNeeded`` where more is needed.
    """
    journal = read_one(Journal, "t.id = %s", [journal_id])
    return _open(journal, journal_id, principal=principal, action=action, now=now)


@contextmanager
def locked_journal_for(
    *, principal: Principal, journal_id: UUID, action: Action, now: datetime
) -> Iterator[tuple[Access, Journal]]:
    """The same for a change: in a transaction whose first statement holds the journal's row."""
    with transaction.atomic():
        journal: Journal | None
        try:
            journal = lock_journal(journal_id)
        except NotFound:
            # The second wall lets nobody hold a row that they may not change; who may still do
            # something with the journal is for the policy to say.
            journal = read_one(Journal, "t.id = %s", [journal_id])
        yield _open(journal, journal_id, principal=principal, action=action, now=now)


def _open(
    journal: Journal | None,
    journal_id: UUID,
    *,
    principal: Principal,
    action: Action,
    now: datetime,
) -> tuple[Access, Journal]:
    try:
        if journal is None:
            row = fetch("SELECT wall.had_access(%s)", [journal_id])
            raise AccessRevoked if row and row[0] else NotFound
        decision = _decided(journal, principal, action, now)
    except tuple(_REASONS) as refusal:
        _log_refusal(refusal, journal_id, principal, action, now)
        raise
    _log(decision, principal, action, now)
    return decision.access, journal


def _decided(journal: Journal, principal: Principal, action: Action, now: datetime) -> Decision:
    facts = JournalFacts(
        id=journal.id,
        owner_id=journal.owner_id,
        is_deleted=journal.state == Journal.State.DELETED,
        is_active=journal.state == Journal.State.ACTIVE,
    )
    is_owner = principal.user_id == journal.owner_id and principal.operator_look is None
    standings = [] if is_owner else standings_of(principal, journal.id)
    return decide(principal, action, facts, standings, now)


def _log(decision: Decision, principal: Principal, action: Action, now: datetime) -> None:
    """A change is logged in its own transaction; a look when it is known how much was read."""
    if decision.logged_as is None:
        return
    access = decision.access
    acted_as = (
        AuditEvent.ActedAs(access.role.value)
        if principal.scopes is None
        else AuditEvent.ActedAs.INTEGRATOR
    )
    if action not in WRITES:
        look(
            access=access,
            action=decision.logged_as,
            acted_as=acted_as,
            sections=decision.sections,
            app_id=principal.app_id,
            at=now,
        )
        return
    record(
        journal_id=access.journal_id,
        actor_id=access.user_id,
        action=decision.logged_as,
        acted_as=acted_as,
        at=now,
        sections=decision.sections,
        about=access.grant_id,
        app_id=principal.app_id,
    )


def _log_refusal(
    refusal: DomainError, journal_id: UUID, principal: Principal, action: Action, now: datetime
) -> None:
    reason = _REASONS[type(refusal)]
    if reason is AuditEvent.Reason.SHARING_ENDED and action is Action.SEE_OWN_ACCESS:
        # How an open page learns that it has ended: nobody tried anything.
        return
    acted_as = AuditEvent.ActedAs.VIEWER
    if principal.app_id is not None:
        acted_as = AuditEvent.ActedAs.INTEGRATOR
    elif principal.visit_id is not None:
        acted_as = AuditEvent.ActedAs.VISIT
    elif reason is AuditEvent.Reason.NEVER_SHARED:
        acted_as = AuditEvent.ActedAs.STRANGER
    refused(
        reason=reason,
        journal_id=journal_id,
        actor_id=principal.user_id,
        acted_as=acted_as,
        wanted=action.value,
        about=principal.visit_id,
        app_id=principal.app_id,
        at=now,
    )


def standings_of(principal: Principal, journal_id: UUID) -> list[Standing]:
    """Every way into the journal that somebody has or had."""
    sql = _STANDINGS if principal.visit_id is None else _VISIT
    if principal.operator_look is not None:
        sql = _OPERATOR
    params = {
        "user": principal.user_id,
        "journal": journal_id,
        "visit": principal.visit_id,
        "operator_look": principal.operator_look,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [
            Standing(row[0], Role(row[1]), frozenset(map(Section, row[2])), *row[3:])
            for row in cursor.fetchall()
        ]
