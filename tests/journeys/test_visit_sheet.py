"""Ideas for questions, notes that become one, and charts on the one page for a visit."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.looks import clipped, small_targets, violations
from tests.journeys.steps import enter, have_noted, open_note, to_notes, to_tab, with_journal
from tests.journeys.visits import levels, with_visits
from tests.people import Person
from tests.processes import wait_for


def asked(somebody: Person) -> list[str]:
    rows = Entry.objects.filter(journal=somebody.journal, type="question", deleted=False)
    return [entry.body["text"] for entry in rows.order_by("id")]


def to_visit_page(phone: Device, what: str, name: str) -> None:
    phone.page.get_by_label("What to look at").select_option(label=name)
    expect(phone.page.get_by_role("slider", name=re.compile(what))).to_be_visible()
    phone.tap("Put this on my visit page")


def pages(phone: Device, size: str) -> int:
    made = phone.page.pdf(format=size, prefer_css_page_size=False)
    return len(re.findall(rb"/Type\s*/Page\b", made))


def test_ideas_are_off_until_asked_for_and_one_tap_adds(stack, open_device):
    tilda = with_journal("Tilda")
    phone = open_device()
    enter(phone, tilda)
    to_tab(phone, "My visit")
    phone.sees_not("What is the goal of this treatment?")
    phone.tap("Show some ideas")
    phone.tap("What is the goal of this treatment?")
    phone.sees("Added:")
    found = violations(phone.page, Axe()) + clipped(phone.page) + small_targets(phone.page)
    assert found == []
    goal = ["What is the goal of this treatment?"]
    wait_for(lambda: asked(tilda) == goal, "the question on the server")
    phone.tap("Hide the ideas")
    phone.sees("What is the goal of this treatment?")


def test_a_note_becomes_a_line_of_the_visit_page(stack, open_device):
    thea = with_journal("Thea")
    have_noted(thea, (1, "note", {"text": "Could it be the new pills?"}))
    phone = open_device()
    enter(phone, thea)
    open_note(phone, "Note", "new pills")
    phone.tap("Put this on my visit page")
    phone.sees("It is on your visit page.")
    wait_for(lambda: asked(thea) == ["Could it be the new pills?"], "the question on the server")


def test_from_the_last_visit_back(stack, open_device):
    toni = with_journal("Toni")
    with_visits(toni)
    phone = open_device()
    enter(phone, toni)
    to_notes(phone)
    phone.sees("69.8 kg")
    phone.tap("From my visit on", exact=False)
    phone.sees_not("69.8 kg")
    phone.sees("71.5 kg")
    phone.sees("These are all your notes on this phone.")


def test_three_charts_and_still_one_page(stack, open_device):
    tara = with_journal("Tara")
    with_visits(tara)
    have_noted(tara, *levels("nausea", 4, 2, 2, 2), *levels("cough", 4, 1, 2, 4))
    have_noted(tara, *((0, "question", {"text": f"My question number {n}?"}) for n in range(1, 6)))
    have_noted(tara, (0, "question", {"text": "For me alone?", "private": True}))
    phone = open_device()
    enter(phone, tara)
    to_tab(phone, "Trends")
    to_visit_page(phone, "Pain", "Pain")
    to_visit_page(phone, "Nausea", "Nausea")
    to_visit_page(phone, "Cough", "Cough")
    to_visit_page(phone, "Tiredness", "Tiredness")
    phone.sees("Your visit page has 3 charts. Take one off first.")

    to_tab(phone, "My visit")
    phone.sees("My charts")
    phone.sees("For me alone?")
    phone.page.wait_for_selector(".paper figure", state="attached")
    paper = phone.page.locator(".paper")
    assert "For me alone?" not in paper.inner_text()
    phone.page.emulate_media(media="print")
    expect(paper.locator("figure")).to_have_count(3)
    expect(paper.locator("figure li").first).to_have_text("None")
    high = paper.locator("svg").first.bounding_box()
    assert high is not None
    assert abs(high["height"] - 40 / 25.4 * 96) < 2
    assert (pages(phone, "A4"), pages(phone, "Letter")) == (1, 1)
    phone.page.emulate_media(media="screen")

    phone.tap("Show on this phone", role="link")
    expect(phone.page.get_by_role("img", name="Cough: Mild, then Very bad")).to_be_visible()
    assert violations(phone.page, Axe()) + clipped(phone.page) == []
    phone.tap("Close", role="link")
    phone.tap("Take off: Cough")
    expect(phone.page.get_by_role("button", name=re.compile("Take off"))).to_have_count(2)
