"""An app comes in: the whole flow, and what the person is shown."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.idp.oidc.models import Token
from django.core import mail
from django.test import Client

from journal.accounts.models import AppConsent
from tests.apps import (
    ALL,
    AUTHORIZE,
    TOKEN,
    answer,
    bearer,
    came_back,
    code_for,
    register,
    signed_in,
)
from tests.people import op

JSON: Any = {"content_type": "application/json"}
pytestmark = pytest.mark.usefixtures("provider")


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
    assert (
        browser.post("/identity/prove", {"next": app.address(), "way": "send"}).status_code == 403
    )
    assert browser.post("/identity/prove", sent | {"way": "send"}).status_code == 200
    [code] = re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))
    wrong = browser.post("/identity/prove", sent | {"way": "mail", "code": "x"})
    assert "That is not the code" in wrong.content.decode()
    proved = browser.post("/identity/prove", sent | {"way": "mail", "code": code})
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
