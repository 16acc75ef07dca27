"""An app of somebody else, as the provider's tests play it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.idp.oidc.models import Client as Registered
from allauth.idp.oidc.models import Token
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from config.launch.own_keys import rsa_key
from journal.integrators.services import let_in
from tests.people import Person

CALLBACK = "https://app.example.org/callback"
ALL = ("openid", "email", "profile", "journal:read", "entries:write")
AUTHORIZE = "/identity/o/authorize"
TOKEN = "/identity/o/api/token"
VERIFIER = "v" * 64


@cache
def private_key() -> str:
    """One for all tests: making it takes a moment."""
    return rsa_key()


def challenge(verifier: str) -> str:
    """What PKCE sends ahead of the verifier."""
    hashed = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()


@dataclass
class App:
    """A registered app and what it knows."""

    id: str
    secret: str | None = None
    scopes: tuple[str, ...] = ALL
    browser: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def address(self, **changed: str | None) -> str:
        """Where it sends a person."""
        asked: dict[str, str | None] = {
            "client_id": self.id,
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": " ".join(self.scopes),
            "state": "s1",
            "code_challenge": challenge(VERIFIER),
            "code_challenge_method": "S256",
            **changed,
        }
        return f"{AUTHORIZE}?{urlencode({k: v for k, v in asked.items() if v is not None})}"

    def trade(self, **sent: str) -> Any:
        """What the token address answers."""
        own = {"client_id": self.id} | ({"client_secret": self.secret} if self.secret else {})
        return self.browser.post(TOKEN, own | sent)

    def trade_code(self, code: str, **changed: str) -> Any:
        """Tokens for a code."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
        }
        return self.trade(**sent | changed)

    def refresh(self, token: str) -> Any:
        """Tokens for a refresh token."""
        return self.trade(grant_type="refresh_token", refresh_token=token)


def register(*, public: bool = False, scopes: tuple[str, ...] = ALL, name: str = "Tracker") -> App:
    """Register it, as an operator does."""
    from io import StringIO

    said = StringIO()
    given = [name, "--redirect", CALLBACK, *(word for s in scopes for word in ("--scope", s))]
    call_command("oauth_client", "add", *given, *(["--public"] if public else []), stdout=said)
    words = dict(line.split()[:2] for line in said.getvalue().splitlines())
    return App(words["client_id"], words.get("client_secret"), scopes)


def answer(browser: Client, page: Any, action: str = "grant") -> Any:
    """Tap a button of the consent page."""
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', page.content.decode())
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        if name != "action":
            sent.setdefault(name, []).append(value.replace("&amp;", "&").replace("&quot;", '"'))
    return browser.post(AUTHORIZE, sent | {"action": [action]})


def came_back(response: Any) -> dict[str, str]:
    """What the redirect to the app says."""
    assert response.status_code == 302, response.content
    assert response["Location"].startswith(CALLBACK), response["Location"]
    return {k: v[0] for k, v in parse_qs(urlsplit(response["Location"]).query).items()}


def code_for(app: App, who: Client, **changed: str | None) -> str:
    """The code that the app gets when somebody says yes."""
    return came_back(answer(who, who.get(app.address(**changed))))["code"]


def signed_in(who: Person, **options: Any) -> Client:
    """A browser that is checked for CSRF as a real one is."""
    return who.client(enforce_csrf_checks=True, **options)


def bearer(token: str) -> Client:
    """The app itself, asking the API."""
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})


def with_token(who: Person, *scopes: str, age: timedelta = timedelta()) -> Client:
    """The app itself with a token of these scopes, without the way there."""
    client, _ = Registered.objects.get_or_create(id="app", defaults={"name": "Tracker"})
    let_in(
        user_id=who.user.id, client_id="app", client_name="Tracker", scopes=ALL, now=timezone.now()
    )
    value = f"{who.user.id}-{'-'.join(scopes)}-{age}"
    token = Token(
        type=Token.Type.ACCESS_TOKEN,
        client=client,
        user=who.user,
        expires_at=timezone.now() + timedelta(hours=1) - age,
    )
    token.set_value(value)
    token.set_scopes(list(scopes))
    token.save()
    return bearer(value)
