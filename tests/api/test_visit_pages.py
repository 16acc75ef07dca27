"""Sending the page for a visit: who reads it, when it was opened, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.ids import new_id
from journal.sharing.models import Grant, VisitPage, VisitPageReceiver
from tests.people import grant, in_team
from tests.queries import statements
from tests.visit_pages import World, page_sent, page_words

JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def world(db) -> World:
    return World()


def test_whom_it_was_sent_to_reads_it_and_she_sees_who_and_when(world):
    page = world.send(world.to_team, appointment=str(new_id()))
    assert page["page"] == page_words()
    assert [one["name"] for one in page["receivers"]] == ["Ward 3"]
    assert page["receivers"][0]["opened_at"] is None
    assert world.waiting(world.mia) == world.waiting(world.max) == page["sent_at"]
    assert world.waiting(world.carla) is None

    with time_machine.travel(world.now + timedelta(hours=1), tick=False):
        read = world.opened(world.mia, page).json()
    assert read["page"] == page_words()
    with time_machine.travel(world.now + timedelta(hours=2), tick=False):
        assert world.opened(world.max, page).status_code == 200

    [receiver] = world.opened(world.ana, page).json()["receivers"]
    assert (receiver["is_team"], receiver["opened_by"]) == (True, "Mia")
    assert receiver["opened_at"] == read["receivers"][0]["opened_at"]
    assert world.waiting(world.mia) is world.waiting(world.max) is None


@pytest.mark.parametrize("who", ["ben", "carla", "rita", "lead"])
def test_who_sees_a_page_to_the_team(world, who):
    page = world.send(world.to_team)
    client = getattr(world, who).client()
    expected = {"ben": (404, 404), "carla": (200, 404), "rita": (403, 403), "lead": (200, 200)}

    listing, reading = client.get(world.base), client.get(f"{world.base}/{page['id']}")

    assert (listing.status_code, reading.status_code) == expected[who]
    assert who == "lead" or not listing.json().get("pages")
    is_opened = VisitPageReceiver.objects.exclude(opened_at=None).exists()
    assert is_opened is (who == "lead")


def test_somebody_with_two_ways_in_reads_what_came_by_either(world):
    in_team(world.to_team.team, world.carla, now=world.now)
    by_team, to_her = world.send(world.to_team), world.send(world.to_carla)
    both = world.send(world.to_team, world.to_carla)
    assert world.waiting(world.carla) == both["sent_at"]

    assert world.listed(world.carla) == [both["id"], to_her["id"], by_team["id"]]
    assert world.listed(world.mia) == [both["id"], by_team["id"]]
    assert len(world.opened(world.carla, both).json()["receivers"]) == 2
    assert len(world.opened(world.mia, both).json()["receivers"]) == 1
    assert VisitPageReceiver.objects.filter(opened_by=world.carla.user).count() == 2
    assert world.waiting(world.carla) == to_her["sent_at"]


def test_reading_ones_own_page_is_no_opening_also_for_one_who_is_in_the_team(world):
    in_team(world.to_team.team, world.ana, now=world.now)
    page = world.send(world.to_team)

    assert world.opened(world.ana, page).json()["receivers"][0]["opened_at"] is None


@pytest.mark.parametrize("end", ["stopped", "expired", "left", "taken back"])
def test_it_is_gone_at_the_next_request(world, end):
    page = world.send(world.to_team, world.to_carla)
    assert world.opened(world.mia, page).status_code == 200
    grants = Grant.objects.filter(id=world.to_team.id)
    if end == "stopped":
        grants.update(revoked_at=world.now)
    if end == "expired":
        grants.update(created_at=world.now - timedelta(days=2), expires_at=world.now)
    if end == "left":
        world.mia.user.memberships.update(removed_at=world.now)
    if end == "taken back":
        assert world.take_back(page).status_code == 200

    answer = world.opened(world.mia, page)

    assert answer.status_code == (404 if end == "taken back" else 403)
    assert b"Pain" not in answer.content
    if end == "taken back":
        assert world.listed(world.mia) == world.listed(world.carla) == []
        assert world.waiting(world.carla) is None
    else:
        assert world.opened(world.carla, page).status_code == 200
    assert world.listed(world.ana) == [page["id"]]


def test_taking_back_says_who_had_opened_it(world):
    page = world.send(world.to_team, world.to_carla)
    world.opened(world.mia, page)

    taken = world.take_back(page).json()
    again = world.take_back(page).json()

    assert taken["taken_back_at"] is not None
    assert again == taken
    said = {one["name"]: one["opened_by"] for one in taken["receivers"]}
    assert said == {"Ward 3": "Mia", "Carla": None}
    assert AuditEvent.objects.filter(action="took-back-page").count() == 1


def test_sending_twice_is_once_also_after_it_was_taken_back(world):
    sent = page_sent(world.to_carla)
    client = world.ana.client()
    first = client.post(world.base, sent, **JSON)
    other = sent | {"page": page_words(title="Other"), "grants": [str(world.to_team.id)]}
    again = client.post(world.base, other, **JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()

    world.take_back(sent)
    late = client.post(world.base, sent, **JSON)

    assert late.status_code == 200
    assert late.json()["taken_back_at"] is not None
    assert world.listed(world.carla) == []
    assert VisitPage.objects.count() == AuditEvent.objects.filter(action="sent-page").count() == 1


def test_the_same_id_in_two_journals_are_two_pages(world):
    to_carla = grant(world.ben, world.carla, Section.SLEEP, now=world.now)
    mine = world.send(world.to_carla)
    base = f"/api/v1/journals/{world.ben.journal.id}/visit-pages"
    sent = page_sent(to_carla, id=mine["id"], page=page_words(title="Ben's"))

    answer = world.ben.client().post(base, sent, **JSON)

    assert answer.status_code == 201
    assert answer.json()["page"]["title"] == "Ben's"
    assert world.opened(world.carla, mine).json()["page"]["title"].startswith("Dr Lee")


@pytest.mark.parametrize("case", ["none", "stopped", "expired", "unknown", "of another journal"])
def test_it_goes_to_people_who_may_look_now(world, case):
    given = {
        "none": [],
        "unknown": [new_id()],
        "stopped": [grant(world.ana, world.lead, now=world.now, revoked_at=world.now).id],
        "expired": [
            grant(
                world.ana, world.max, now=world.now - timedelta(days=9),
                until=world.now - timedelta(days=1),
            ).id
        ],
        "of another journal": [grant(world.ben, world.max, now=world.now).id],
    }[case]  # fmt: skip
    wanted = [str(one) for one in [*given, *([] if case == "none" else [world.to_carla.id])]]

    refused = world.send(status=422, grants=wanted)

    at = "#/grants" if case == "none" else "#/grants/0"
    assert [error["pointer"] for error in refused["errors"]] == [at]
    assert not VisitPage.objects.exists()


def test_the_list_tells_no_words(world):
    world.send(world.to_team)

    for who in (world.ana, world.mia):
        answer = who.client().get(world.base)
        assert len(answer.json()["pages"]) == 1
        assert b"Pain" not in answer.content


def test_each_opening_is_in_the_log_and_a_look_at_the_list_is_not(world):
    page = world.send(world.to_team)
    world.listed(world.mia)
    world.opened(world.carla, page)
    world.opened(world.ana, page)
    for who in (world.mia, world.max, world.mia):
        world.opened(who, page)

    events = AuditEvent.objects.filter(action="looked-at-page").order_by("at")
    who = {user.id: user.name for user in (world.mia.user, world.max.user)}
    assert [who[event.actor_id] for event in events] == ["Mia", "Max", "Mia"]
    assert {(event.acted_as, event.count) for event in events} == {("member", 1)}
    assert {event.about for event in events} == {world.to_team.id}
    told = world.ana.client().get(f"/api/v1/journals/{world.ana.journal.id}/looks").json()["looks"]
    assert [look["action"] for look in told] == ["looked-at-page"] * 3
    own = AuditEvent.objects.filter(action__in=["sent-page", "took-back-page"])
    assert [(event.acted_as, str(event.about)) for event in own] == [("owner", page["id"])]


def test_pages_come_newest_first_and_page_by_page(world):
    sent = []
    for hour in range(5):
        with time_machine.travel(world.now + timedelta(hours=hour), tick=False):
            sent.append(world.send(world.to_carla)["id"])
    newest = sent[::-1]

    for who in (world.ana, world.carla):
        found, query = [], {"limit": 2}
        for _ in range(3):
            answer = who.client().get(world.base, query).json()
            found.append([page["id"] for page in answer["pages"]])
            query = {"limit": 2, "before": answer["next"]}
        assert found == [newest[:2], newest[2:4], newest[4:]]
        assert answer["next"] is None


@pytest.mark.parametrize(
    "before", ["x", "2026-01-01T00:00:00Z~no", f"2026-01-01T00:00:00~{new_id()}"]
)
def test_a_place_that_cannot_be_read_begins_anew(world, before):
    assert world.ana.client().get(world.base, {"before": before}).json()["code"] == "cursor-reset"


def test_one_page_and_twenty_cost_the_same_few_statements(world):
    costs = {}
    for count in (1, 20):
        while VisitPage.objects.count() < count:
            page = world.send(world.to_team, world.to_carla)
        for name, who in (("owner", world.ana), ("nurse", world.mia)):
            client = who.client()
            client.get(world.base)
            with statements() as seen:
                client.get(world.base)
            costs[name, "list", count] = len(seen)
            with statements() as seen:
                client.get(f"{world.base}/{page['id']}")
            costs[name, "one", count] = len(seen)
    for (name, what, count), cost in costs.items():
        assert cost == costs[name, what, 1], (name, what, count)
        assert cost <= 9, (name, what, cost)


def test_a_journal_that_goes_takes_its_pages_along(world):
    world.send(world.to_team, world.to_carla)
    # A consent stays as long as what rests on it.
    Grant.objects.filter(journal_id=world.ana.journal.id).delete()
    assert VisitPage.objects.exists()

    world.ana.journal.delete()

    assert not VisitPage.objects.exists()
    assert not VisitPageReceiver.objects.exists()


def test_an_account_that_goes_leaves_when_it_was_opened(world):
    page = world.send(world.to_team)
    world.opened(world.mia, page)

    world.mia.user.delete()

    [receiver] = world.opened(world.ana, page).json()["receivers"]
    assert receiver["opened_by"] is None
    assert receiver["opened_at"] is not None
