"""Founding a team, its words and its members. Only a lead changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from journal.accounts.models import User
from journal.core.errors import (
    FieldError,
    Invalid,
    InvitationUnusable,
    LastLead,
    NotFound,
    ReadOnly,
)
from journal.core.ids import new_id
from journal.core.secrets import derived_token, token_hash
from journal.notifications.services import queue
from journal.teams.models import CareTeam, TeamInvitation, TeamMembership

VALID_FOR: Final = timedelta(days=7)
PURPOSE: Final = "team-invitation"
Role = TeamMembership.Role


@transaction.atomic
def found_team(*, user: User, now: datetime, **words: str) -> CareTeam:
    """Make a team whose first lead is this person."""
    team = CareTeam.objects.create(created_at=now, **words)
    TeamMembership.objects.create(team=team, user=user, role=Role.LEAD, joined_at=now)
    return team


def team_of(*, user_id: UUID, team_id: UUID, as_lead: bool = False) -> CareTeam:
    """The team, for one of its members.

    Raises ``NotFound`` for anybody else, ``ReadOnly`` for a member where a lead is needed.
    """
    mine = (
        TeamMembership.objects.select_related("team")
        .filter(team_id=team_id, user_id=user_id, removed_at=None)
        .first()
    )
    if mine is None:
        raise NotFound
    if as_lead and mine.role != Role.LEAD:
        raise ReadOnly
    return mine.team


def teams_of(user_id: UUID) -> list[TeamMembership]:
    """The memberships of a person, with their teams."""
    return list(
        TeamMembership.objects.select_related("team")
        .filter(user_id=user_id, removed_at=None)
        .order_by("team__name", "team_id")
    )


def members(team_id: UUID) -> list[TeamMembership]:
    """Who belongs to the team now."""
    return list(
        TeamMembership.objects.select_related("user")
        .filter(team_id=team_id, removed_at=None)
        .order_by("joined_at", "id")
    )


def crews_of(team_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The names of the people who belong to each team now."""
    found: dict[UUID, list[str]] = {team_id: [] for team_id in team_ids}
    rows = TeamMembership.objects.select_related("user").filter(
        team_id__in=found.keys(), removed_at=None
    )
    for item in rows.order_by("joined_at", "id"):
        found[item.team_id].append(item.user.shown_name)
    return found


def open_invitations(team_id: UUID, *, now: datetime) -> list[TeamInvitation]:
    """Offers to join that can still be accepted."""
    return list(
        TeamInvitation.objects.filter(
            team_id=team_id, accepted_at=None, withdrawn_at=None, expires_at__gt=now
        ).order_by("created_at")
    )


def change_team(*, team: CareTeam, changes: Mapping[str, str]) -> CareTeam:
    """Change the words that survivors are shown."""
    CareTeam.objects.filter(id=team.id).update(**changes)
    return CareTeam.objects.get(id=team.id)


def invite_member(
    *, team: CareTeam, by: User, email: str, role: str, now: datetime
) -> TeamInvitation:
    """Offer a place in the team, by e-mail. Raises ``Invalid`` for somebody who is in it."""
    address = email.lower()
    if any(item.user.email.lower() == address for item in members(team.id)):
        raise Invalid(FieldError("#/email", "member", "this person is in the team"))
    invitation_id = new_id()
    invitation = TeamInvitation.objects.create(
        id=invitation_id,
        team=team,
        email=address,
        token_hash=token_hash(derived_token(PURPOSE, invitation_id)),
        role=role,
        invited_by=by,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    queue(
        kind=PURPOSE,
        key=f"team:{invitation.id}",
        user_id=by.id,
        address=address,
        due_at=now,
        facts={"invitation": str(invitation.id)},
    )
    return invitation


def withdraw_member_invitation(*, team: CareTeam, invitation_id: UUID, now: datetime) -> None:
    """Take an offer back; one that was used or taken back is ``NotFound``."""
    taken = TeamInvitation.objects.filter(
        team=team, id=invitation_id, accepted_at=None, withdrawn_at=None
    ).update(withdrawn_at=now)
    if not taken:
        raise NotFound


def read_team_invitation(*, token: str, user: User, now: datetime) -> TeamInvitation:
    """The offer behind a token, for the person it was sent to.

    Raises ``InvitationUnusable`` in every other case, without saying which.
    """
    found = (
        TeamInvitation.objects.select_related("team")
        .filter(
            token_hash=token_hash(token),
            email=user.email.lower(),
            accepted_at=None,
            withdrawn_at=None,
            expires_at__gt=now,
        )
        .first()
    )
    if found is None:
        raise InvitationUnusable
    return found


@transaction.atomic
def join_team(*, token: str, user: User, now: datetime) -> TeamMembership:
    """Accept the offer. Works once."""
    found = read_team_invitation(token=token, user=user, now=now)
    used = TeamInvitation.objects.filter(id=found.id, accepted_at=None, withdrawn_at=None).update(
        accepted_at=now
    )
    if not used:
        raise InvitationUnusable
    try:
        with transaction.atomic():
            return TeamMembership.objects.create(
                team=found.team, user=user, role=found.role, joined_at=now
            )
    except IntegrityError:
        raise InvitationUnusable from None


@transaction.atomic
def remove_member(*, team: CareTeam, user_id: UUID, now: datetime) -> None:
    """End a membership; their next request to a journal of the team is refused.

    Raises ``NotFound`` for somebody who is not in the team, ``LastLead`` where nobody would be
    left to lead it.
    """
    CareTeam.objects.select_for_update(no_key=True).get(id=team.id)
    current = {item.user_id: item for item in members(team.id)}
    if user_id not in current:
        raise NotFound
    leads = [item for item in current.values() if item.role == Role.LEAD]
    if len(current) > 1 and leads == [current[user_id]]:
        raise LastLead
    TeamMembership.objects.filter(id=current[user_id].id).update(removed_at=now)


def as_shown(team: CareTeam) -> dict[str, Any]:
    """What survivors and members see of a team."""
    return {
        name: getattr(team, name) for name in ("id", "name", "hours", "phone", "after_hours_phone")
    }
