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
from journal.audit.services import record
from journal.core.access import Access, Principal, Role, Section
from journal.core.errors import AccessRevoked, NotFound
from journal.core.rows import fetch, read_one
from journal.sharing.policy import Action, JournalFacts, Standing, decide

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
    if journal is None:
        row = fetch("SELECT wall.had_access(%s)", [journal_id])
        raise AccessRevoked if row and row[0] else NotFound
    facts = JournalFacts(
        id=journal.id,
        owner_id=journal.owner_id,
        is_deleted=journal.state == Journal.State.DELETED,
        is_active=journal.state == Journal.State.ACTIVE,
    )
    is_owner = principal.user_id == journal.owner_id
    standings = [] if is_owner else standings_of(principal, journal.id)
    decision = decide(principal, action, facts, standings, now)
    access = decision.access
    if decision.logged_as is not None:
        record(
            journal_id=journal.id,
            actor_id=access.user_id,
            action=decision.logged_as,
            acted_as=(
                AuditEvent.ActedAs(access.role.value)
                if principal.scopes is None
                else AuditEvent.ActedAs.INTEGRATOR
            ),
            at=now,
            sections=decision.sections,
            about=access.grant_id,
            app_id=principal.app_id,
        )
    return access, journal


def standings_of(principal: Principal, journal_id: UUID) -> list[Standing]:
    """Every way into the journal that somebody has or had."""
    sql = _STANDINGS if principal.visit_id is None else _VISIT
    params = {
        "user": principal.user_id, "journal": journal_id, "visit": principal.visit_id,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [
            Standing(row[0], Role(row[1]), frozenset(map(Section, row[2])), *row[3:])
            for row in cursor.fetchall()
        ]
