"""What may be added to a note: where on the body, how it began, and that it is for nobody else."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Locator, expect

from journal.core.access import ALL_SECTIONS
from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.looks import clipped, small_targets, violations
from tests.journeys.steps import enter, have_noted, open_note, to_notes, to_tab, with_journal
from tests.people import Person, grant, person
from tests.processes import wait_for


def tingles(phone: Device) -> None:
    to_tab(phone, "Add")
    phone.page.get_by_label("Find a symptom").fill("pins and needles")
    phone.tap("Numb or tingling", role="link")
    phone.answer("Mild")
    phone.page.get_by_text("Add more about this").click()


def kept(somebody: Person) -> Any:
    newest = Entry.objects.filter(journal=somebody.journal).order_by("-seq").first()
    return newest and newest.body


def site(phone: Device, **expected: str) -> None:
    """Wait until the one note that waits on this phone says where."""

    def said() -> bool:
        rows = phone.rows("outbox") or []
        return bool(rows) and rows[-1]["op"]["body"].get("site", {}) == expected

    wait_for(said, f"the place {expected}")


def pressed(place: Locator, yes: bool = True) -> None:
    expect(place).to_have_attribute("aria-pressed", "true" if yes else "false")


def across(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["x"]


def test_where_on_the_body_by_the_list_and_by_the_picture(stack, open_device):
    phone = open_device()
    enter(phone, with_journal("Sigrid"))
    phone.go_offline()
    tingles(phone)
    button = phone.page.get_by_role("main").get_by_role
    expect(phone.page.locator(".figure")).to_have_count(0)

    phone.tap("Hand")
    site(phone, region="hand")
    phone.tap("Show a picture")
    right, left = (button("button", name=f"Hand, your {side}") for side in ("right", "left"))
    # Without a side both are meant.
    pressed(right)
    pressed(left)
    # Seen from the front, her right hand is on the left.
    assert across(right) < across(left)

    left.click()
    site(phone, region="hand", side="left")
    pressed(button("button", name="Left", exact=True))
    pressed(right, yes=False)
    phone.tap("Both")
    site(phone, region="hand", side="both")
    pressed(right)
    phone.tap("From the back")
    right.focus()
    phone.page.keyboard.press("Enter")
    site(phone, region="hand", side="right")
    phone.sees("Hand, Right")
    assert across(right) > across(left)
    # Words that run the other way mirror no body.
    phone.page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert across(right) > across(left)
    phone.page.evaluate("() => { document.documentElement.dir = 'ltr'; }")
    right.click()
    site(phone)


def test_the_picture_looks_right(stack, open_device):
    phone = open_device()
    enter(phone, with_journal("Selma"))
    tingles(phone)
    phone.tap("Show a picture")
    expect(phone.page.locator(".figure button").first).to_be_visible()
    phone.tap("Leg, your left")
    found = violations(phone.page, Axe()) + clipped(phone.page) + small_targets(phone.page)
    phone.page.set_viewport_size({"width": 320, "height": 640})

    assert found + small_targets(phone.page) == []


def test_how_it_began_and_what_helped(stack, open_device):
    sonja = with_journal("Sonja")
    phone = open_device()
    enter(phone, sonja)
    tingles(phone)
    phone.tap("All at once")
    pressed(phone.page.get_by_role("button", name="All at once"))
    phone.tap("Slowly")
    pressed(phone.page.get_by_role("button", name="All at once"), yes=False)
    phone.page.get_by_label("What helped?").fill("Warm water")
    phone.page.get_by_label("What helped?").blur()

    said: dict[str, Any] = {"symptom": "numbness_tingling", "severity": 1}
    said |= {"came_slowly": True, "helped": "Warm water"}
    wait_for(lambda: kept(sonja) == said, "all of it on the server")


def test_a_note_for_nobody_else(stack, open_device):
    senta, nurse = with_journal("Senta"), person("Norma")
    have_noted(senta, (1, "sleep", {"quality": 2}))
    grant(senta, nurse, *ALL_SECTIONS, now=timezone.now())
    phone, desk = open_device(), open_device("Desktop Chrome")
    enter(phone, senta)
    to_tab(phone, "Add")
    phone.page.get_by_role("main").get_by_role("link", name="Note", exact=True).click()
    phone.page.get_by_label("Your note").fill("A worry of mine")
    phone.page.get_by_role("switch", name="Only for me").check()
    phone.tap("Save")
    secret = {"text": "A worry of mine", "private": True}
    wait_for(lambda: kept(senta) == secret, "the note on the server")
    enter(desk, nurse)
    desk.tap("Open Senta's journal", role="link")
    desk.sees("So-so")
    desk.sees_not("A worry of mine")

    to_notes(phone)
    expect(phone.page.get_by_text("Only for me", exact=True)).to_have_count(1)
    open_note(phone, "Sleep", "")
    phone.page.get_by_role("switch", name="Only for me").check()
    wait_for(lambda: kept(senta) == {"quality": 2, "private": True}, "the switch on the server")
    to_notes(phone)
    expect(phone.page.get_by_text("Only for me", exact=True)).to_have_count(2)
    desk.reload()
    desk.sees("No notes yet that you may see.")
    desk.sees_not("So-so")
    open_note(phone, "Note", "A worry of mine")
    phone.page.get_by_role("switch", name="Only for me").uncheck()
    wait_for(lambda: kept(senta) == {"text": "A worry of mine"}, "the switch on the server")
    desk.reload()
    desk.sees("A worry of mine")


def test_the_hint_on_the_microphone_goes_when_it_was_read(stack, open_device):
    phone = open_device()
    enter(phone, with_journal("Silja"))
    hint = "You can use the microphone on your keyboard."
    phone.go("/log/note/")
    phone.sees(hint)
    phone.tap("Got it")
    phone.sees_not(hint)
    phone.reload()
    phone.is_on("Write a note")
    phone.sees_not(hint)
    phone.go("/log/question/")
    phone.sees(hint)
    expect(phone.page.get_by_role("button", name=re.compile("Got it"))).to_have_count(1)
