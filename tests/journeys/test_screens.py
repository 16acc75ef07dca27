"""Every screen: no barrier, nothing cut off on a small one; and the two pictures of the README."""

from __future__ import annotations

import os
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from journal.accounts.models import Journal, User
from journal.core.access import Section
from journal.demo.make import SURVIVOR, make_demo
from journal.demo.story import ZONE
from journal.teams.models import CareTeam, TeamMembership
from tests.journeys.device import Device
from tests.journeys.factors import confirm, forget_the_proof
from tests.journeys.looks import clipped, small_targets, violations
from tests.journeys.screens import OPEN, OWN
from tests.journeys.steps import (
    enter,
    note_weight,
    open_note,
    shares_an_emergency,
    sign_in,
    with_journal,
)
from tests.people import Person, grant, in_team, person

PICTURES = Path(settings.BASE_DIR) / "docs" / "screens"
MORNING = datetime.combine(datetime.now(ZoneInfo(ZONE)).date(), time(10, 30), tzinfo=ZoneInfo(ZONE))
"""Of today, because the worker goes by its own clock."""


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture(scope="module")
def demo(running, django_db_blocker) -> Person:
    """The demo's survivor on a morning, with the same notes each time."""
    with django_db_blocker.unblock():
        make_demo(now=MORNING)
        user = User.objects.get(email=SURVIVOR)
        return Person(user, Journal.objects.get(owner=user))


def test_the_screens_of_everybody(open_device, axe):
    phone = open_device()
    phone.expected += [(401, "/preview"), (422, "/sign-in-link"), (410, "/api/v1/visit")]
    assert wrong_on(phone, OPEN, axe) == []


def test_the_screens_of_a_survivor(demo, open_device, axe):
    phone = open_device()
    phone.expected += [(404, "/nowhere/"), (404, "/authenticators/totp")]
    phone.page.clock.set_fixed_time(MORNING)
    enter(phone, demo)
    assert wrong_on(phone, OWN, axe) == []


def test_one_note_and_the_emergency_card(open_device, axe):
    phone = open_device()
    enter(phone, with_journal("Iris"))
    note_weight(phone, "70")
    open_note(phone, "Weight", "70 kg")
    wrong = wrong_here(phone, "/entry/", axe)
    phone.go("/log/symptom/#shortness_of_breath")
    phone.answer("Very bad")
    phone.is_on("Get help now")
    assert wrong + wrong_here(phone, "/now/", axe) == []


def test_the_mood_page_and_the_crisis_screen(open_device, axe):
    phone = open_device()
    enter(phone, with_journal("Imre"))
    phone.go("/log/mood/")
    phone.tap("7 of 10")
    phone.page.get_by_text("My clinic gave me a form").click()
    phone.sees("Do you think of hurting yourself?")
    wrong = wrong_here(phone, "/log/mood/ answered", axe)
    phone.tap("Yes")
    phone.is_on("You do not have to be alone")
    phone.page.get_by_text("Add someone I trust").click()
    phone.tap("Breathe slowly")
    phone.tap("Ask me tomorrow how I am")
    phone.sees("We will ask you tomorrow, on this phone only.")
    assert wrong + wrong_here(phone, "/crisis/ in use", axe) == []


def test_the_weekly_check_in_and_a_test_result(open_device, axe):
    phone = open_device()
    enter(phone, with_journal("Isolde"))
    phone.go("/log/week/")
    phone.tap("Go one by one")
    phone.sees("Did you have this in the last 7 days?")
    wrong = wrong_here(phone, "/log/week/ with a question", axe)
    phone.tap("Yes")
    phone.sees("How bad was it?")
    wrong += wrong_here(phone, "/log/week/ with a score", axe)
    phone.go("/log/lab/")
    phone.tap("Save")
    phone.sees("Choose what was tested")
    wrong += wrong_here(phone, "/log/lab/ with something wrong", axe)
    phone.go("/log/week/")
    phone.sees("How bad was it?")
    for _ in range(9):
        phone.tap("Leave this out")
    phone.tap("Leave this out")
    phone.sees("Anything else new?")
    assert wrong + wrong_here(phone, "/log/week/ in the end", axe) == []


def test_the_screens_of_a_nurse(open_device, axe):
    ines, nora = with_journal("Ines"), person("Nora")
    shares_an_emergency(ines, nora)
    desk = open_device("Desktop Chrome")
    enter(desk, nora)
    screens = {
        "/shared/": "Get help now: 1",
        f"/shared/journal/?id={ines.journal.id}": "Short of breath",
        "/more/": "Signed in as",
    }
    assert wrong_on(desk, screens, axe) == []


def test_the_screens_of_a_team(open_device, axe):
    ida, team = with_journal("Ida"), CareTeam.objects.create(name="Ward 3", created_at=MORNING)
    nora = person("Noemi")
    TeamMembership.objects.create(team=team, user=nora.user, role="lead", joined_at=MORNING)
    in_team(team, person("Ottilie"), now=MORNING)
    grant(ida, team, Section.SYMPTOMS, now=timezone.now())
    desk = open_device("Desktop Chrome")
    enter(desk, nora)
    screens = {
        "/shared/": "Shared with Ward 3",
        "/team/": "You lead this team.",
        f"/team/one/?id={team.id}": "Let Ottilie lead",
        f"/es/team/one/?id={team.id}": "Mira diarios",
    }
    assert wrong_on(desk, screens, axe) == []


def test_the_screens_of_a_helper(open_device, axe):
    ilse, sam = with_journal("Ilse"), person("Sascha")
    shared = (Section.SYMPTOMS, Section.MEASURES, Section.TESTS, Section.NOTES, Section.MOOD)
    grant(ilse, sam, *shared, now=timezone.now(), role="caregiver")
    phone = open_device()
    enter(phone, sam)
    note = f"/helping/note/?id={ilse.journal.id}"
    screens = {
        "/shared/": "People I help",
        f"/helping/?id={ilse.journal.id}": "You are noting for Ilse",
        f"/es/helping/?id={ilse.journal.id}": "Usted anota por Ilse",
        "/helping/tips/": "Say yes when others offer help",
        "/es/helping/tips/": "Diga sí cuando le ofrezcan ayuda",
        f"{note}&kind=appointment": "What is it?",
        f"{note}&kind=question": "The question",
        f"/es{note}&kind=distress": "Pregunte a Ilse",
        f"{note}&kind=weight": "kg",
        f"{note}&kind=symptom": "Short of breath",
    }
    wrong = wrong_on(phone, screens, axe)
    phone.tap("Short of breath")
    phone.answer("Very bad")
    phone.sees("Noted for Ilse.")
    wrong += wrong_here(phone, "/helping/note/ in an emergency", axe)
    phone.go(f"/helping/?id={ilse.journal.id}")
    phone.sees("noted by Sascha")
    assert wrong + wrong_here(phone, "/helping/ with a note", axe) == []


def test_the_screens_of_a_visit(open_device, axe):
    ilka = with_journal("Ilka")
    phone, room = open_device(), open_device()
    enter(phone, ilka)
    note_weight(phone, "70")
    phone.go("/sharing/visit/")
    with phone.page.expect_response(
        lambda answer: answer.url.endswith("/visits") and answer.request.method == "POST"
    ) as shown:
        phone.tap("Show the code")
    phone.page.get_by_role("img", name="The same code as a picture to scan").wait_for()
    wrong = wrong_here(phone, "/sharing/visit/ with a code", axe)
    room.go(f"/visit/#{shown.value.json()['link_token']}")
    room.sees("70 kg")
    wrong += wrong_here(room, "/visit/ inside", axe)
    phone.sees("Opened at")
    assert wrong + wrong_here(phone, "/sharing/visit/ opened", axe) == []


def test_proving_who_one_is(stack, open_device, axe):
    irene, nadia = with_journal("Irene"), person("Nadia")
    shares_an_emergency(irene, nadia)
    desk = open_device("Desktop Chrome")
    desk.expected.append((403, "/api/v1/journals/"))
    sign_in(desk, stack, nadia.user.email)
    desk.is_on("Shared with me")
    desk.go(f"/shared/journal/?id={irene.journal.id}")
    desk.sees("Someone trusts you with their journal.")
    wrong = wrong_here(desk, "the second step", axe)
    # Only now: looking at a screen takes them away again.
    desk.can_use_passkeys()
    desk.tap("Use a passkey")
    desk.sees("We show them only now.")
    wrong += wrong_here(desk, "the recovery codes", axe)
    desk.tap("I have kept them")
    desk.is_on("Irene's journal")
    desk.go("/more/security/")
    desk.sees("10 codes left")
    wrong += wrong_here(desk, "/more/security/ with a passkey", axe)
    forget_the_proof(nadia)
    desk.tap("Remove: Chrome, Windows")
    desk.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    asked = confirm(desk)
    wrong += wrong_here(desk, "the dialog with a passkey", axe)
    asked.get_by_role("button", name="E-mail me a code").click()
    asked.get_by_role("button", name="E-mail me a code").click()
    expect(asked.get_by_label("Code from the e-mail")).to_be_focused()
    assert wrong + wrong_here(desk, "the dialog with a code", axe) == []
    desk.page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(desk.page.get_by_role("button", name="Remove: Chrome, Windows")).to_be_focused()


def test_the_pictures_of_the_readme(demo, open_device, tmp_path):
    phone = open_device(device_scale_factor=2, viewport={"width": 412, "height": 1080})
    phone.page.clock.set_fixed_time(MORNING)
    enter(phone, demo)
    phone.sees("1 thing to raise with your team")
    phone.all_saved()
    take(phone, "today.png", tmp_path)
    phone.go("/flags/")
    phone.sees("What you noted")
    take(phone, "flag.png", tmp_path)


def take(phone: Device, name: str, folder: Path) -> None:
    """Taken each time, but kept only where it is missing or asked for with DAYBOOK_PICTURES=1."""
    kept = PICTURES / name
    is_wanted = "DAYBOOK_PICTURES" in os.environ or not kept.exists()
    phone.page.screenshot(path=kept if is_wanted else folder / name, animations="disabled")


def wrong_on(device: Device, screens: dict[str, str], axe: Axe) -> list[str]:
    """Go to each screen, wait for these words of it, and look."""
    found = []
    for path, words in screens.items():
        device.go(path)
        device.sees(words)
        found += wrong_here(device, path, axe)
    return found


def wrong_here(device: Device, path: str, axe: Axe) -> list[str]:
    page = device.page
    wrong = [*violations(page, axe), *small_targets(page), *clipped(page)]
    return [f"{path} {one}" for one in wrong]
