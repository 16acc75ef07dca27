"""Alcohol, tobacco and test results: noted with few taps, and changed from the note."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.steps import enter, open_note, to_tab, with_journal
from tests.people import Person
from tests.processes import wait_for


def body_of(somebody: Person, kind: str) -> dict[str, Any] | None:
    found = Entry.objects.filter(journal=somebody.journal, type=kind, deleted=False)
    return found.values_list("body", flat=True).first()


def held(somebody: Person, kind: str, body: dict[str, Any]) -> None:
    wait_for(lambda: body_of(somebody, kind) == body, f"the {kind} on the server")


def add(phone: Device, kind: str, title: str) -> None:
    to_tab(phone, "Add")
    phone.page.get_by_role("main").get_by_role("link", name=kind, exact=True).click()
    phone.is_on(title)


def change(phone: Device, kind: str, words: str, title: str) -> None:
    open_note(phone, kind, words)
    phone.tap("Change", role="link")
    phone.is_on(title)


def test_drinks_and_tobacco(stack, open_device):
    dora = with_journal("Dora")
    phone = open_device()
    enter(phone, dora)
    add(phone, "Alcohol", "Did you drink alcohol?")
    phone.answer("3 or more")
    phone.tap("One more")
    phone.sees("4 drinks")
    phone.tap("Done")
    held(dora, "alcohol", {"drinks": 4})
    change(phone, "Alcohol", "4", "Did you drink alcohol?")
    phone.answer("1 drink")
    phone.tap("Done")
    held(dora, "alcohol", {"drinks": 1})

    add(phone, "Tobacco", "Did you use tobacco?")
    phone.tap("Yes")
    times = phone.page.get_by_label("How many times?")
    times.fill("2.5")
    times.blur()
    phone.sees("Enter a whole number from 0 to 200")
    times.fill("6")
    times.blur()
    held(dora, "tobacco", {"used": True, "count": 6})
    phone.tap("Done")
    change(phone, "Tobacco", "Yes", "Did you use tobacco?")
    phone.tap("No")
    held(dora, "tobacco", {"used": False})


def test_a_test_result(stack, open_device):
    dana = with_journal("Dana")
    phone = open_device()
    enter(phone, dana)
    add(phone, "Test result", "What does the report say?")
    phone.tap("Save")
    summary = phone.page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        ["Choose what was tested", "Enter a number, or the words of the report"]
    )
    field = phone.page.get_by_label
    field("What was tested?").select_option(label="PSA")
    field("The number").fill("4,2")
    field("The unit").fill("ng/mL")
    field("To", exact=True).fill("4.0")
    phone.tap("Save")
    phone.sees("4.2 ng/mL")
    # Found on the phone: above the range of the lab.
    phone.sees("Call this week")
    held(dana, "lab", {"analyte": "psa", "value": 4.2, "unit": "ng/mL", "ref_high": 4})
    phone.tap("Done")

    change(phone, "PSA", "4.2 ng/mL", "What does the report say?")
    expect(field("The number")).to_have_value("4.2")
    field("The number").fill("3.9")
    phone.tap("Save")
    held(dana, "lab", {"analyte": "psa", "value": 3.9, "unit": "ng/mL", "ref_high": 4})
    field("What was tested?").select_option(label="Platelets")
    field("The number").fill("250,000")
    field("The unit").fill("/µL")
    field("To", exact=True).fill("")
    phone.tap("Save")
    phone.sees("We read this as 250. Is it right?")
    phone.page.get_by_role("alert").get_by_role("button", name="Change").click()
    field("The number").fill("250000")
    phone.tap("Save")
    held(dana, "lab", {"analyte": "platelets", "value": 250000, "unit": "/µL"})
    field("What was tested?").select_option(label="Something else")
    field("What is it called?").fill("Vitamin D")
    field("The number").fill("")
    field("The unit").fill("")
    field("Or the words of the report").fill("low")
    phone.tap("Save")
    held(dana, "lab", {"analyte": "Vitamin D", "qualitative": "low"})
