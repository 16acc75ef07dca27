"""The mood page and the crisis screen: help first, offline too, and nothing told to anybody."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from journal.entries.models import Entry
from journal.flags.models import Flag
from tests.journeys.device import Device
from tests.journeys.steps import enter, open_note, to_tab
from tests.people import Person, person
from tests.processes import wait_for

CRISIS = "You do not have to be alone"
MOOD = "How hard do things feel?"
TODAY = "How are you today?"


def test_a_yes_opens_help_before_any_network(stack, open_device):
    nia = with_journal_in("US", "Nia")
    phone = open_device()
    enter(phone, nia)
    phone.go_offline()
    asked = len(phone.asked)

    opens_mood(phone)
    phone.tap("4 of 10")
    phone.sees("You chose 4 of 10.")
    phone.tap("Yes")
    phone.is_on(CRISIS)
    assert [address for address in phone.asked[asked:] if "/api/" in address] == []
    assert links(phone) >= {"tel:988", "sms:988", "tel:911"}
    phone.sees("Nobody has been told.")

    stays_until_it_is_closed(phone)
    writes_to_somebody_trusted(phone)
    breathes(phone)
    phone.tap("Ask me tomorrow how I am")
    phone.sees("We will ask you tomorrow, on this phone only.")
    phone.tap("Close")
    phone.is_on(TODAY)
    phone.reload()
    phone.is_on(TODAY)
    phone.sees_not("You wanted us to ask how you are")

    phone.go_online()
    phone.all_saved()
    thoughts = {"symptom": "self_harm_thoughts", "present": True}
    wanted = [("distress", "mood", {"score": 4}), ("symptom", "mood", thoughts)]
    wait_for(lambda: on_server(nia) == wanted, "both on the server")
    assert Flag.objects.filter(journal=nia.journal, rule="F08", sections=["mood"]).exists()
    cannot_be_sent_away(phone)
    is_asked_the_next_day(phone)


def test_what_is_not_said_is_not_stored(stack, open_device):
    noel = with_journal_in("AT", "Noel")
    phone = open_device()
    enter(phone, noel)
    opens_mood(phone)
    phone.tap("6 of 10")
    phone.page.get_by_text("My clinic gave me a form").click()
    phone.tap("3 of 6")
    phone.tap("No")
    phone.tap("Prefer not to say")
    phone.sees("We saved nothing for this question.")
    phone.tap("Done")
    phone.is_on(TODAY)

    open_note(phone, "Mood", "6 of 10")
    phone.tap("Change", role="link")
    phone.is_on(MOOD)
    phone.tap("2 of 10")
    phone.tap("Done")
    phone.is_on("My notes")
    open_note(phone, "Mood questions", "3 of 6")
    phone.tap("Change", role="link")
    phone.is_on("PHQ-2 score")
    phone.tap("1 of 6")
    wanted = [
        ("distress", "mood", {"score": 2}),
        ("mood_screen", "mood", {"instrument": "phq2", "score": 1}),
    ]
    wait_for(lambda: on_server(noel) == wanted, "both scores and nothing else on the server")


def test_an_answer_can_be_opened_and_changed_to_a_yes(stack, open_device):
    nuri = with_journal_in("AT", "Nuri")
    phone = open_device()
    enter(phone, nuri)
    opens_mood(phone)
    phone.tap("1 of 10")
    phone.tap("No")
    phone.tap("Done")
    open_note(phone, "Thoughts of hurting yourself", "No")
    phone.tap("Change", role="link")
    phone.is_on("Do you think of hurting yourself?")
    phone.tap("Yes")
    phone.is_on(CRISIS)
    # No crisis line is known here, and none is made up.
    phone.sees("We know no crisis line for this country.")
    assert [link for link in links(phone) if link.startswith(("tel:", "sms:"))] == ["tel:112"]
    phone.tap("Close")
    phone.is_on(TODAY)


def test_who_searches_for_it_finds_help_and_no_form(stack, open_device):
    phone = open_device()
    enter(phone, with_journal_in("AT", "Nela"))
    to_tab(phone, "Add")
    phone.page.get_by_role("searchbox").fill("want to die")
    phone.tap("If you think of hurting yourself, help is here.", role="link")
    phone.is_on(CRISIS)
    phone.tap("Close")
    phone.go("/log/symptom/#self_harm_thoughts")
    phone.is_on(MOOD)


def test_nobody_has_to_sign_in_for_help(stack, open_device):
    phone = open_device()
    phone.go("/es/crisis/")
    phone.is_on("No tiene que estar a solas")
    assert "tel:999" in links(phone)
    phone.tap("Cerrar")
    phone.is_on("Daybook")


def test_an_emergency_that_was_not_read_does_not_bar_the_way(stack, open_device):
    phone = open_device()
    enter(phone, with_journal_in("AT", "Nuno"))
    phone.go("/log/symptom/#shortness_of_breath")
    phone.answer("Very bad")
    phone.is_on("Get help now")
    phone.tap("Help", role="link")
    phone.tap("More help for hard moments", role="link")
    phone.is_on(CRISIS)
    phone.reload()
    phone.is_on(CRISIS)
    phone.tap("Close")
    phone.is_on("Get help now")


def stays_until_it_is_closed(phone: Device) -> None:
    phone.reload()
    phone.is_on(CRISIS)
    phone.go("/today/")
    phone.is_on(CRISIS)
    phone.tap("Help", role="link")
    phone.is_on("Help")
    phone.tap("More help for hard moments", role="link")
    phone.is_on(CRISIS)


def writes_to_somebody_trusted(phone: Device) -> None:
    phone.page.get_by_text("Add someone I trust").click()
    phone.page.get_by_label("Their name").fill("Ana")
    phone.tap("Save")
    phone.sees("Enter a phone number")
    phone.page.get_by_label("Their phone number").fill("+43 660 123")
    phone.tap("Save")
    message = "sms:+43660123?&body=Can%20you%20talk%20with%20me%3F"
    expect(phone.page.get_by_role("link", name="Text Ana")).to_have_attribute("href", message)
    expect(phone.page.get_by_role("link", name="Call Ana")).to_have_attribute(
        "href", "tel:+43660123"
    )
    phone.sees("Only you can send it.")


def breathes(phone: Device) -> None:
    phone.tap("Breathe slowly")
    phone.sees("Breathe in")
    phone.sees("Breathe out")
    phone.tap("Stop")
    phone.sees_not("Breathe out")


def cannot_be_sent_away(phone: Device) -> None:
    phone.go("/flags/")
    flag = phone.page.locator("section.flag.emergency_now")
    expect(flag.get_by_role("button", name="My team knows")).to_be_visible()
    expect(flag.get_by_role("button", name="Not useful")).to_have_count(0)
    expect(flag.get_by_role("link", name="Get help now")).to_have_attribute("href", "/crisis/")


def is_asked_the_next_day(phone: Device) -> None:
    phone.go_offline()
    phone.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    phone.go("/today/")
    phone.sees("You wanted us to ask how you are")
    phone.tap("Say how I am", role="link")
    phone.is_on(MOOD)
    to_tab(phone, "Today")
    phone.is_on(TODAY)
    phone.sees_not("You wanted us to ask how you are")


def opens_mood(phone: Device) -> None:
    to_tab(phone, "Add")
    phone.page.get_by_role("main").get_by_role("link", name="Mood", exact=True).click()
    phone.is_on(MOOD)


def with_journal_in(country: str, name: str) -> Person:
    return person(name, journal=True, time_zone="Europe/Vienna", country=country, pins=["pain"])


def links(phone: Device) -> set[str]:
    """Where the page leads."""
    inside = phone.page.get_by_role("main").get_by_role("link")
    expect(inside.filter(has_text=re.compile(r"\d")).first).to_be_visible()
    return {str(link.get_attribute("href")) for link in inside.all()}


def on_server(somebody: Person) -> list[tuple[str, str, dict]]:
    found = Entry.objects.filter(journal=somebody.journal, deleted=False).order_by("type")
    return [(entry.type, entry.section, entry.body) for entry in found]
