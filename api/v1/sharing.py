"""Sharing a journal: inviting, accepting, stopping, and who looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened, principal, who
from api.fields import SectionsField, place_param
from journal.accounts.models import User
from journal.audit.models import AuditEvent
from journal.audit.services import last_looks, looks
from journal.core.access import Section
from journal.sharing.changes import change_grant
from journal.sharing.models import Grant, GrantRole, Invitation
from journal.sharing.policy import Action
from journal.sharing.selectors import grants, invitations
from journal.sharing.services import (
    invitation_address,
    invite,
    stop_sharing,
    withdraw_invitation,
)
from journal.teams.services import as_shown, crews_of

PAGE = 50


class PersonOutput(serializers.Serializer[Any]):
    """Somebody who may look."""

    name = serializers.CharField()
    email = serializers.EmailField()


class TeamShown(serializers.Serializer[Any]):
    """A team that may look, and everybody in it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    hours = serializers.CharField()
    phone = serializers.CharField()
    after_hours_phone = serializers.CharField()
    members = serializers.ListField(child=serializers.CharField())


class GrantOutput(serializers.Serializer[Any]):
    """What one person may see, and when they last looked."""

    id = serializers.UUIDField()
    grantee = PersonOutput(allow_null=True)
    team = TeamShown(allow_null=True)
    role = serializers.ChoiceField(choices=GrantRole.choices)
    sections = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField()
    created_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(choices=["on", "ended", "stopped"])
    last_looked_at = serializers.DateTimeField(allow_null=True)


class InvitationOutput(serializers.ModelSerializer[Invitation]):
    """An offer, and what became of it."""

    state = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields: ClassVar[tuple[str, ...]] = (
            *("id", "email", "role", "for_team", "sections", "since", "until", "expires_at"),
            "state",
        )
        read_only_fields = fields

    def get_state(self, invitation: Invitation) -> str:
        """open, expired or withdrawn."""
        if invitation.withdrawn_at is not None:
            return "withdrawn"
        return "open" if invitation.expires_at > now() else "expired"


class InvitationMade(InvitationOutput):
    """A new offer, with its link: to be scanned by somebody who sits beside, once."""

    link = serializers.SerializerMethodField(
        help_text="works for the address that it was offered to, and nobody else"
    )

    class Meta(InvitationOutput.Meta):
        fields = (*InvitationOutput.Meta.fields, "link")
        read_only_fields = fields

    def get_link(self, invitation: Invitation) -> str:
        """The address that the mail carries too."""
        return invitation_address(invitation)


class SharingOutput(serializers.Serializer[Any]):
    """Everybody who may look or was asked to."""

    grants = GrantOutput(many=True)
    invitations = InvitationOutput(many=True)


class InvitationInput(serializers.Serializer[Any]):
    """Whom to invite, to see what, and for how long."""

    email = serializers.EmailField(max_length=254)
    sections = SectionsField()
    since = serializers.DateField(required=False, allow_null=True, default=None)
    until = serializers.DateField()
    role = serializers.ChoiceField(choices=GrantRole.choices, default=GrantRole.VIEWER)
    for_team = serializers.BooleanField(default=False)


class GrantInput(serializers.Serializer[Any]):
    """What is to become of a grant; what is left out stays."""

    sections = SectionsField(required=False)
    since = serializers.DateField(required=False, allow_null=True)
    until = serializers.DateField(required=False)
    role = serializers.ChoiceField(choices=GrantRole.choices, required=False)


class LookOutput(serializers.Serializer[Any]):
    """One access by somebody else."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    who = serializers.CharField(allow_null=True)
    what = serializers.ListField(child=serializers.CharField())
    action = serializers.CharField()
    is_app = serializers.BooleanField()
    acted_as = serializers.ChoiceField(choices=AuditEvent.ActedAs.choices)
    reason = serializers.CharField(allow_null=True)


class LooksOutput(serializers.Serializer[Any]):
    """Who looked, newest first."""

    looks = LookOutput(many=True)
    next = serializers.CharField(allow_null=True)


class SharingView(APIView):
    """Who may see the journal."""

    @extend_schema(operation_id="sharing", responses={200: SharingOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """List grants and open invitations."""
        access, _ = opened(request, journal_id, Action.SEE_WHO_LOOKED)
        found = grants(access)
        crews = crews_of({grant.team_id for grant in found if grant.team_id})
        looked = last_looks(journal_id=journal_id)
        return Response(
            {
                "grants": [_grant(grant, looked.get(grant.id), crews) for grant in found],
                "invitations": InvitationOutput(invitations(access), many=True).data,
            }
        )


class InvitationsView(APIView):
    """Inviting somebody."""

    limits = {"POST": ("sharing", "invitations")}

    @extend_schema(operation_id="invite", request=InvitationInput, responses={201: InvitationMade})
    def post(self, request: Request, journal_id: UUID) -> Response:
        """Send an invitation by e-mail."""
        given = InvitationInput(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        with locked(request, journal_id, Action.SHARE) as (access, journal):
            invitation = invite(
                access=access,
                journal=journal,
                now=now(),
                **wanted | {"sections": [Section(section) for section in wanted["sections"]]},
            )
        return Response(InvitationMade(invitation).data, status=201)


class InvitationView(APIView):
    """One invitation."""

    @extend_schema(operation_id="withdraw_invitation", responses={204: None})
    def delete(self, request: Request, journal_id: UUID, invitation_id: UUID) -> Response:
        """Take it back."""
        with locked(request, journal_id, Action.STOP_SHARING) as (access, _):
            withdraw_invitation(access=access, invitation_id=invitation_id, now=now())
        return Response(status=204)


class GrantView(APIView):
    """One person's access."""

    @extend_schema(operation_id="change_grant", request=GrantInput, responses={200: GrantOutput})
    def patch(self, request: Request, journal_id: UUID, grant_id: UUID) -> Response:
        """Narrow it, or after a fresh proof widen or extend it; at once."""
        given = GrantInput(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        changes = given.validated_data
        if "sections" in changes:
            changes["sections"] = frozenset(map(Section, changes["sections"]))
        with locked(request, journal_id, Action.CHANGE_SHARING) as (access, journal):
            grant = change_grant(
                access=access,
                journal=journal,
                grant_id=grant_id,
                changes=changes,
                is_proven=principal(request).is_fresh,
                now=now(),
            )
        crews = crews_of({grant.team_id} if grant.team_id else ())
        looked = last_looks(journal_id=journal_id)
        return Response(GrantOutput(_grant(grant, looked.get(grant.id), crews)).data)

    @extend_schema(operation_id="stop_sharing", responses={204: None})
    def delete(self, request: Request, journal_id: UUID, grant_id: UUID) -> Response:
        """End it; the person's next request is refused."""
        with locked(request, journal_id, Action.STOP_SHARING) as (access, _):
            stop_sharing(access=access, grant_id=grant_id, now=now())
        return Response(status=204)


class LooksView(APIView):
    """Who looked."""

    @extend_schema(
        operation_id="looks",
        responses={200: LooksOutput},
        parameters=[OpenApiParameter("before", OpenApiTypes.STR)],
    )
    def get(self, request: Request, journal_id: UUID) -> Response:
        """List accesses by anyone but the owner, newest first."""
        opened(request, journal_id, Action.SEE_WHO_LOOKED)
        found = looks(
            journal_id=journal_id,
            owner_id=who(request).id,
            before=place_param(request, "before"),
            limit=PAGE,
        )
        older = f"{found[-1].at.isoformat()}~{found[-1].id}" if len(found) == PAGE else None
        return Response({"looks": LookOutput(found, many=True).data, "next": older})


def _grant(
    grant: Grant, looked_at: datetime | None, crews: dict[UUID, list[str]]
) -> dict[str, Any]:
    state = "on"
    if grant.revoked_at is not None:
        state = "stopped"
    elif grant.expires_at <= now():
        state = "ended"
    return {
        "id": grant.id,
        "grantee": _person(grant.grantee) if grant.grantee else None,
        "team": as_shown(grant.team) | {"members": crews[grant.team.id]} if grant.team else None,
        "role": grant.role,
        "sections": grant.sections,
        "since": grant.since,
        "until": grant.until,
        "created_at": grant.created_at,
        "revoked_at": grant.revoked_at,
        "state": state,
        "last_looked_at": looked_at,
    }


def _person(user: User) -> dict[str, str]:
    return {"name": user.shown_name, "email": user.email}
