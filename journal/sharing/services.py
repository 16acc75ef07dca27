"""Inviting somebody, accepting, and stopping. Every step leaves an audit event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from journal.accounts.models import Journal, User
from journal.audit.models import AuditEvent
from journal.audit.services import record, record_act
from journal.audit.unusable import refused_invitation
from journal.core.access import Access, Section
from journal.core.clock import local_day
from journal.core.errors import FieldError, Invalid, InvitationUnusable, NotFound
from journal.core.wall import behind_the_wall
from journal.notifications.services import queue
from journal.sharing.models import ConsentRecord, Grant, GrantRole, Invitation
from journal.sharing.terms import CONSENT_TEXT, Terms, end_of
from journal.teams.services import team_of

BEGAN = "sharing-began"
"""The mail to the owner when somebody has accepted: whoever holds her phone cannot hide it."""


def invite(
    *,
    access: Access,
    journal: Journal,
    email: str,
    sections: Iterable[Section],
    since: date | None,
    until: date,
    now: datetime,
    role: str = GrantRole.VIEWER,
    for_team: bool = False,
) -> Invitation:
    """Offer somebody to look, by e-mail, until the end of the day ``until``.

    A caregiver may also note something. ``for_team`` lets whoever accepts open the journal to a
    team of theirs instead. Raises ``Invalid`` for one's own address, no section, or days that make
    no sense.
    """
    terms = Terms(frozenset(sections), since, until, role)
    errors = terms.errors(today=local_day(now, journal.time_zone), for_team=for_team)
    if email.lower() == journal.owner.email.lower():
        errors.append(FieldError("#/email", "own-address", "this is your own address"))
    if errors:
        raise Invalid(*errors)
    invitation = Invitation.made(
        email=email,
        now=now,
        journal=journal,
        role=role,
        for_team=for_team,
        sections=terms.section_names,
        since=since,
        until=until,
    )
    invitation.save(force_insert=True)
    queue(
        kind=Invitation.PURPOSE,
        key=f"inv:{invitation.id}",
        user_id=journal.owner_id,
        journal_id=journal.id,
        address=invitation.email,
        due_at=now,
        facts={"invitation": str(invitation.id)},
    )
    record_act(access, AuditEvent.Action.INVITED, now, invitation.id, terms.sections)
    return invitation


def withdraw_invitation(*, access: Access, invitation_id: UUID, now: datetime) -> None:
    """Take an offer back; one that was already used or taken back is ``NotFound``."""
    mine = Invitation.waiting().filter(journal_id=access.journal_id, id=invitation_id)
    taken = mine.update(withdrawn_at=now)
    if not taken:
        raise NotFound
    record_act(access, AuditEvent.Action.WITHDREW_INVITATION, now, invitation_id)


@behind_the_wall()
def read_invitation(*, token: str, user: User, now: datetime) -> Invitation:
    """The invitation behind a token, for the person it was sent to.

    Raises ``InvitationUnusable`` in every other case, without saying which.
    """
    usable = Invitation.usable(token=token, email=user.email, now=now)
    invitation = (
        usable.select_related("journal__owner").filter(journal__state=Journal.State.ACTIVE).first()
    )
    if invitation is None:
        refused_invitation(Invitation, token=token, user=user, now=now)
        raise InvitationUnusable
    return invitation


@transaction.atomic
@behind_the_wall()
def accept_invitation(
    *, token: str, user: User, now: datetime, team_id: UUID | None = None
) -> Grant:
    """Turn the invitation into a grant, with the consent that it rests on. Works once.

    With ``team_id`` the grant is the team's, if the invitation allows that and the person is in it.
    """
    found = read_invitation(token=token, user=user, now=now)
    if team_id is not None:
        if not found.for_team:
            raise Invalid(FieldError("#/team_id", "not-offered", "this is for you alone"))
        team_of(user_id=user.id, team_id=team_id)
    found.use(now)
    terms = {"sections": found.sections, "since": found.since, "until": found.until}
    consent = ConsentRecord.objects.create(
        journal=found.journal,
        given_by_id=found.journal.owner_id,
        given_at=found.created_at,
        text_version=CONSENT_TEXT,
        **terms,
    )
    to: dict[str, UUID] = {"team_id": team_id} if team_id else {"grantee_id": user.id}
    earlier = Grant.objects.filter(journal_id=found.journal_id, **to)
    earlier.filter(revoked_at=None).update(revoked_at=now)
    try:
        with transaction.atomic():
            grant = Grant.objects.create(
                journal=found.journal,
                role=found.role,
                created_at=now,
                expires_at=end_of(found.until, found.journal.time_zone),
                consent=consent,
                version=(earlier.aggregate(newest=Max("version"))["newest"] or 0) + 1,
                **to,
                **terms,
            )
    except IntegrityError:
        raise InvitationUnusable from None
    queue(
        kind=BEGAN,
        key=f"began:{grant.id}",
        user_id=found.journal.owner_id,
        journal_id=found.journal_id,
        due_at=now,
        facts={"grant": str(grant.id)},
    )
    record(
        journal_id=found.journal_id,
        actor_id=user.id,
        action=AuditEvent.Action.ACCEPTED,
        at=now,
        sections=[Section(section) for section in found.sections],
        about=grant.id,
    )
    return grant


def invitation_address(invitation: Invitation) -> str:
    """Where it can be accepted; the secret is after the #, so that no server logs it."""
    return f"{settings.SITE_URL}/invited#{invitation.token}"


def leave(*, access: Access, now: datetime) -> None:
    """Give up one's own grant."""
    mine = Grant.objects.filter(journal_id=access.journal_id, grantee_id=access.user_id)
    mine.filter(revoked_at=None).update(revoked_at=now)
    record_act(access, AuditEvent.Action.LEFT, now, access.grant_id)


def stop_sharing(*, access: Access, grant_id: UUID, now: datetime) -> None:
    """End a grant. The person's next request is refused.

    Stopping twice changes nothing: a phone that lost the answer tells it again.
    """
    theirs = Grant.objects.filter(journal_id=access.journal_id, id=grant_id)
    if theirs.filter(revoked_at=None).update(revoked_at=now):
        record_act(access, AuditEvent.Action.STOPPED_SHARING, now, grant_id)
    elif not theirs.exists():
        raise NotFound
