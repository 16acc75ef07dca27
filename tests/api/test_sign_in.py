"""Signing up and in: by code, by password; sessions listed and ended; nothing given away."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import allauth
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from config.account_mails import account_mail
from journal.accounts.models import Session, User
from journal.accounts.services import make_sign_in_link
from tests.people import person

AUTH = "/_allauth/browser/v1"
JSON: dict[str, Any] = {"content_type": "application/json"}
LONG = "a-long-and-quiet-sentence"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


@pytest.fixture
def visitor(db):
    return Client()


def code_in(mail) -> str:
    found = re.search(r"^\s*(\d{6})\s*$", mail.body, re.MULTILINE)
    assert found, mail.body
    return found.group(1)


def say(visitor: Client, path: str, body: dict[str, Any], method: str = "post"):
    return getattr(visitor, method)(f"{AUTH}{path}", body, **JSON)


def me(visitor: Client) -> dict[str, Any]:
    return visitor.get("/api/v1/me").json()


def sign_up(visitor: Client, mailoutbox, **given: str) -> None:
    answer = say(visitor, "/auth/signup", {"email": "dora@example.org", **given})
    assert answer.status_code == 401, answer.content
    verified = say(visitor, "/auth/email/verify", {"key": code_in(mailoutbox[-1])})
    assert verified.status_code == 200, verified.content


def test_signing_up_by_code_needs_no_password(visitor, mailoutbox):
    sign_up(visitor, mailoutbox)

    assert me(visitor)["user"]["email"] == "dora@example.org"
    assert not User.objects.get().has_usable_password()


def test_signing_up_and_in_with_a_password(visitor, mailoutbox):
    sign_up(visitor, mailoutbox, password=LONG)
    assert visitor.delete(f"{AUTH}/auth/session").status_code == 401
    assert me(visitor)["signed_in"] is False

    answer = say(visitor, "/auth/login", {"email": "Dora@Example.org", "password": LONG})

    assert answer.status_code == 200, answer.content
    assert me(visitor)["signed_in"] is True


@pytest.mark.parametrize("weak", ["short", "password1234"])
def test_a_weak_password_is_refused(visitor, weak):
    answer = say(visitor, "/auth/signup", {"email": "dora@example.org", "password": weak})

    assert answer.status_code == 400
    assert not User.objects.exists()


def test_signing_in_by_code(visitor, mailoutbox):
    person("Ana")
    asked = say(visitor, "/auth/code/request", {"email": "ana@example.org"})
    assert asked.status_code == 401

    wrong = say(visitor, "/auth/code/confirm", {"code": "000000x"})
    assert wrong.status_code == 400
    right = say(visitor, "/auth/code/confirm", {"code": code_in(mailoutbox[-1])})

    assert right.status_code == 200, right.content
    assert me(visitor)["user"]["name"] == "Ana"


def test_an_unknown_address_gets_the_same_answer(visitor, mailoutbox):
    person("Ana")
    known = say(visitor, "/auth/code/request", {"email": "ana@example.org"})
    unknown = say(Client(), "/auth/code/request", {"email": "nobody@example.org"})

    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())

    taken = say(Client(), "/auth/signup", {"email": "ana@example.org", "password": LONG})
    fresh = say(Client(), "/auth/signup", {"email": "eve@example.org", "password": LONG})
    assert (taken.status_code, _shape(taken.json())) == (fresh.status_code, _shape(fresh.json()))


def test_sessions_are_listed_and_can_be_ended(db, mailoutbox):
    person("Ana")
    phone, tablet = (Client(headers={"user-agent": name}) for name in ("phone", "tablet"))
    for visitor in (phone, tablet):
        say(visitor, "/auth/code/request", {"email": "ana@example.org"})
        say(visitor, "/auth/code/confirm", {"code": code_in(mailoutbox[-1])})

    listed = phone.get(f"{AUTH}/auth/sessions").json()["data"]
    assert {session["user_agent"] for session in listed} == {"phone", "tablet"}
    [other] = [session["id"] for session in listed if not session["is_current"]]

    assert say(phone, "/auth/sessions", {"sessions": [other]}, "delete").status_code == 200
    assert me(tablet)["signed_in"] is False
    assert me(phone)["signed_in"] is True


def test_a_new_device_is_told_of_and_a_known_one_is_not(db, mailoutbox):
    person("Ana")
    for device in ("phone", "phone", "tablet"):
        visitor = Client(headers={"user-agent": device})
        say(visitor, "/auth/code/request", {"email": "ana@example.org"})
        say(visitor, "/auth/code/confirm", {"code": code_in(mailoutbox[-1])})

    told = [mail for mail in mailoutbox if "new phone or browser" in mail.body]
    assert [mail.to for mail in told] == [["ana@example.org"]]


def test_mails_are_in_the_readers_language_and_name_no_account(visitor, mailoutbox):
    spanish = {"headers": {"Accept-Language": "es-MX,es;q=0.9"}}
    body = {"email": "dora@example.org"}
    visitor.post(f"{AUTH}/auth/signup", body, **JSON, **spanish)

    [mail] = mailoutbox
    assert mail.subject == "Su código de Daybook"
    assert code_in(mail) in mail.alternatives[0][0]
    assert str(User.objects.get().id) not in mail.body


def test_every_mail_about_an_account_has_words_of_ours():
    folder = Path(allauth.__file__).parent / "templates"
    names = {
        f"{file.parent.parent.name}/email/{file.name.removesuffix('_message.txt')}"
        for area in ("account", "mfa")
        for file in (folder / area / "email").glob("*_message.txt")
        if file.name != "base_message.txt"
    }

    for prefix in names - {"account/email/password_reset_key"}:
        for locale in ("en", "es"):
            assert account_mail(prefix, {"code": "123456"}, locale=locale), prefix


def test_a_new_password_is_chosen_with_a_code(visitor, mailoutbox):
    person("Ana")
    asked = say(visitor, "/auth/password/request", {"email": "ana@example.org"})
    assert asked.status_code == 401
    key = code_in(mailoutbox[-1])
    done = say(visitor, "/auth/password/reset", {"key": key, "password": LONG}, "post")
    assert done.status_code in (200, 401), done.content

    answer = say(Client(), "/auth/login", {"email": "ana@example.org", "password": LONG})
    assert answer.status_code == 200


def test_a_changed_password_ends_every_other_session(db):
    who = person("Ana")
    visitor = who.client()
    assert me(visitor)["signed_in"] is True

    who.user.set_password(LONG)
    who.user.save()

    assert me(visitor)["signed_in"] is False


def test_a_locked_account_is_out_at_once(db):
    who = person("Ana")
    visitor = who.client()
    User.objects.filter(id=who.user.id).update(is_active=False)

    assert me(visitor)["signed_in"] is False


def test_an_unsafe_request_without_the_token_is_refused(people):
    visitor = people.ana.client(enforce_csrf_checks=True)
    address = f"/api/v1/journals/{people.ana.journal.id}"

    refused = visitor.patch(address, {"locale": "es"}, **JSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")

    token = me(visitor)["csrf_token"]
    allowed = visitor.patch(address, {"locale": "es"}, headers={"X-CSRFToken": token}, **JSON)
    assert allowed.status_code == 200


def test_a_form_post_from_elsewhere_is_not_even_read(people):
    answer = people.ana.client().post(
        f"/api/v1/journals/{people.ana.journal.id}/ops", {"ops": "[]"}
    )

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_a_sign_in_link_works_once(db):
    who = person("Ana")
    token = make_sign_in_link(user=who.user, until=timezone.now() + timedelta(hours=1))
    first, second = Client(), Client()

    assert first.post("/api/v1/sign-in-link", {"token": token}, **JSON).status_code == 204
    assert me(first)["user"]["name"] == "Ana"
    again = second.post("/api/v1/sign-in-link", {"token": token}, **JSON)
    assert (again.status_code, again.json()["code"]) == (410, "link-unusable")
    assert me(second)["signed_in"] is False


def test_a_sign_in_by_link_is_listed_and_can_be_ended(db):
    who = person("Ana")
    token = make_sign_in_link(user=who.user, until=timezone.now() + timedelta(hours=1))
    client = Client()
    client.post("/api/v1/sign-in-link", {"token": token}, **JSON)

    sessions = client.get("/_allauth/browser/v1/auth/sessions").json()["data"]

    assert [session["is_current"] for session in sessions] == [True]


def test_a_sign_in_link_ends_and_is_refused_where_links_are_off(db, settings):
    who = person("Ana")
    old = make_sign_in_link(user=who.user, until=timezone.now() - timedelta(seconds=1))
    good = make_sign_in_link(user=who.user, until=timezone.now() + timedelta(hours=1))

    assert Client().post("/api/v1/sign-in-link", {"token": old}, **JSON).status_code == 410
    settings.SIGN_IN_LINKS = False
    assert Client().post("/api/v1/sign-in-link", {"token": good}, **JSON).status_code == 410
    assert not Session.objects.exists()


def _shape(answer: dict[str, Any]) -> Any:
    return [flow["id"] for flow in answer["data"]["flows"]], answer["status"]
