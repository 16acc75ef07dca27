"""The bearer tokens of apps that people let in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from allauth.idp.oidc.models import Token
from django.conf import settings
from django.http import HttpRequest
from rest_framework.exceptions import AuthenticationFailed

from journal.accounts.models import User
from journal.integrators.services import consent_to

READ = "journal:read"
"""The scope that opens what is in the journal."""


@dataclass(frozen=True, slots=True)
class AppToken:
    """What a request's token may do: ``request.auth`` of an app, None of a person."""

    scopes: frozenset[str]
    app_id: UUID


def bearer(request: HttpRequest) -> str | None:
    """The token of the header; one in an address, where logs would keep it, is no token."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if kind.lower() == "bearer" else None


def app_of(token: str) -> tuple[User, AppToken]:
    """Whose token it is, and what both the token and the consent behind it allow.

    Raises ``AuthenticationFailed`` for one that has run out, was taken back or never was.
    """
    if not settings.IDP_OIDC_PRIVATE_KEY:
        raise AuthenticationFailed
    found = (
        Token.objects.valid()
        .by_value(token)
        .filter(type=Token.Type.ACCESS_TOKEN, user__is_active=True)
        .select_related("user")
        .first()
    )
    if found is None or found.client_id is None:
        raise AuthenticationFailed
    consent = consent_to(user_id=found.user_id, client_id=found.client_id)
    if consent is None:
        raise AuthenticationFailed
    scopes = frozenset(found.get_scopes()) & frozenset(consent.scopes)
    return found.user, AppToken(scopes, consent.id)


def end_tokens(*, user_id: UUID, client_id: str) -> None:
    """Take back every token that an app has of a person."""
    Token.objects.filter(user_id=user_id, client_id=client_id).delete()
