"""What Daybook says of itself and of people to the apps that they let in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, Literal
from urllib.parse import urlsplit

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client
from django.conf import settings
from django.core.exceptions import ValidationError

from config.identity.words import SCOPES
from journal.accounts.models import User

_OFF = ("device_authorization_endpoint", "end_session_endpoint")


class IdentityAdapter(DefaultOIDCAdapter):  # type: ignore[misc]  # allauth is untyped
    """The configured address, never that of a Host header; a name, and no more."""

    def generate_client_secret(self) -> str:
        """Of letters, digits, - and _ only, so that it fits in any header or form."""
        return secrets.token_urlsafe(32)

    def get_issuer(self) -> str:
        """The site."""
        return str(settings.SITE_URL)

    def get_claims(
        self,
        purpose: Literal["id_token", "userinfo"],
        user: User,
        client: Client,
        scopes: Iterable[str],
        email: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Add name and language under ``profile``; the rest is allauth's."""
        others = [scope for scope in scopes if scope != "profile"]
        claims: dict[str, Any] = super().get_claims(
            purpose, user, client, others, email=email, **kwargs
        )
        if "profile" in scopes:
            claims |= {"locale": user.locale} | ({"name": user.name} if user.name else {})
        return claims

    def validate_resource_uris(self, *, uris: list[str], **kwargs: Any) -> None:
        """Tokens are for this site only."""
        under = f"{settings.SITE_URL}/"
        if not all(f"{uri}/".startswith(under) for uri in uris):
            raise ValidationError("Tokens are for this site only.")

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        """Leave out what is off, and name every address under the site's own."""
        for name in _OFF:
            data.pop(name, None)
        for name, value in data.items():
            if name == "jwks_uri" or name.endswith("_endpoint"):
                data[name] = f"{settings.SITE_URL}{urlsplit(value).path}"
        data |= {
            "scopes_supported": list(SCOPES),
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "response_types_supported": ["code"],
            "prompt_values_supported": ["consent", "login"],
        }
