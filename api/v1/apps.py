"""The apps of others that somebody let in, and ending them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import now, who
from api.tokens import end_tokens
from journal.accounts.models import Journal
from journal.audit.services import last_uses
from journal.core.errors import NotFound
from journal.integrators.services import consents, end_consent


class AppOutput(serializers.Serializer[Any]):
    """One app; ``last_used_at`` is when it last read or noted something in the journal."""

    client = serializers.CharField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    since = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)


class AppsOutput(serializers.Serializer[Any]):
    """The apps that are let in now."""

    apps = AppOutput(many=True)


class AppsView(APIView):
    """The apps I let in."""

    @extend_schema(operation_id="apps", responses={200: AppsOutput})
    def get(self, request: Request) -> Response:
        """List them, newest first."""
        user_id = who(request).id
        held = consents(user_id=user_id)
        journal = Journal.objects.filter(owner_id=user_id).first() if held else None
        used = last_uses(journal_id=journal.id) if journal else {}
        apps = [
            {
                "client": consent.client_id,
                "name": consent.client_name,
                "scopes": consent.scopes,
                "since": consent.given_at,
                "last_used_at": used.get(consent.id),
            }
            for consent in held
        ]
        return Response(AppsOutput({"apps": apps}).data)


class AppView(APIView):
    """One app I let in."""

    @extend_schema(operation_id="end_app", responses={204: None})
    def delete(self, request: Request, client: str) -> Response:
        """End it, with all its tokens; its next request is refused."""
        user_id = who(request).id
        if not end_consent(user_id=user_id, client_id=client, now=now()):
            raise NotFound
        end_tokens(user_id=user_id, client_id=client)
        return Response(status=204)
