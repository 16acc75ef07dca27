"""Finding a note again among many."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.steps import HERE, enter, have_noted, to_notes, with_journal


def rows(phone: Device):
    return phone.page.get_by_role("main").get_by_role("listitem")


def test_finding_a_note_again(stack, open_device):
    nepomuk = with_journal("Nepomuk")
    have_noted(
        nepomuk,
        *[(ago, "sleep", {"quality": 1}) for ago in range(1, 71)],
        (75, "symptom", {"symptom": "pain", "severity": 2, "note": "after the walk"}),
        (80, "weight", {"kg": 70}),
    )
    phone = open_device()
    enter(phone, nepomuk)
    to_notes(phone)
    expect(rows(phone)).to_have_count(60)
    phone.sees_not("no notes")
    phone.tap("Show older notes")
    day = datetime.now(HERE).date() - timedelta(days=75)
    first, last = (f"{on:%B} {on.day}" for on in (day + timedelta(days=1), day + timedelta(days=4)))
    phone.sees(f"{first} to {last}: no notes")
    phone.page.get_by_text("Find a note").click()
    phone.page.get_by_label("Words in the note").fill("WALK pain")
    expect(rows(phone)).to_have_count(1)
    phone.sees("after the walk")
    phone.page.get_by_label("Words in the note").fill("swim")
    phone.sees("No note here fits that.")

    phone.tap("Show all notes")
    kinds = phone.page.get_by_role("group", name="What kind").get_by_role("button")
    expect(kinds).to_have_text(["All kinds", "Symptom", "Sleep", "Weight"])
    phone.tap("Weight")
    expect(kinds.nth(3)).to_have_attribute("aria-pressed", "true")
    phone.sees("70 kg")
    expect(rows(phone)).to_have_count(1)
    assert not any("walk" in address.lower() for address in phone.asked)
