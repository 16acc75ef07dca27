"""Founding a team, its words and its members. Only a lead changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from journal.accounts.models import User
from journal.audit.unusable import refused_invitation
from journal.core.errors import (
    FieldError,
    Invalid,
    InvitationUnusable,
    LastLead,
    NotFound,
    ReadOnly,
)
from journal.notifications.services import queue
from journal.teams.models import CareTeam, TeamInvitation, TeamMembership

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
        TeamInvitation.waiting().filter(team_id=team_id, expires_at__gt=now).order_by("created_at")
    )


def change_team(*, team: CareTeam, changes: Mapping[str, str]) -> CareTeam:
    """Change the words that survivors are shown."""
    CareTeam.objects.filter(id=team.id).update(**changes)
    return CareTeam.objects.get(id=team.id)


def invite_member(
    *, team: CareTeam, by: User, email: str, role: str, now: datetime
) -> TeamInvitation:
    """Offer a place in the team, by e-mail. Raises ``Invalid`` for somebody who is in it."""
    if any(item.user.email.lower() == email.lower() for item in members(team.id)):
        raise Invalid(FieldError("#/email", "member", "this person is in the team"))
    invitation = TeamInvitation.made(email=email, now=now, team=team, role=role, invited_by=by)
    invitation.save(force_insert=True)
    queue(
        kind=TeamInvitation.PURPOSE,
        key=f"team:{invitation.id}",
        user_id=by.id,
        address=invitation.email,
        due_at=now,
        facts={"invitation": str(invitation.id)},
    )
    return invitation


def withdraw_member_invitation(*, team: CareTeam, invitation_id: UUID, now: datetime) -> None:
    """Take an offer back; one that was used or taken back is ``NotFound``."""
    if not TeamInvitation.waiting().filter(team=team, id=invitation_id).update(withdrawn_at=now):
        raise NotFound


def read_team_invitation(*, token: str, user: User, now: datetime) -> TeamInvitation:
    """The offer behind a token, for the person it was sent to.

    Raises ``InvitationUnusable`` in every other case, without saying which.
    """
    usable = TeamInvitation.usable(token=token, email=user.email, now=now)
    found = usable.select_related("team").first()
    if found is None:
        refused_invitation(TeamInvitation, token=token, user=user, now=now)
        raise InvitationUnusable
    return found


@transaction.atomic
def join_team(*, token: str, user: User, now: datetime) -> TeamMembership:
    """Accept the offer. Works once."""
    found = read_team_invitation(token=token, user=user, now=now)
    found.use(now)
    try:
        with transaction.atomic():
            return TeamMembership.objects.create(
                team=found.team, user=user, role=found.role, joined_at=now
            )
    except IntegrityError:
        raise InvitationUnusable from None


@transaction.atomic
def ending_membership(*, team: CareTeam, user_id: UUID) -> TeamMembership:
    """The membership that may end, with the team's row held.

    Raises ``NotFound`` for somebody who is not in the team, ``LastLead`` where nobody would be
    left to lead it.
    """
    current = _crew(team)
    if user_id not in current:
        raise NotFound
    if len(current) > 1:
        _check_leads(current, without=user_id)
    return current[user_id]


def end_membership(membership: TeamMembership, *, now: datetime) -> None:
    """End it; the row stays."""
    TeamMembership.objects.filter(id=membership.id).update(removed_at=now)


@transaction.atomic
def change_role(*, team: CareTeam, user_id: UUID, role: str) -> TeamMembership | None:
    """Give a member another role; None where it is theirs already.

    Raises ``NotFound`` for somebody who is not in the team, ``LastLead`` where nobody would be
    left to lead it.
    """
    current = _crew(team)
    if user_id not in current:
        raise NotFound
    mine = current[user_id]
    if mine.role == role:
        return None
    if role != Role.LEAD:
        _check_leads(current, without=user_id)
    TeamMembership.objects.filter(id=mine.id).update(role=role)
    return mine


def _crew(team: CareTeam) -> dict[UUID, TeamMembership]:
    """Who is in the team, which nobody else changes before this transaction ends."""
    CareTeam.objects.select_for_update(no_key=True).get(id=team.id)
    return {item.user_id: item for item in members(team.id)}


def _check_leads(crew: Mapping[UUID, TeamMembership], *, without: UUID) -> None:
    if not any(item.role == Role.LEAD for item in crew.values() if item.user_id != without):
        raise LastLead


def as_shown(team: CareTeam) -> dict[str, Any]:
    """What survivors and members see of a team."""
    return {
        name: getattr(team, name) for name in ("id", "name", "hours", "phone", "after_hours_phone")
    }
