"""Having another device of one's own forget the journal: told to that device, and to no other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.utils import timezone

from journal.accounts.models import DeviceErasure, Session
from journal.retention.services import clear
from tests.people import Person
from tests.queries import statements


class Device:
    """A browser of somebody, and its row in the list of sign-ins."""

    def __init__(self, who: Person, *, age: int = 0) -> None:
        self.client = who.client(age=age)
        self.sign_in = UserSession.objects.create(
            user=who.user,
            session_key=self.client.session.session_key,
            ip="10.0.0.0",
            user_agent="x",
        )
        self.mark: str = self.me()["device"]

    def me(self, **headers: str) -> dict[str, Any]:
        body: dict[str, Any] = self.client.get("/api/v1/me", headers=headers).json()
        return body

    def erase(self, other: Device):
        return self.client.post(f"/api/v1/me/devices/{other.sign_in.id}/erase")


@pytest.fixture
def phone(people) -> Device:
    return Device(people.ana)


@pytest.fixture
def lost(people) -> Device:
    return Device(people.ana)


def test_the_device_is_signed_out_and_told_until_it_signs_in_again(people, phone, lost):
    third = Device(people.ana)

    assert phone.erase(lost).status_code == 204

    for _ in range(2):
        told = lost.me()
        assert (told["signed_in"], told["erase"], told["gone"]) == (False, True, False)
    assert "journal" not in lost.me()
    assert lost.client.get(f"/api/v1/journals/{people.ana.journal.id}/changes").status_code == 401
    for other in (phone, third):
        assert other.me()["signed_in"]
        assert "erase" not in other.me()
    lost.client.force_login(people.ana.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert lost.me()["signed_in"]
    assert "erase" not in lost.me(**{"X-Device": lost.mark})


def test_it_asks_for_a_fresh_proof_first(people, lost):
    """An open session in the wrong hands must not take away notes that were not sent."""
    stale = Device(people.ana, age=600)

    answer = stale.erase(lost)

    assert (answer.status_code, answer.json()["code"]) == (401, "proof-needed")
    assert lost.me()["signed_in"]
    assert not DeviceErasure.objects.exists()


def test_a_session_that_ended_in_any_other_way_erases_nothing(people, phone, lost):
    lost.sign_in.end()
    assert lost.me()["erase"] is False

    third = Device(people.ana)
    Session.objects.filter(session_key=third.sign_in.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )
    assert third.me()["erase"] is False
    assert Client().get("/api/v1/me").json()["erase"] is False


def test_a_device_whose_cookie_is_gone_is_known_by_its_mark(phone, lost):
    phone.erase(lost)
    lost.client.cookies.clear()

    assert lost.me()["erase"] is False
    assert lost.me(**{"X-Device": lost.mark})["erase"] is True
    for other in (phone.mark, lost.mark[:-1], lost.mark.upper(), "", lost.sign_in.session_key):
        assert lost.me(**{"X-Device": other})["erase"] is False


def test_a_mark_is_not_the_key_of_the_session(lost):
    assert lost.sign_in.session_key not in lost.mark
    assert len(lost.mark) == 64


def test_one_cannot_erase_this_device_nor_one_of_somebody_else(people, phone, lost):
    strange = Device(people.ben)
    assert phone.erase(phone).status_code == 422
    assert strange.erase(lost).status_code == 404
    for odd in ("0", "x", "-1", "9" * 30, "٣"):
        assert phone.client.post(f"/api/v1/me/devices/{odd}/erase").status_code == 404

    assert phone.me()["signed_in"]
    assert lost.me()["signed_in"]
    assert not DeviceErasure.objects.exists()


def test_asking_twice_is_once(phone, lost):
    assert phone.erase(lost).status_code == 204
    assert phone.erase(lost).status_code == 404
    assert DeviceErasure.objects.count() == 1


def test_who_comes_with_nothing_costs_no_statement_more(lost):
    with statements() as without:
        Client().get("/api/v1/me")
    lost.sign_in.end()
    with statements() as with_cookie:
        lost.me()

    assert not [sql for sql in without if "deviceerasure" in sql]
    assert len([sql for sql in with_cookie if "deviceerasure" in sql]) == 1


def test_it_is_remembered_for_four_hundred_days(phone, lost):
    phone.erase(lost)
    now = timezone.now()

    assert clear(now=now + timedelta(days=399))["device-erasures"] == 0
    assert clear(now=now + timedelta(days=401))["device-erasures"] == 1
