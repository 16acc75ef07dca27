"""Care teams: founding one, its words for survivors, its members."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import now, proven, who
from api.fields import NameField
from api.v1.shared import TokenInput
from journal.sharing import crews
from journal.teams.models import CareTeam, TeamInvitation, TeamMembership
from journal.teams.services import (
    as_shown,
    change_team,
    found_team,
    invite_member,
    members,
    open_invitations,
    read_team_invitation,
    team_of,
    teams_of,
    withdraw_member_invitation,
)

ROLES = TeamMembership.Role.choices


class TeamInput(serializers.Serializer[Any]):
    """What survivors are shown of a team."""

    name = NameField()
    hours = serializers.CharField(max_length=200, allow_blank=True, required=False)
    phone = serializers.CharField(max_length=32, allow_blank=True, required=False)
    after_hours_phone = serializers.CharField(max_length=32, allow_blank=True, required=False)


class TeamOutput(serializers.Serializer[Any]):
    """A team of mine, and what I am in it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    hours = serializers.CharField()
    phone = serializers.CharField()
    after_hours_phone = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)


class TeamsOutput(serializers.Serializer[Any]):
    """My teams."""

    teams = TeamOutput(many=True)


class MemberOutput(serializers.Serializer[Any]):
    """Somebody in the team."""

    user_id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=ROLES)
    joined_at = serializers.DateTimeField()


class TeamInvitationOutput(serializers.ModelSerializer[TeamInvitation]):
    """An offer that nobody has accepted yet."""

    class Meta:
        model = TeamInvitation
        fields = ("id", "email", "role", "expires_at")
        read_only_fields = fields


class TeamDetailOutput(TeamOutput):
    """A team with everybody in it; open offers only for a lead."""

    members = MemberOutput(many=True)
    invitations = TeamInvitationOutput(many=True)


class MemberInput(serializers.Serializer[Any]):
    """Whom to invite, as what."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=ROLES, default=TeamMembership.Role.MEMBER)


class RoleInput(serializers.Serializer[Any]):
    """What a member is to be."""

    role = serializers.ChoiceField(choices=ROLES)


class TeamOfferOutput(serializers.Serializer[Any]):
    """What an invitation to a team offers."""

    team_name = serializers.CharField()
    invited_by = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)


class TeamsView(APIView):
    """My teams."""

    @extend_schema(operation_id="teams", responses={200: TeamsOutput})
    def get(self, request: Request) -> Response:
        """List them."""
        mine = teams_of(who(request).id)
        return Response({"teams": [as_shown(item.team) | {"role": item.role} for item in mine]})

    @extend_schema(operation_id="found_team", request=TeamInput, responses={201: TeamOutput})
    def post(self, request: Request) -> Response:
        """Make one and lead it."""
        given = TeamInput(data=request.data)
        given.is_valid(raise_exception=True)
        team = found_team(user=who(request), now=now(), **given.validated_data)
        return Response(as_shown(team) | {"role": "lead"}, status=201)


class TeamView(APIView):
    """One team."""

    @extend_schema(operation_id="team", responses={200: TeamDetailOutput})
    def get(self, request: Request, team_id: UUID) -> Response:
        """Show it to its members."""
        return Response(_detail(team_of(user_id=who(request).id, team_id=team_id), request))

    @extend_schema(operation_id="change_team", request=TeamInput, responses={200: TeamDetailOutput})
    def patch(self, request: Request, team_id: UUID) -> Response:
        """Change the words that survivors are shown; for a lead."""
        team = team_of(user_id=who(request).id, team_id=team_id, as_lead=True)
        given = TeamInput(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        return Response(_detail(change_team(team=team, changes=given.validated_data), request))


class TeamInvitationsView(APIView):
    """Inviting somebody into a team."""

    limits = {"POST": ("invitations",)}

    @extend_schema(
        operation_id="invite_member", request=MemberInput, responses={201: TeamInvitationOutput}
    )
    def post(self, request: Request, team_id: UUID) -> Response:
        """Send the offer by e-mail; for a lead who has just proved who they are."""
        team = team_of(user_id=who(request).id, team_id=team_id, as_lead=True)
        given = MemberInput(data=request.data)
        given.is_valid(raise_exception=True)
        proven(request)
        made = invite_member(team=team, by=who(request), now=now(), **given.validated_data)
        return Response(TeamInvitationOutput(made).data, status=201)


class TeamInvitationView(APIView):
    """One offer."""

    @extend_schema(operation_id="withdraw_member_invitation", responses={204: None})
    def delete(self, request: Request, team_id: UUID, invitation_id: UUID) -> Response:
        """Take it back; for a lead."""
        team = team_of(user_id=who(request).id, team_id=team_id, as_lead=True)
        withdraw_member_invitation(team=team, invitation_id=invitation_id, now=now())
        return Response(status=204)


class MemberView(APIView):
    """One membership."""

    @extend_schema(
        operation_id="change_member", request=RoleInput, responses={200: TeamDetailOutput}
    )
    def patch(self, request: Request, team_id: UUID, user_id: UUID) -> Response:
        """Let a member lead, or a lead be a member again; for a lead.

        Letting somebody lead asks for a fresh proof of who one is.
        """
        team = team_of(user_id=who(request).id, team_id=team_id, as_lead=True)
        given = RoleInput(data=request.data)
        given.is_valid(raise_exception=True)
        role = given.validated_data["role"]
        if role == TeamMembership.Role.LEAD:
            proven(request)
        crews.change_role(team=team, user_id=user_id, role=role, by=who(request), now=now())
        return Response(_detail(team, request))

    @extend_schema(operation_id="remove_member", responses={204: None})
    def delete(self, request: Request, team_id: UUID, user_id: UUID) -> Response:
        """End it: a lead anybody's, a member their own."""
        mine = who(request).id
        team = team_of(user_id=mine, team_id=team_id, as_lead=user_id != mine)
        crews.remove(team=team, user_id=user_id, by=who(request), now=now())
        return Response(status=204)


class TeamPreviewView(APIView):
    """What an invitation to a team offers, before it is accepted."""

    limits = {"POST": ("invitation-tries",)}

    @extend_schema(
        operation_id="preview_team", request=TokenInput, responses={200: TeamOfferOutput}
    )
    def post(self, request: Request) -> Response:
        """Show it to the person it was sent to."""
        found = read_team_invitation(token=_token(request), user=who(request), now=now())
        offer = {
            "team_name": found.team.name,
            "invited_by": found.invited_by.shown_name,
            "role": found.role,
        }
        return Response(offer)


class JoinTeamView(APIView):
    """Accepting an invitation to a team."""

    limits = {"POST": ("invitation-tries",)}

    @extend_schema(operation_id="join_team", request=TokenInput, responses={200: TeamOutput})
    def post(self, request: Request) -> Response:
        """Join; works once."""
        mine = crews.join(token=_token(request), user=who(request), now=now())
        return Response(as_shown(mine.team) | {"role": mine.role})


def _detail(team: CareTeam, request: Request) -> dict[str, Any]:
    crew = members(team.id)
    mine = next(item for item in crew if item.user_id == who(request).id)
    is_lead = mine.role == TeamMembership.Role.LEAD
    offers = open_invitations(team.id, now=now()) if is_lead else []
    return as_shown(team) | {
        "role": mine.role,
        "members": [
            {
                "user_id": item.user_id,
                "name": item.user.shown_name,
                "email": item.user.email,
                "role": item.role,
                "joined_at": item.joined_at,
            }
            for item in crew
        ],
        "invitations": TeamInvitationOutput(offers, many=True).data,
    }


def _token(request: Request) -> str:
    given = TokenInput(data=request.data)
    given.is_valid(raise_exception=True)
    token: str = given.validated_data["token"]
    return token
