"""Every way in which an app must not come in."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.idp.oidc.models import Client as Registered
from django.test import Client

from journal.accounts.models import AppConsent
from tests.apps import (
    AUTHORIZE,
    CALLBACK,
    TOKEN,
    VERIFIER,
    bearer,
    came_back,
    challenge,
    code_for,
    register,
    signed_in,
)

JSON: Any = {"content_type": "application/json"}
pytestmark = pytest.mark.usefixtures("provider")


@pytest.mark.parametrize(
    "uri", ["https://evil.example/callback", f"{CALLBACK}/x", "http://app.example.org/callback"]
)
def test_a_wrong_redirect_address_leads_nowhere(people, uri):
    page = signed_in(people.ana).get(register().address(redirect_uri=uri))

    assert page.status_code == 400
    assert "evil" not in page.content.decode()


@pytest.mark.parametrize("age", [0, 3600])
def test_an_address_that_is_too_long_leads_nowhere(people, age):
    app = register()

    for browser in (Client(), signed_in(people.ana, age=age)):
        sent = browser.get(app.address(state="a" * 30_000))
        assert sent.status_code in (200, 302, 400)
        assert not sent.headers.get("Location", "").startswith("/")


def test_a_form_that_is_too_long_leads_nowhere(provider):
    sent = Client().post(AUTHORIZE, {"client_id": "x", "state": "a" * 30_000})

    assert sent.status_code == 400


def test_an_address_that_is_none_leads_nowhere(people, app):
    got = app.trade_code("x", resource="http://[")
    assert (got.status_code, got.json()) == (400, {"error": "invalid_target"})
    for name in ("resource", "redirect_uri"):
        page = signed_in(people.ana).get(app.address(**{name: "http://["}))
        assert page.status_code == 400


def test_an_unknown_app_leads_nowhere(people):
    assert signed_in(people.ana).get(register().address(client_id="no")).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": None},
        {"code_challenge": "short"},
    ],
)
def test_pkce_with_s256_is_needed(app, people, changed):
    back = came_back(signed_in(people.ana).get(app.address(**changed)))

    assert (back["error"], back["state"]) == ("invalid_request", "s1")


@pytest.mark.parametrize("kind", ["token", "id_token", "code id_token", "id_token token"])
def test_only_codes_are_given(people, kind):
    sent = signed_in(people.ana).get(register().address(response_type=kind, nonce="n"))

    assert "unauthorized_client" in sent["Location"] or "unsupported" in sent["Location"]


def test_nothing_is_given_in_silence(people):
    first, second, browser = register(), register(), signed_in(people.ana)
    first.trade_code(code_for(first, browser))

    back = came_back(browser.get(second.address(prompt="none")))
    assert back["error"] == "interaction_required"
    assert came_back(Client().get(second.address(prompt="none")))["error"] == "login_required"


def test_a_wrong_verifier_and_a_used_code(app, people):
    browser = signed_in(people.ana)
    wrong = app.trade_code(code_for(app, browser), code_verifier="w" * 64)
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    without = app.trade_code(code_for(app, browser), code_verifier="")
    assert without.status_code == 400

    code = code_for(app, browser)
    assert app.trade_code(code).status_code == 200
    assert app.trade_code(code).json()["error"] == "invalid_grant"


def test_a_code_of_another_app_and_a_wrong_secret(people):
    app, other, browser = register(), register(), signed_in(people.ana)

    assert other.trade_code(code_for(app, browser)).status_code == 400
    assert app.trade_code(code_for(app, browser), client_secret="no").status_code == 401


def test_a_code_is_worth_nothing_once_the_app_was_ended(people):
    app, browser = register(public=True), signed_in(people.ana)
    code = code_for(app, browser)
    AppConsent.objects.update(ended_at="2026-01-01T00:00:00Z")

    assert app.trade_code(code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "grant", ["client_credentials", "password", "urn:ietf:params:oauth:grant-type:device_code"]
)
def test_no_other_way_to_a_token(app, grant):
    sent = app.trade(
        grant_type=grant, scope="journal:read", username="ana@example.org", password="x",
        device_code="x",
    )  # fmt: skip

    assert sent.status_code in (400, 401)
    assert "access_token" not in sent.json()
    assert Client().post("/identity/o/api/device/code", {"client_id": app.id}).status_code == 404
    assert Client().get("/identity/o/logout").status_code == 404
    assert Client().post("/identity/o/api/clients", {}).status_code == 404
    assert Client().post("/identity/o/api/introspect", {}).status_code == 404


def test_an_app_takes_its_own_tokens_back(app, people):
    got = app.trade_code(code_for(app, signed_in(people.ana))).json()
    own = {"client_id": app.id} | ({"client_secret": app.secret} if app.secret else {})

    sent = app.browser.post("/identity/o/api/revoke", own | {"token": got["refresh_token"]})
    assert sent.status_code == 200
    assert bearer(got["access_token"]).get("/api/v1/me").status_code == 401


def test_a_resource_elsewhere(app, people):
    got = app.trade_code(code_for(app, signed_in(people.ana)), resource="https://x.example/")

    assert (got.status_code, got.json()) == (400, {"error": "invalid_target"})
    page = signed_in(people.ana).get(app.address(resource="https://x.example/"))
    assert page.status_code == 400


def test_without_a_key_the_provider_is_off(people, settings):
    app = register(public=True)
    token = app.trade_code(code_for(app, signed_in(people.ana))).json()["access_token"]
    settings.IDP_OIDC_PRIVATE_KEY = ""

    for path in ("/.well-known/openid-configuration", "/.well-known/jwks.json", AUTHORIZE, TOKEN,
                 "/identity/prove", "/identity/o/api/userinfo", "/identity"):  # fmt: skip
        assert Client().get(path).status_code == 404, path
    assert Client().post(TOKEN).status_code == 404
    assert bearer(token).get("/api/v1/me").status_code == 401


def test_the_verifier_of_these_tests_is_long_enough():
    assert len(VERIFIER) >= 43
    assert len(challenge(VERIFIER)) == 43
    assert Registered.objects.count() == 0
