"""Before an app is let in: a passkey, the code of an app, the password, or a code by mail."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache

from config.identity.pages import SCRIPT
from tests.apps import App, register, signed_in
from tests.people import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CLIENT = b'{"type": "webauthn.create", "challenge": "", "origin": "http://localhost"}'
PASSWORD = "right horse battery staple"
pytestmark = pytest.mark.usefixtures("provider")


def asked(who: Person) -> tuple[Any, App, Any, dict[str, str]]:
    """The page, for somebody who proved it long ago."""
    app = register()
    browser = signed_in(who, age=3600)
    page = browser.get(browser.get(app.address())["Location"])
    assert page.status_code == 200
    sent = {"next": app.address(), "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    return browser, app, page, sent


def lets_in(browser: Any, app: App) -> bool:
    return browser.get(app.address()).status_code == 200


def code() -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(SECRET, next(counters())))


def with_password(who: Person) -> Person:
    who.user.set_password(PASSWORD)
    who.user.save()
    return who


def test_somebody_with_nothing_else_is_offered_the_mail_alone(people):
    people.ana.user.set_unusable_password()
    people.ana.user.save()

    _, _, page, _ = asked(people.ana)

    ways = re.findall(r'name="way" value="(\w+)"', page.content.decode())
    assert ways == ["send"]
    assert "script-src" not in page["Content-Security-Policy"]
    assert "<script" not in page.content.decode()


def test_the_password(people):
    browser, app, page, sent = asked(with_password(people.ana))
    assert 'type="password"' in page.content.decode()

    wrong = browser.post("/identity/prove", sent | {"way": "password", "password": "wrong"})
    assert "That did not match" in wrong.content.decode()
    assert not lets_in(browser, app)
    proved = browser.post("/identity/prove", sent | {"way": "password", "password": PASSWORD})

    assert proved["Location"] == app.address()
    assert lets_in(browser, app)


def test_the_code_of_an_app_and_only_once(people):
    TOTP.activate(people.ana.user, SECRET)
    browser, app, _, sent = asked(people.ana)

    wrong = browser.post("/identity/prove", sent | {"way": "app", "code": "000000"})
    assert "That did not match" in wrong.content.decode()
    now = code()
    assert browser.post("/identity/prove", sent | {"way": "app", "code": now})["Location"]
    assert lets_in(browser, app)

    other, app, _, sent = asked(people.ana)
    assert other.post("/identity/prove", sent | {"way": "app", "code": now}).status_code == 200
    assert not lets_in(other, app)


def passkey(who: Person) -> None:
    """A passkey that no device of these tests has."""
    data = b"\x00" * 16 + b"\x00\x04" + b"\x07" * 4 + bytes.fromhex(
        "a5010203262001215820" + "11" * 32 + "225820" + "22" * 32
    )  # fmt: skip
    host = get_adapter().get_public_key_credential_rp_entity()["id"]
    auth = hashlib.sha256(host.encode()).digest() + b"\x45" + b"\x00" * 4 + data

    def sealed(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    head = bytes.fromhex("a363666d74646e6f6e656761747453746d74a0686175746844617461")
    statement = head + b"\x58" + bytes([len(auth)]) + auth
    Authenticator.objects.create(
        user=who.user,
        type=Authenticator.Type.WEBAUTHN,
        data={
            "name": "Phone",
            "credential": {
                "id": sealed(b"\x07" * 4), "rawId": sealed(b"\x07" * 4), "type": "public-key",
                "clientExtensionResults": {},
                "response": {
                    "clientDataJSON": sealed(CLIENT), "attestationObject": sealed(statement),
                },
            },
        },
    )  # fmt: skip


def test_a_passkey_is_asked_for_by_a_script_that_the_policy_names(people):
    passkey(people.ana)

    _, _, page, _ = asked(people.ana)

    hashed = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src 'sha256-{hashed}'" in page["Content-Security-Policy"]
    text = page.content.decode()
    assert f"<script>{SCRIPT}</script>" in text
    assert "BwcHBw" in text
    assert "challenge" in text


@pytest.mark.parametrize(
    "credential", ["", "x", "[]", "{}", '{"id": 1}', '{"id": "BwcHBw", "response": {}}']
)
def test_a_forged_passkey_proves_nothing(people, credential):
    passkey(people.ana)
    browser, app, _, sent = asked(people.ana)

    answer = browser.post("/identity/prove", sent | {"way": "passkey", "credential": credential})

    assert answer.status_code == 200
    assert not lets_in(browser, app)


def test_tries_are_counted_whatever_the_way(people):
    browser, app, _, sent = asked(with_password(people.ana))
    for _ in range(30):
        browser.post("/identity/prove", sent | {"way": "mail", "code": "000000"})

    last = browser.post("/identity/prove", sent | {"way": "password", "password": PASSWORD})

    assert "That was a lot" in last.content.decode()
    assert not lets_in(browser, app)
    cache.clear()
    assert browser.post("/identity/prove", sent | {"way": "nonsense"}).status_code == 200
    assert not lets_in(browser, app)
