"""The page for a visit: a survivor sends it to a team, a nurse reads it, it is taken back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from journal.core.access import Section
from journal.core.ids import new_id
from journal.sharing.models import Grant, VisitPageReceiver
from journal.teams.services import found_team
from tests.journeys.device import Device
from tests.journeys.steps import enter, to_settings, with_journal
from tests.people import Person, grant, in_team, person
from tests.processes import wait_for
from tests.visit_pages import page_sent, page_words

JSON: Any = {"content_type": "application/json"}


def sent(owner: Person, *grants: Any, **words: Any) -> str:
    """The address of a page that her phone sent."""
    base = f"/api/v1/journals/{owner.journal.id}/visit-pages"
    body = page_sent(*grants, page=page_words(**words))
    assert owner.client().post(base, body, **JSON).status_code == 201
    return f"{base}/{body['id']}"


def a_minute_later(desk: Device) -> None:
    desk.page.clock.run_for(60_000)


def in_a_ward(owner: Person, *names: str) -> tuple[Grant, list[Person]]:
    """What she gave to a team, and the people in it; the first of them leads it."""
    now, members = timezone.now(), [person(name) for name in names]
    team = found_team(user=members[0].user, name="Ward 7", now=now)
    for member in members[1:]:
        in_team(team, member, now=now)
    return grant(owner, team, Section.SLEEP, now=now), members


def test_a_nurse_reads_the_page_and_the_survivor_sees_who_and_when(open_device, stack):
    owner = with_journal("Ruth")
    given, (nurse, colleague) = in_a_ward(owner, "Ragna", "Rolf")
    address = sent(owner, given)
    desk, other, phone = open_device("Desktop Chrome"), open_device(), open_device()
    enter(desk, nurse)
    enter(other, colleague)
    for screen in (desk, other):
        screen.sees("Sent a visit page: today")

    desk.tap("Open Ruth's journal", role="link")
    desk.is_on("Ruth's journal")
    desk.sees("Dr Lee, Tuesday 1 December")
    for words in ("Since 20 October", "Pain: Mild to Bad", "Pain at night", "69.8 kg"):
        desk.sees(words)
    desk.sees("Could we change the pain plan?")
    opened = VisitPageReceiver.objects.filter(grant=given, opened_at__isnull=False)
    wait_for(opened.exists, "the opening")

    [receiver] = owner.client().get(address).json()["receivers"]
    assert (receiver["name"], receiver["opened_by"]) == ("Ward 7", "Ragna")
    other.reload()
    other.sees("Shared with Ward 7")
    other.sees_not("Sent a visit page")
    enter(phone, owner)
    to_settings(phone, "Who can see my journal")
    phone.sees("Ragna opened your visit page")


def test_a_page_that_is_taken_back_goes_from_the_screen(open_device, stack):
    owner = with_journal("Romy")
    given, [nurse] = in_a_ward(owner, "Renate")
    first = sent(owner, given, title="The first visit")
    address = sent(owner, given, title="The second visit")
    desk = open_device("Desktop Chrome")
    enter(desk, nurse)
    desk.page.clock.install()
    desk.go(f"/shared/journal/?id={owner.journal.id}")
    desk.sees("The second visit")
    desk.sees_not("The first visit")
    desk.tap("Open the visit page: Today", exact=False)
    desk.sees("The first visit")

    assert owner.client().delete(address).json()["receivers"][0]["opened_by"] == "Renate"
    a_minute_later(desk)
    desk.sees_not("The second visit")
    desk.sees("The first visit")
    assert owner.client().delete(first).status_code == 200
    a_minute_later(desk)
    desk.sees_not("The first visit")
    # Looking whether it is still there is no opening.
    looks = owner.client().get(f"/api/v1/journals/{owner.journal.id}/looks").json()["looks"]
    assert [look["action"] for look in looks].count("looked-at-page") == 2


def test_who_notes_for_somebody_reads_the_page_too(open_device, stack):
    owner, helper = with_journal("Runa"), person("Reto")
    given = grant(owner, helper, Section.MEASURES, now=timezone.now(), role="caregiver")
    sent(owner, given, questions=[f"Line one\nline two {new_id()}"])
    device = open_device()
    enter(device, helper)
    device.sees("Sent a visit page: today")
    device.tap("Note for Runa", role="link")
    device.sees("Dr Lee, Tuesday 1 December")
    expect(device.page.get_by_role("main").get_by_text("line two")).to_be_visible()
