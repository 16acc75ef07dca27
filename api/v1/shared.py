"""The other side of sharing: an invitation's offer, accepting it, and what is shared with me."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened, who
from journal.flags.worklist import shared_journals
from journal.sharing.models import GrantRole
from journal.sharing.policy import Action
from journal.sharing.services import accept_invitation, leave, read_invitation


class TokenInput(serializers.Serializer[Any]):
    """The secret from the mail."""

    token = serializers.CharField(max_length=200)


class PreviewOutput(serializers.Serializer[Any]):
    """What an invitation offers."""

    owner_name = serializers.CharField()
    role = serializers.ChoiceField(choices=GrantRole.choices)
    for_team = serializers.BooleanField()
    sections = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField()


class AcceptInput(TokenInput):
    """The secret, and the team that is to look, where the invitation allows that."""

    team_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class AcceptedOutput(serializers.Serializer[Any]):
    """Which journal is open now."""

    journal_id = serializers.UUIDField()


class SharedJournalOutput(serializers.Serializer[Any]):
    """One journal that somebody shares with me."""

    id = serializers.UUIDField()
    owner_name = serializers.CharField()
    role = serializers.ChoiceField(choices=["viewer", "caregiver", "member"])
    team_name = serializers.CharField(allow_null=True)
    sections = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField()
    open_flags = serializers.DictField(child=serializers.IntegerField())
    last_entry_on = serializers.DateField(allow_null=True)
    page_sent_at = serializers.DateTimeField(allow_null=True)


class SharedOutput(serializers.Serializer[Any]):
    """The journals shared with me."""

    journals = SharedJournalOutput(many=True)


class PreviewView(APIView):
    """What an invitation offers, before it is accepted."""

    limits = {"POST": ("invitation-tries",)}

    @extend_schema(
        operation_id="preview_invitation", request=TokenInput, responses={200: PreviewOutput}
    )
    def post(self, request: Request) -> Response:
        """Show it to the person it was sent to."""
        found = read_invitation(token=_token(request), user=who(request), now=now())
        return Response(
            {
                "owner_name": found.journal.owner.shown_name,
                "role": found.role,
                "for_team": found.for_team,
                "sections": found.sections,
                "since": found.since,
                "until": found.until,
            }
        )


class AcceptView(APIView):
    """Accepting an invitation."""

    limits = {"POST": ("invitation-tries",)}

    @extend_schema(
        operation_id="accept_invitation", request=AcceptInput, responses={200: AcceptedOutput}
    )
    def post(self, request: Request) -> Response:
        """Open the journal; works once."""
        given = AcceptInput(data=request.data)
        given.is_valid(raise_exception=True)
        grant = accept_invitation(user=who(request), now=now(), **given.validated_data)
        return Response({"journal_id": grant.journal_id})


class MyAccessOutput(serializers.Serializer[Any]):
    """What I may see of somebody's journal; ``version`` changes with what is open."""

    role = serializers.ChoiceField(choices=["viewer", "caregiver", "member"])
    sections = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField(allow_null=True)
    version = serializers.CharField()


class SharedView(APIView):
    """Journals that others share with me."""

    read_limits = ("shared",)

    @extend_schema(operation_id="shared", responses={200: SharedOutput})
    def get(self, request: Request) -> Response:
        """List them, with open flags by level. Nothing inside them is opened by this."""
        found = shared_journals(user_id=who(request).id, now=now())
        return Response({"journals": SharedJournalOutput(found, many=True).data})


class MyAccessView(APIView):
    """My own access to somebody's journal."""

    @extend_schema(operation_id="my_access", responses={200: MyAccessOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Say whether it still holds. A page that shows the journal asks now and then."""
        access, _ = opened(request, journal_id, Action.SEE_OWN_ACCESS)
        return Response(
            {
                "role": access.role.value,
                "sections": access.section_names,
                "since": access.since,
                "version": f"{access.grant_id}.{access.view}",
            }
        )

    @extend_schema(operation_id="leave_journal", request=None, responses={204: None})
    def delete(self, request: Request, journal_id: UUID) -> Response:
        """Give it up. A team's access ends with the team, or with leaving the team."""
        with locked(request, journal_id, Action.LEAVE) as (access, _):
            leave(access=access, now=now())
        return Response(status=204)


def _token(request: Request) -> str:
    given = TokenInput(data=request.data)
    given.is_valid(raise_exception=True)
    token: str = given.validated_data["token"]
    return token
