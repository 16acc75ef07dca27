"""With no signal: everything can be noted, nothing is lost, and nothing arrives twice."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Route, expect

from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.steps import (
    enter,
    note_weight,
    open_note,
    sign_in,
    to_notes,
    to_settings,
    to_tab,
    type_weight,
    weight_field,
    with_journal,
)
from tests.people import Person
from tests.processes import wait_for


def test_a_day_without_signal_arrives_once(stack, open_device):
    olga = with_journal("Olga")
    phone = open_device()
    enter(phone, olga)
    phone.go_offline()

    notes_pain_in_two_taps(phone)
    phone.reload()
    notes_a_night(phone)
    note_weight(phone, "70.5")
    notes_tiredness(phone)
    changes_the_weight(phone)
    phone.reload()
    deletes_the_night_and_takes_it_back(phone)
    deletes_the_tiredness(phone)
    phone.chip_says("Saved on this phone")
    assert Entry.objects.filter(journal=olga.journal).count() == 0

    lose_the_first_answer(phone)
    phone.go_online()
    phone.all_saved()
    assert len([address for address in phone.asked if address.endswith("/ops")]) > 1
    assert phone.rows("outbox") == []
    assert on_server(olga) == [
        ("sleep", {"quality": 1, "hours": 7.5}),
        ("symptom", {"symptom": "pain", "severity": 2}),
        ("weight", {"kg": 71.5}),
    ]
    assert [row["id"] for row in phone.rows("entries") if not row["deleted"]] == ids_on_server(olga)


def test_pages_that_need_a_network_say_so(stack, open_device):
    """Their scripts are not kept; opened by a link or by their address, the way back is there."""
    orin = with_journal("Orin")
    phone = open_device()
    enter(phone, orin)
    note_weight(phone, "66")
    phone.all_saved()
    phone.go_offline()
    phone.provoked += ["net::ERR_FAILED", "Failed to fetch dynamically imported module"]
    to_tab(phone, "More")
    phone.tap("Sign-in and safety", role="link")
    phone.is_on("This needs a connection.")
    phone.reload()
    phone.is_on("This needs a connection.")
    phone.tap("Go to today", role="link")
    phone.is_on("How are you today?")
    to_notes(phone)
    phone.sees("66 kg")

    phone.go_online()
    to_settings(phone, "Sign-in and safety")
    phone.is_on("Sign-in and safety")


def test_two_devices_that_disagree(stack, open_device):
    omar = with_journal("Omar")
    phone, tablet = open_device(), open_device("Galaxy Tab S4")
    enter(phone, omar)
    note_weight(phone, "70")
    phone.all_saved()
    enter(tablet, omar)
    weighed(tablet, "70 kg")

    phone.go_offline()
    changes_weight(phone, "70 kg", "71")
    changes_weight(tablet, "70 kg", "72")
    tablet.all_saved()
    phone.go_online()
    phone.chip_says("Needs you")
    chooses_the_other(phone)

    phone.all_saved()
    wait_for(lambda: on_server(omar) == [("weight", {"kg": 71})], "the choice on the server")
    assert Entry.objects.get(journal=omar.journal).open_copies == []
    tablet.reload()
    weighed(tablet, "71 kg")
    tablet.all_saved()


def test_signing_out_with_notes_that_were_not_sent(stack, open_device):
    olaf = with_journal("Olaf")
    phone = open_device()
    enter(phone, olaf)
    phone.go_offline()
    note_weight(phone, "80")
    notes_pain_in_two_taps(phone)

    to_settings(phone, "Sign out")
    phone.tap("Sign out")
    phone.sees("2 notes have not been sent yet. If you sign out now, they are lost.")
    phone.tap("Stay signed in", role="link")
    phone.is_on("How are you today?")
    phone.chip_says("Saved on this phone")

    to_settings(phone, "Sign out")
    phone.tap("Sign out")
    phone.sees("2 notes have not been sent yet.")
    # A round with the server may be under way when the session ends.
    phone.expected.append((401, "/changes"))
    phone.go_online()
    phone.tap("Try to send first")
    phone.is_on("Daybook")
    assert phone.rows("entries") is None
    assert [kind for kind, _ in on_server(olaf)] == ["symptom", "weight"]


def test_signing_out_without_signal(stack, open_device):
    opal, otto = with_journal("Opal"), with_journal("Otto")
    phone = open_device()
    enter(phone, opal)
    phone.go_offline()
    note_weight(phone, "64")
    to_settings(phone, "Sign out")
    phone.tap("Sign out")
    phone.tap("Sign out and lose them")
    phone.is_on("Daybook")
    assert phone.knows_nobody()

    # The server hears of it as soon as it can, and the next person gets only what is theirs.
    phone.go_online()
    wait_for(lambda: not phone.is_signed_in(), "the end of the session")
    sign_in(phone, stack, otto.user.email)
    phone.is_on("How are you today?")
    phone.sees("Nothing noted today")
    assert on_server(opal) == []


def notes_pain_in_two_taps(phone: Device) -> None:
    to_tab(phone, "Today")
    phone.tap("Pain", role="link")
    phone.answer("Medium")
    expect(phone.page.get_by_text("Saved on this phone.")).to_be_visible()
    phone.chip_says("Saved on this phone")


def notes_a_night(phone: Device) -> None:
    to_tab(phone, "Today")
    phone.tap("Sleep", role="link")
    phone.answer("Well")
    phone.tap("Half an hour more")
    phone.sees("7.5 hours")
    phone.tap("Done")


def notes_tiredness(phone: Device) -> None:
    to_tab(phone, "Today")
    phone.tap("Tiredness", role="link")
    phone.answer("Mild")
    phone.tap("Done")


def changes_the_weight(phone: Device) -> None:
    changes_weight(phone, "70.5 kg", "71.5")


def changes_weight(device: Device, before: str, kg: str) -> None:
    open_note(device, "Weight", before)
    device.tap("Change", role="link")
    expect(weight_field(device)).to_have_value(before[:-3])
    type_weight(device, kg)
    device.is_on("My notes")
    weighed(device, f"{kg} kg")


def weighed(device: Device, words: str) -> None:
    to_notes(device)
    expect(rows(device).filter(has_text="Weight")).to_contain_text(words)


def deletes_the_night_and_takes_it_back(phone: Device) -> None:
    open_note(phone, "Sleep", "Well, 7.5 hours")
    phone.tap("Delete this note")
    expect(rows(phone).filter(has_text="Sleep")).to_have_count(0)
    phone.tap("Undo")
    expect(rows(phone).filter(has_text="Sleep")).to_have_count(1)


def deletes_the_tiredness(phone: Device) -> None:
    open_note(phone, "Tiredness", "Mild")
    phone.tap("Delete this note")
    phone.is_on("My notes")
    expect(rows(phone).filter(has_text="Tiredness")).to_have_count(0)


def chooses_the_other(phone: Device) -> None:
    phone.tap("Needs you", role="link")
    rows(phone).get_by_role("link").click()
    phone.is_on("Which one is right?")
    versions = phone.page.locator("section.card")
    expect(versions.filter(has_text="In the journal now")).to_contain_text("72 kg")
    other = versions.filter(has_text="The other version")
    expect(other).to_contain_text("71 kg")
    other.get_by_role("button", name="Keep this one").click()
    phone.is_on("Needs you")
    phone.sees("Nothing needs you right now.")


def lose_the_first_answer(phone: Device) -> None:
    """The server takes the first batch, but the phone never hears of it."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    phone.context.route("**/ops", lose, times=1)
    phone.lost.append("/ops")


def rows(device: Device) -> Locator:
    return device.page.get_by_role("main").get_by_role("listitem")


def on_server(somebody: Person) -> list[tuple[str, dict[str, Any]]]:
    """What the journal holds now, by kind."""
    found = Entry.objects.filter(journal=somebody.journal, deleted=False).order_by("type")
    return [(entry.type, entry.body) for entry in found]


def ids_on_server(somebody: Person) -> list[str]:
    found = Entry.objects.filter(journal=somebody.journal, deleted=False).order_by("id")
    return [str(one) for one in found.values_list("id", flat=True)]
