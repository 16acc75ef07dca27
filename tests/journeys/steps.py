"""What people do again and again, through the screens."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import Locator, expect

from journal.accounts.services import make_sign_in_link
from journal.core.access import Section
from journal.sync.push import push
from tests.journeys.device import Device
from tests.journeys.stack import Stack
from tests.people import Person, grant, op, person

HERE = ZoneInfo("Europe/Vienna")
PINS = ("Tiredness", "Pain", "Short of breath")


def sign_up(device: Device, stack: Stack, email: str) -> None:
    """From the start page to an account, with a code from the mail."""
    device.go("/")
    device.tap("I am new here", role="link")
    sign_up_here(device, stack, email)


def sign_up_here(device: Device, stack: Stack, email: str) -> None:
    device.is_on("Welcome")
    device.page.get_by_label("Your e-mail").fill(email)
    device.tap("Go on with a code")
    enter_code(device, stack, email)


def sign_in(device: Device, stack: Stack, email: str) -> None:
    """With a code, on a device that knows nobody."""
    mails = len(stack.sink.to(email))
    device.go("/sign-in/")
    device.page.get_by_label("Your e-mail").fill(email)
    device.tap("E-mail me a code")
    enter_code(device, stack, email, after=mails)


def enter_code(device: Device, stack: Stack, email: str, *, after: int = 0) -> None:
    device.is_on("Enter the code")
    device.page.get_by_label("Code from the e-mail").fill(stack.code(email, after=after))
    device.tap("Next")


def set_up_journal(device: Device, *, country: str, pins: tuple[str, ...] = PINS) -> None:
    """The four steps of the set-up, to Today."""
    device.is_on("Where are you?")
    device.page.get_by_label("Country").select_option(label=country)
    device.tap("Next")
    device.is_on("Where are you now?")
    device.tap("After treatment")
    device.is_on("What would you like to note?")
    for name in pins:
        device.page.get_by_label(name, exact=True).check()
    device.tap("Next")
    device.is_on("Who do you call?")
    device.tap("Start my journal")
    device.is_on("How are you today?")


def start(device: Device, stack: Stack, email: str, *, country: str = "Austria") -> None:
    """Everything up to a journal that is ready and works without a network."""
    sign_up(device, stack, email)
    set_up_journal(device, country=country)
    device.worker_is_ready()


def to_tab(device: Device, name: str) -> None:
    """By the bar at the bottom."""
    device.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()


def to_raise(device: Device) -> None:
    """By the bar at the bottom to More, and on to what is to be raised."""
    to_tab(device, "More")
    device.tap("To raise", role="link")
    device.is_on("To raise with my team")


def to_notes(device: Device) -> None:
    """From Today to the list of all notes."""
    to_tab(device, "Today")
    device.tap("All my notes", role="link")
    device.is_on("My notes")


def to_settings(device: Device, name: str) -> None:
    """By the bar at the bottom to More, and on from there."""
    to_tab(device, "More")
    more = device.page.get_by_role("main")
    more.get_by_role("link", name=name, exact=True).click()
    device.is_on(name)


def for_day(device: Device, day: date) -> None:
    """The note is for another day."""
    device.page.get_by_text("For another day").click()
    device.page.get_by_label("Pick a day").fill(day.isoformat())
    expect(device.page.get_by_label("Pick a day")).to_have_value(day.isoformat())


def with_journal(name: str) -> Person:
    """Somebody who keeps a journal already; an account of this test's own."""
    return person(
        name,
        journal=True,
        time_zone="Europe/Vienna",
        country="AT",
        pins=["fatigue", "pain", "shortness_of_breath"],
    )


def enter(device: Device, somebody: Person) -> None:
    """By a one-time link, for journeys that are not about signing in; on to their first page."""
    _follow_link(device, somebody)
    device.is_on("How are you today?" if somebody.journal else "Shared with me")
    device.worker_is_ready()


def enter_without_journals(device: Device, somebody: Person) -> None:
    """The same for one who neither keeps a journal nor looks at one yet."""
    _follow_link(device, somebody)
    device.is_on("Where are you?")
    device.tap("I only look at a journal someone shares with me", role="link")
    device.is_on("Shared with me")


def _follow_link(device: Device, somebody: Person) -> None:
    device.go(sign_in_link(somebody))


def sign_in_link(somebody: Person) -> str:
    """The address, without its language, of a link that works once."""
    token = make_sign_in_link(user=somebody.user, until=timezone.now() + timedelta(minutes=5))
    return f"/link#{token}"


def note_weight(device: Device, kg: str) -> None:
    to_tab(device, "Add")
    device.page.get_by_role("main").get_by_role("link", name="Weight", exact=True).click()
    type_weight(device, kg)


def type_weight(device: Device, kg: str) -> None:
    weight_field(device).fill(kg)
    device.tap("Save")
    device.tap("Done")


def open_note(device: Device, title: str, words: str) -> None:
    """From the list of notes, the one that says this."""
    to_notes(device)
    rows = device.page.get_by_role("main").get_by_role("listitem").filter(has_text=title)
    rows.filter(has_text=words).get_by_role("link").click()
    device.is_on(title)


def weight_field(device: Device) -> Locator:
    return device.page.get_by_role("textbox", name=re.compile("weight", re.IGNORECASE))


def shares_an_emergency(owner: Person, reader: Person) -> None:
    now = timezone.now().astimezone(HERE)
    body = {"symptom": "shortness_of_breath", "severity": 4}
    noted = op(owner, body=body, occurred_at=now.isoformat(), tz="Europe/Vienna")
    push(
        principal=owner.principal, journal_id=owner.journal.id, sent=[noted], epoch=None,
        device_id=None, now=now,
    )  # fmt: skip
    grant(owner, reader, Section.SYMPTOMS, Section.FLAGS, now=now)


SECTIONS = {
    "sleep": "sleep",
    "weight": "measures",
    "symptom": "symptoms",
    "note": "notes",
    "appointment": "tests",
    "question": "notes",
}


def have_noted(somebody: Person, *notes: tuple[int, str, dict[str, Any]]) -> None:
    """Notes that are there already: how many days ago, which type, and what they hold."""
    # An entry's day is the one in its own offset, and people's phones go by this zone.
    now = timezone.now().astimezone(HERE)
    sent = [
        op(somebody, type=kind, section=SECTIONS[kind], body=body, tz="Europe/Vienna",
           occurred_at=(now - timedelta(days=ago)).isoformat())
        for ago, kind, body in notes
    ]  # fmt: skip
    push(
        principal=somebody.principal, journal_id=somebody.journal.id, sent=sent, epoch=None,
        device_id=None, now=now,
    )  # fmt: skip
