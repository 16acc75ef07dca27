"""A second factor before somebody else's journal opens, and a fresh proof before sharing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from journal.accounts.models import User
from journal.core.access import Section
from tests.people import grant, person

JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def two(db):
    cache.clear()
    ana, carla = person("Ana", journal=True), person("Carla")
    grant(ana, carla, Section.SYMPTOMS, now=timezone.now())
    return ana, carla


@pytest.mark.parametrize(
    ("proof", "status"), [("mfa", 200), ("code", 403), ("password", 403), ("link", 403)]
)
def test_somebody_elses_journal_needs_a_second_factor(two, proof, status):
    ana, carla = two
    answer = carla.client(proof=proof).get(f"/api/v1/journals/{ana.journal.id}/timeline")

    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "second-factor-needed"


def test_without_a_grant_nothing_is_said_of_a_second_factor(two):
    _, carla = two
    ben = person("Ben", journal=True)
    answer = carla.client(proof="code").get(f"/api/v1/journals/{ben.journal.id}/timeline")

    assert answer.status_code == 404


def test_ones_own_journal_needs_none(two):
    ana, _ = two

    address = f"/api/v1/journals/{ana.journal.id}/timeline"
    assert ana.client(proof="code").get(address).status_code == 200


def invite(client, ana):
    until = (timezone.now() + timedelta(days=9)).date().isoformat()
    offer = {"email": "new@example.org", "sections": ["sleep"], "until": until}
    return client.post(f"/api/v1/journals/{ana.journal.id}/invitations", offer, **JSON)


@pytest.mark.parametrize(("age", "status"), [(0, 201), (290, 201), (310, 401)])
def test_sharing_needs_a_fresh_proof(two, age, status):
    ana, _ = two
    answer = invite(ana.client(proof="code", age=age), ana)

    assert answer.status_code == status
    if status == 401:
        assert answer.json()["code"] == "proof-needed"


def test_stopping_needs_none(two):
    ana, carla = two
    client = ana.client(proof="code", age=9999)
    [shown] = client.get(f"/api/v1/journals/{ana.journal.id}/sharing").json()["grants"]

    address = f"/api/v1/journals/{ana.journal.id}/grants/{shown['id']}"
    assert client.delete(address).status_code == 204
    assert carla.client().get(f"/api/v1/journals/{ana.journal.id}/timeline").status_code == 403


def code_from(mails):
    return re.findall(r"\b\d{6}\b", mails[-1].body)[0]


def test_a_code_by_mail_is_a_fresh_proof(two, mailoutbox):
    ana, _ = two
    client = ana.client(proof="code", age=9999)
    assert client.post("/api/v1/me/proof").status_code == 202
    assert mailoutbox[-1].to == ["ana@example.org"]

    answer = client.put("/api/v1/me/proof", {"code": code_from(mailoutbox)}, **JSON)

    assert answer.status_code == 204
    assert invite(client, ana).status_code == 201


def test_a_code_by_mail_is_no_second_factor(two, mailoutbox):
    ana, carla = two
    client = carla.client(proof="code")
    client.post("/api/v1/me/proof")
    client.put("/api/v1/me/proof", {"code": code_from(mailoutbox)}, **JSON)

    answer = client.get(f"/api/v1/journals/{ana.journal.id}/timeline")
    assert answer.json()["code"] == "second-factor-needed"


def test_three_wrong_codes_end_it(two, mailoutbox):
    ana, _ = two
    client = ana.client(proof="code", age=9999)
    client.post("/api/v1/me/proof")
    right = code_from(mailoutbox)
    wrong = "000000" if right != "000000" else "111111"

    tries = [client.put("/api/v1/me/proof", {"code": wrong}, **JSON).status_code for _ in range(3)]
    assert tries == [422] * 3
    assert client.put("/api/v1/me/proof", {"code": right}, **JSON).status_code == 410


def test_a_code_is_for_the_session_that_asked(two, mailoutbox):
    ana, _ = two
    ana.client(proof="code", age=9999).post("/api/v1/me/proof")
    other = ana.client(proof="code", age=9999)

    answer = other.put("/api/v1/me/proof", {"code": code_from(mailoutbox)}, **JSON)
    assert answer.status_code == 410


def test_mails_for_a_proof_are_few(two, mailoutbox):
    ana, _ = two
    client = ana.client(proof="code", age=9999)

    assert [client.post("/api/v1/me/proof").status_code for _ in range(6)] == [202] * 5 + [429]


def joined_long_ago(who):
    User.objects.filter(id=who.user.id).update(date_joined=timezone.now() - timedelta(days=9))


def test_just_after_signing_up_a_passkey_can_be_added(two):
    ana, _ = two

    begun = ana.client(proof="code", age=310).get(f"{ACCOUNT}/authenticators/webauthn")
    assert begun.status_code == 200


ACCOUNT = "/_allauth/browser/v1/account"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "/authenticators/webauthn", None),
        ("post", "/authenticators/webauthn", {"name": "x", "credential": {}}),
        ("post", "/authenticators/totp", {"code": "123456"}),
        ("delete", "/authenticators/totp", None),
        ("post", "/authenticators/recovery-codes", None),
        ("post", "/password/change", {"new_password": "a long enough one 12"}),
    ],
)
def test_what_opens_an_account_needs_a_fresh_proof(two, method, path, body):
    """Also for an account that has nothing but codes from the mail."""
    ana, _ = two
    joined_long_ago(ana)
    given = {} if body is None else {"data": body, **JSON}

    stale = getattr(ana.client(proof="code", age=310), method)(ACCOUNT + path, **given)
    assert (stale.status_code, stale.json()["code"]) == (401, "proof-needed")
    fresh = getattr(ana.client(proof="code"), method)(ACCOUNT + path, **given)
    assert b"proof-needed" not in fresh.content


def test_reading_what_opens_an_account_needs_none(two):
    ana, _ = two
    client = ana.client(proof="code", age=9999)

    assert client.get(f"{ACCOUNT}/authenticators").status_code == 200
    assert client.get("/_allauth/browser/v1/auth/sessions").status_code == 200
