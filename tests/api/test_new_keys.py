"""A fresh proof gives the session a new key, and an older copy of it opens nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from journal.accounts.models import Session
from tests.api.test_proof import code_from
from tests.api.test_prove import PASSWORD, SECRET, code, passkey, with_password
from tests.apps import register

JSON: Any = {"content_type": "application/json"}
AUTH = "/_allauth/browser/v1/auth"
COOKIE = settings.SESSION_COOKIE_NAME


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


@pytest.fixture
def ana(people):
    with_password(people.ana)
    TOTP.activate(people.ana.user, SECRET)
    passkey(people.ana)
    return people.ana


@pytest.fixture
def true_passkey(monkeypatch):
    """The signature of a passkey is django-allauth's matter; here it holds."""
    auth = "allauth.mfa.webauthn.forms.auth"
    monkeypatch.setattr(f"{auth}.parse_authentication_response", lambda given: given)
    monkeypatch.setattr(
        f"{auth}.complete_authentication",
        lambda user, given: Authenticator.objects.get(user=user, type="webauthn"),
    )


def by_password(client):
    return client.post(f"{AUTH}/reauthenticate", {"password": PASSWORD}, **JSON)


def by_app(client):
    return client.post(f"{AUTH}/2fa/reauthenticate", {"code": code()}, **JSON)


def by_passkey(client):
    return client.post(f"{AUTH}/webauthn/reauthenticate", {"credential": {"id": "x"}}, **JSON)


def by_mail(client):
    from django.core import mail

    client.post("/api/v1/me/proof")
    return client.put("/api/v1/me/proof", {"code": code_from(mail.outbox)}, **JSON)


def on_the_page(way, **proof):
    """The page that asks before an app is let in."""

    def prove(client):
        app = register()
        sent = {"next": app.address(), "way": way, **{key: give() for key, give in proof.items()}}
        return client.post("/identity/prove", sent)

    return prove


WAYS = {
    "password": by_password,
    "app": by_app,
    "passkey": by_passkey,
    "mail": by_mail,
    "page-password": on_the_page("password", password=lambda: PASSWORD),
    "page-app": on_the_page("app", code=code),
    "page-passkey": on_the_page("passkey", credential=lambda: '{"id": "x"}'),
}


@pytest.mark.usefixtures("provider", "true_passkey")
@pytest.mark.parametrize("way", WAYS)
def test_the_key_from_before_a_proof_is_dead(ana, way):
    client = ana.client(age=3600)
    old = client.cookies[COOKIE].value
    UserSession.objects.create(user=ana.user, session_key=old, ip="127.0.0.1", user_agent="x")

    assert WAYS[way](client).status_code in (200, 204, 302)

    new = client.cookies[COOKIE].value
    assert new != old
    assert not Session.objects.filter(session_key=old).exists()
    assert client.get("/api/v1/me").json()["signed_in"]
    thief = Client()
    thief.cookies[COOKIE] = old
    assert not thief.get("/api/v1/me").json()["signed_in"]
    assert thief.get(f"/api/v1/journals/{ana.journal.id}").status_code == 401
    # Still one line in the list of sign-ins, and it is this one.
    listed = client.get(f"{AUTH}/sessions").json()["data"]
    assert [shown["is_current"] for shown in listed] == [True]


def test_a_wrong_proof_changes_nothing(ana):
    client = ana.client(age=3600)
    old = client.cookies[COOKIE].value

    answer = client.post(f"{AUTH}/reauthenticate", {"password": "wrong"}, **JSON)

    assert answer.status_code == 400
    assert client.cookies[COOKIE].value == old
    assert Session.objects.filter(session_key=old).exists()


def test_the_token_for_changes_stays_good(ana):
    client = Client(enforce_csrf_checks=True)
    client.cookies = ana.client(age=3600).cookies
    token = {"X-CSRFToken": client.get("/api/v1/me").json()["csrf_token"]}

    proved = client.post(f"{AUTH}/reauthenticate", {"password": PASSWORD}, headers=token, **JSON)
    changed = client.patch("/api/v1/me", {"name": "Anna"}, headers=token, **JSON)

    assert (proved.status_code, changed.status_code) == (200, 200)


def test_an_answer_that_was_on_its_way_leaves_the_new_key_alone(ana):
    client = ana.client(age=3600)
    late = Client()
    late.cookies[COOKIE] = client.cookies[COOKIE].value
    by_password(client)

    answer = late.get("/api/v1/me")

    assert not answer.json()["signed_in"]
    assert COOKIE not in answer.cookies
    # Signing out takes the key away all the same.
    out = client.delete(f"{AUTH}/session")
    assert out.cookies[COOKIE].value == ""
