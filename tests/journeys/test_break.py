"""A break, through the screens: what rests, without a network, and the way back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from journal.accounts.models import Journal
from journal.settings.services import take_break
from tests.journeys.device import Device
from tests.journeys.steps import enter, to_settings, to_tab, with_journal
from tests.people import Person
from tests.processes import wait_for

WELCOME = "Good to see you. There is nothing to catch up on. Start from today."
ON = "You are taking a break. Your notes are safe, and you can come back any time."
WAITS = "This is kept on your phone."
CAN_BE_INSTALLED = "() => { globalThis.daybookInstall = { prompt: async () => undefined }; }"
INSTALL = "Keep Daybook on this phone"


def test_a_break_of_what_was_ticked_and_the_way_back(open_device):
    nuria = with_journal("Nuria")
    phone = open_device()
    enter(phone, nuria)
    to_settings(phone, "Take a break")
    phone.page.get_by_label("2 weeks").check()
    for what in ("Reminders", "The weekly", "Tips"):
        phone.page.get_by_label(what).uncheck()
    phone.tap("Start my break")
    phone.sees("Tick at least one")
    assert paused(nuria) is None
    phone.page.get_by_label("Reminders").check()
    phone.tap("Start my break")
    phone.sees(ON)
    phone.sees("At rest: reminders.")
    wait_for(lambda: paused(nuria) is not None, "the break")
    today = datetime.now(ZoneInfo("Europe/Vienna")).date()
    assert paused(nuria) == {
        "from": today.isoformat(),
        "to": (today + timedelta(days=13)).isoformat(),
        "reminders": True,
        "mail": False,
        "prompts": False,
    }

    to_settings(phone, "Reminders")
    phone.sees("You are taking a break. No reminder comes until it ends.")
    to_tab(phone, "Today")
    phone.sees(ON)
    phone.tap("Come back")
    is_welcomed_once(phone, nuria)


def test_a_break_that_is_taken_and_ended_without_a_network(open_device):
    yara = with_journal("Yara")
    phone = open_device()
    enter(phone, yara)
    phone.worker_is_ready()
    to_settings(phone, "Take a break")
    phone.go_offline()
    phone.page.get_by_label("Until I come back").check()
    phone.tap("Start my break")
    phone.sees(ON)
    phone.sees(WAITS)
    # The app is closed and opened again: the wish is still there.
    phone.go("/today/")
    phone.sees(WAITS)
    assert paused(yara) is None

    phone.go_online()
    wait_for(lambda: paused(yara) is not None, "the break")
    phone.sees_not(WAITS)
    phone.sees("At rest: reminders, the weekly e-mail, and tips and questions on Today.")

    phone.go_offline()
    phone.tap("Come back")
    phone.sees(WELCOME)
    phone.sees("Reminders come again once your phone is online.")
    assert paused(yara) is not None
    phone.go_online()
    wait_for(lambda: paused(yara) is None, "the way back")
    phone.sees_not("Reminders come again")


def test_a_break_that_is_over_says_welcome_once(open_device):
    zita = with_journal("Zita")
    ago = datetime.now(ZoneInfo("Europe/Vienna")) - timedelta(days=8)
    rests = {"reminders": True, "mail": True, "prompts": True}
    over = (ago + timedelta(days=6)).date()
    take_break(journal=zita.journal, until=over, rests=rests, now=ago)
    phone = open_device()
    enter(phone, zita)
    is_welcomed_once(phone, zita)


def test_a_break_is_offered_on_a_hard_day_and_keeps_tips_away(open_device):
    ylva = with_journal("Ylva")
    phone = open_device()
    phone.context.add_init_script(f"({CAN_BE_INSTALLED})()")
    enter(phone, ylva)
    note_two(phone)
    phone.sees(INSTALL)
    phone.answer("Good")
    phone.sees("Today: Good")
    phone.sees_not("A hard day?")
    phone.tap("Change")
    phone.answer("Bad")
    phone.sees("A hard day? Reminders can rest for a while.")
    phone.tap("Take a break", role="link")
    phone.is_on("Take a break")
    phone.tap("Start my break")
    phone.sees(ON)
    to_tab(phone, "Today")
    phone.sees(ON)
    phone.sees("Today: Bad")
    expect(phone.page.get_by_text("A hard day?")).to_have_count(0)
    expect(phone.page.get_by_text(INSTALL)).to_have_count(0)


def note_two(phone: Device) -> None:
    """Two notes, and back to Today."""
    for kind, word in (("sleep", "Very well"), ("diet", "About half")):
        phone.go(f"/log/{kind}/")
        phone.answer(word)
        phone.tap("Done")
    phone.is_on("How are you today?")


def paused(somebody: Person) -> dict[str, Any] | None:
    return Journal.objects.get(id=somebody.journal.id).profile.get("journal_paused")


def is_welcomed_once(phone: Device, somebody: Person) -> None:
    phone.sees(WELCOME)
    wait_for(lambda: paused(somebody) is None, "that the break is forgotten")
    phone.reload()
    phone.is_on("How are you today?")
    phone.sees_not("Good to see you.")
