"""Changing what somebody was given, without stopping it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from journal.accounts.models import Journal
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.core.access import Access, Section
from journal.core.clock import local_day
from journal.core.errors import Invalid, NotFound, ProofNeeded
from journal.sharing.models import ConsentRecord, Grant
from journal.sharing.terms import CONSENT_TEXT, Terms, end_of


def change_grant(
    *,
    access: Access,
    journal: Journal,
    grant_id: UUID,
    changes: Mapping[str, Any],
    is_proven: bool,
    now: datetime,
) -> Grant:
    """Narrow, widen or extend a grant; it holds on the other's next request.

    ``changes`` names ``sections``, ``since``, ``until`` or ``role``. Each change leaves a consent
    of its own and raises the grant's version; one that changes nothing leaves nothing. Raises
    ``NotFound`` for a grant that was stopped, ``ProofNeeded`` where more is opened than before
    without ``is_proven``, ``Invalid`` for terms that make no sense.
    """
    grant = (
        Grant.objects.select_for_update(of=("self",))
        .filter(journal_id=journal.id, id=grant_id, revoked_at=None)
        .first()
    )
    if grant is None:
        raise NotFound
    before = _terms_of(grant)
    after = replace(before, **changes)
    errors = after.errors(
        today=local_day(now, journal.time_zone), for_team=grant.team_id is not None
    )
    if errors:
        raise Invalid(*errors)
    if after != before:
        if after.widens(before) and not is_proven:
            raise ProofNeeded
        _write(access, journal, grant, after, now)
    return Grant.objects.select_related("grantee", "team").get(journal_id=journal.id, id=grant_id)


def _terms_of(grant: Grant) -> Terms:
    return Terms(frozenset(map(Section, grant.sections)), grant.since, grant.until, grant.role)


def _write(access: Access, journal: Journal, grant: Grant, terms: Terms, now: datetime) -> None:
    words = {"sections": terms.section_names, "since": terms.since, "until": terms.until}
    consent = ConsentRecord.objects.create(
        journal=journal,
        given_by_id=journal.owner_id,
        given_at=now,
        text_version=CONSENT_TEXT,
        **words,
    )
    # Another last day only: the journal may be in another time zone by now.
    is_moved = terms.until != grant.until
    Grant.objects.filter(journal_id=journal.id, id=grant.id).update(
        role=terms.role,
        expires_at=end_of(terms.until, journal.time_zone) if is_moved else grant.expires_at,
        version=F("version") + 1,
        consent=consent,
        **words,
    )
    record(
        journal_id=journal.id,
        actor_id=access.user_id,
        action=AuditEvent.Action.CHANGED_SHARING,
        acted_as=AuditEvent.ActedAs(access.role.value),
        at=now,
        sections=terms.sections,
        about=grant.id,
    )
