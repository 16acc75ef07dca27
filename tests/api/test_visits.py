"""One visit: a code on the phone, used once in the room, two hours, ended by the survivor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from api.v1.visits import COOKIE
from journal.sharing.models import Visit
from tests.people import op, person

JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def ana(db):
    cache.clear()
    who = person("Ana", journal=True)
    address = f"/api/v1/journals/{who.journal.id}/ops"
    sleep = {"section": "sleep", "type": "sleep", "body": {"hours": 7.0}}
    who.client().post(address, {"ops": [op(who), op(who, **sleep)]}, **JSON)
    return who


def shown(ana, *sections):
    address = f"/api/v1/journals/{ana.journal.id}/visits"
    answer = ana.client().post(address, {"sections": sections or ["symptoms", "flags"]}, **JSON)
    assert answer.status_code == 201, answer.content
    return answer.json()


def enter(secret, client=None):
    client = client or Client()
    return client, client.post("/api/v1/visits/open", {"secret": secret}, **JSON)


@pytest.mark.parametrize("way", ["code", "link_token"])
def test_the_browser_in_the_room_sees_what_was_chosen(ana, way):
    room, answer = enter(shown(ana)[way])

    assert answer.status_code == 200
    assert (answer.json()["owner_name"], answer.json()["sections"]) == (
        "Ana",
        ["flags", "symptoms"],
    )
    entries = room.get("/api/v1/visit/timeline").json()["entries"]
    assert [entry["type"] for entry in entries] == ["symptom"]
    assert room.get("/api/v1/visit/flags").status_code == 200


def test_the_cookie_is_for_the_server_alone(ana):
    room, _ = enter(shown(ana)["code"])
    cookie = room.cookies[COOKIE]

    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/api/v1/visit")


def test_a_code_works_once(ana):
    code = shown(ana)
    enter(code["code"])

    assert enter(code["code"])[1].status_code == 410
    assert enter(code["link_token"])[1].status_code == 410


def test_a_code_works_for_a_quarter_of_an_hour(ana):
    code = shown(ana)["code"]
    Visit.objects.update(code_until=timezone.now())

    assert enter(code)[1].json()["code"] == "visit-unusable"


def test_a_new_code_takes_back_the_one_before(ana):
    first, second = shown(ana)["code"], shown(ana)["code"]

    assert enter(first)[1].status_code == 410
    assert enter(second)[1].status_code == 200


def test_a_visit_lasts_two_hours(ana):
    room, answer = enter(shown(ana)["code"])
    visit = Visit.objects.get()
    assert visit.ends_at == visit.opened_at + timedelta(hours=2)  # type: ignore[operator]
    Visit.objects.update(ends_at=timezone.now())

    assert room.get("/api/v1/visit/timeline").json()["code"] == "visit-unusable"
    assert answer.status_code == 200


def test_the_survivor_sees_when_it_was_opened_and_ends_it(ana):
    room, _ = enter(shown(ana)["code"])
    address = f"/api/v1/journals/{ana.journal.id}"
    [visit] = ana.client().get(f"{address}/visits").json()["visits"]
    assert (visit["state"], visit["opened_at"] is None) == ("open", False)

    assert ana.client().delete(f"{address}/visits/{visit['id']}").status_code == 204

    assert room.get("/api/v1/visit/timeline").status_code == 410
    room.get("/api/v1/visit")
    looks = ana.client().get(f"{address}/looks").json()["looks"]
    assert [(look["who"], look["action"]) for look in looks] == [(None, "opened-visit")]


def test_looking_in_the_room_is_logged(ana):
    room, _ = enter(shown(ana)["code"])
    room.get("/api/v1/visit/timeline")
    address = f"/api/v1/journals/{ana.journal.id}/looks"

    assert {look["action"] for look in ana.client().get(address).json()["looks"]} == {
        "opened-visit", "looked-at-entries",
    }  # fmt: skip


def test_the_room_can_end_it_too(ana):
    room, _ = enter(shown(ana)["code"])

    assert room.delete("/api/v1/visit").status_code == 204
    assert room.get("/api/v1/visit").status_code == 410
    assert Visit.objects.get().ended_at is not None


def test_flags_only_where_they_are_shared(ana):
    room, _ = enter(shown(ana, "symptoms")["code"])

    assert room.get("/api/v1/visit/flags").status_code == 403


def test_codes_cannot_be_tried_for_long(ana):
    shown(ana)
    room = Client()
    tries = [enter("999999" if n else "000001", room)[1].status_code for n in range(11)]

    assert tries == [410] * 10 + [429]


def test_a_visit_opens_nothing_but_its_own_addresses(ana):
    room, _ = enter(shown(ana)["code"])
    address = f"/api/v1/journals/{ana.journal.id}"

    for path in ("/timeline", "/flags", "/changes", "/sharing", ""):
        assert room.get(address + path).status_code == 401
    assert room.post(f"{address}/ops", {"ops": []}, **JSON).status_code == 401


def test_only_the_hash_of_a_code_is_kept(ana):
    code = shown(ana)
    kept = Visit.objects.get()

    for secret in (code["code"], code["link_token"]):
        assert secret.encode() not in bytes(kept.code_hash) + bytes(kept.link_hash)
