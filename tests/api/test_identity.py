"""An app comes in: the whole flow, and every way in which it must fail."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.idp.oidc.models import Client as Registered
from allauth.idp.oidc.models import Token
from django.core import mail
from django.core.cache import cache
from django.test import Client

from journal.accounts.models import AppConsent
from tests.apps import (
    ALL,
    AUTHORIZE,
    CALLBACK,
    TOKEN,
    VERIFIER,
    answer,
    bearer,
    came_back,
    challenge,
    code_for,
    private_key,
    register,
    signed_in,
)
from tests.people import op

JSON: Any = {"content_type": "application/json"}


@pytest.fixture(autouse=True)
def provider(settings, db):
    settings.IDP_OIDC_PRIVATE_KEY = private_key()
    cache.clear()


@pytest.fixture(params=[True, False], ids=["public", "confidential"])
def app(request):
    return register(public=request.param)


def test_the_whole_way(app, people):
    ana = people.ana
    browser = signed_in(ana)
    page = browser.get(app.address(nonce="n1"))
    assert page.status_code == 200
    assert not AppConsent.objects.exists()

    back = came_back(answer(browser, page))
    assert back["state"] == "s1"
    got = app.trade_code(back["code"]).json()
    assert (got["token_type"], got["expires_in"]) == ("Bearer", 3600)
    assert set(got["scope"].split()) == set(ALL)

    [key] = Client().get("/.well-known/jwks.json").json()["keys"]
    told = jwt.decode(got["id_token"], jwt.PyJWK(key), algorithms=["RS256"], audience=app.id)
    assert told["iss"] == "http://localhost:8000"
    assert (told["nonce"], told["email"], told["name"]) == ("n1", "ana@example.org", "Ana")

    api = bearer(got["access_token"])
    me = api.get("/api/v1/me")
    assert me.json() == {
        "signed_in": True, "csrf_token": "", "sign_in_links": False,
        "journal": {"id": str(ana.journal.id)},
    }  # fmt: skip
    assert not me.cookies
    base = f"/api/v1/journals/{ana.journal.id}"
    pushed = api.post(f"{base}/ops", {"ops": [op(ana)]}, **JSON)
    assert pushed.json()["results"][0]["status"] == "applied", pushed.content
    [entry] = api.get(f"{base}/timeline").json()["entries"]
    assert entry["author_id"] == str(ana.user.id), entry

    fresh = app.refresh(got["refresh_token"]).json()
    assert fresh["refresh_token"] != got["refresh_token"]
    again = app.refresh(got["refresh_token"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert bearer(fresh["access_token"]).get(f"{base}/timeline").status_code == 200

    [listed] = browser.get("/api/v1/me/apps").json()["apps"]
    assert (listed["client"], listed["name"]) == (app.id, "Tracker")
    assert set(listed["scopes"]) == set(ALL)
    assert listed["last_used_at"]
    csrf = {"X-CSRFToken": browser.get("/api/v1/me").json()["csrf_token"]}
    assert browser.delete(f"/api/v1/me/apps/{app.id}", headers=csrf).status_code == 204
    refused = bearer(fresh["access_token"]).get(f"{base}/timeline")
    assert (refused.status_code, refused.json()["code"]) == (401, "not-signed-in")
    assert refused["WWW-Authenticate"].startswith("Bearer")
    assert app.refresh(fresh["refresh_token"]).status_code == 400
    assert not Token.objects.exists()
    assert browser.get("/api/v1/me/apps").json() == {"apps": []}


def test_the_page_says_who_asks_for_what_and_loads_nothing(people):
    app = register(name="<b>Tracker</b>")
    page = signed_in(people.ana).get(app.address())
    text = page.content.decode()

    assert "&lt;b&gt;Tracker&lt;/b&gt; asks to use your Daybook account." in text
    assert "Read your whole journal" in text
    assert "under More, Apps you let in" in text
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self' https://app.example.org;" in policy
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "no-store"
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", text)
    addresses = re.findall(r'(?:href|action|src)="([^"]+)"', text)
    assert set(addresses) == {"/icon.svg", AUTHORIZE}

    people.ana.user.locale = "es"
    people.ana.user.save()
    spanish = signed_in(people.ana).get(app.address()).content.decode()
    assert '<html lang="es"' in spanish
    assert "Leer todo su diario" in spanish


def test_only_what_was_asked_for_is_shown_and_given(people):
    app = register(public=True)
    browser = signed_in(people.ana)
    page = browser.get(app.address(scope="openid journal:read"))
    assert "Add notes" not in page.content.decode()

    code = came_back(answer(browser, page))["code"]
    got = app.trade_code(code).json()
    assert got["scope"] == "openid journal:read"
    base = f"/api/v1/journals/{people.ana.journal.id}"
    refused = bearer(got["access_token"]).post(f"{base}/ops", {"ops": []}, **JSON)
    assert (refused.status_code, refused.json()["scope"]) == (403, "entries:write")


def test_a_scope_that_the_app_is_not_registered_for(people):
    app = register(scopes=("openid", "journal:read"))

    back = came_back(signed_in(people.ana).get(app.address(scope="openid entries:write")))
    assert back["error"] == "invalid_scope"


def test_signed_out_it_leads_to_the_sign_in_page_and_back():
    app = register()
    sent = Client().get(app.address())
    assert sent.status_code == 302
    where = urlsplit(sent["Location"])
    assert where.path == "/sign-in/"
    assert parse_qs(where.query)["next"] == [app.address()]
    spanish = Client(headers={"Accept-Language": "es-MX"}).get(app.address())
    assert spanish["Location"].startswith("/es/sign-in/?")


def test_whoever_proved_it_long_ago_proves_it_again(people):
    app, browser = register(), signed_in(people.ana, age=3600)
    page = browser.get(app.address())
    assert page["Location"].startswith("/identity/prove?")

    asked = browser.get(page["Location"])
    token = asked.context["csrf_token"]
    sent = {"next": app.address(), "csrfmiddlewaretoken": str(token)}
    assert browser.post("/identity/prove", {"next": app.address(), "send": "1"}).status_code == 403
    assert browser.post("/identity/prove", sent | {"send": "1"}).status_code == 200
    [code] = re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))
    wrong = browser.post("/identity/prove", sent | {"code": "x"})
    assert "That is not the code" in wrong.content.decode()
    proved = browser.post("/identity/prove", sent | {"code": code})
    assert proved["Location"] == app.address()
    assert browser.get(app.address()).status_code == 200


@pytest.mark.parametrize("back", ["", "https://evil.example/", "//evil.example", "/identity/o/x"])
def test_proving_leads_nowhere_else(people, back):
    browser = signed_in(people.ana)

    assert browser.get("/identity/prove", {"next": back}).status_code == 400


def test_a_page_left_open_too_long_asks_again_and_gives_nothing(people):
    app, browser = register(), signed_in(people.ana)
    page = browser.get(app.address())
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0}]
    session.save()

    asked = answer(browser, page)
    assert asked["Location"].startswith("/identity/prove?next=%2Fidentity%2Fo%2Fauthorize%3F")
    assert not AppConsent.objects.exists()


def test_saying_no(people):
    app, browser = register(), signed_in(people.ana)

    back = came_back(answer(browser, browser.get(app.address()), "cancel"))
    assert back == {"error": "access_denied", "state": "s1"}
    assert not AppConsent.objects.exists()


def test_yes_needs_the_csrf_token(people):
    app, browser = register(), signed_in(people.ana)
    page = browser.get(app.address())
    signed = re.findall(r'name="request" value="([^"]+)"', page.content.decode())[0]
    sent = {"request": signed.replace("&quot;", '"'), "scopes": ["openid"], "action": "grant"}

    assert browser.post(AUTHORIZE, sent).status_code == 403
    assert not AppConsent.objects.exists()


@pytest.mark.parametrize(
    "uri", ["https://evil.example/callback", f"{CALLBACK}/x", "http://app.example.org/callback"]
)
def test_a_wrong_redirect_address_leads_nowhere(people, uri):
    page = signed_in(people.ana).get(register().address(redirect_uri=uri))

    assert page.status_code == 400
    assert "evil" not in page.content.decode()


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


def test_userinfo_tells_what_was_allowed(people):
    app = register(public=True)
    code = code_for(app, signed_in(people.ana), scope="openid profile")
    token = app.trade_code(code).json()["access_token"]

    told = bearer(token).get("/identity/o/api/userinfo").json()
    assert told == {"sub": told["sub"], "name": "Ana", "locale": "en"}


def test_the_discovery_document_tells_only_what_is_on():
    told = Client().get("/.well-known/openid-configuration").json()

    assert told["scopes_supported"] == list(ALL)
    assert told["grant_types_supported"] == ["authorization_code", "refresh_token"]
    assert told["response_types_supported"] == ["code"]
    assert told["token_endpoint"] == f"http://localhost:8000{TOKEN}"
    assert not {"device_authorization_endpoint", "end_session_endpoint"} & told.keys()


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
