"""A phone that was lost is cleared from another device, at its next contact."""

from __future__ import annotations

from playwright.sync_api import expect

from journal.accounts.models import Session
from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.steps import enter, note_weight, to_settings, with_journal
from tests.processes import wait_for

KEPT = """() => indexedDB.databases().then((all) =>
  [...all.map(({ name }) => name), ...Object.keys(localStorage), ...Object.keys(sessionStorage)])"""


def clears_the_other(phone: Device) -> None:
    to_settings(phone, "Where I am signed in")
    cards = phone.page.locator("section.card")
    expect(cards).to_have_count(2)
    cards.filter(has_not_text="This device").get_by_role("button", name="clear it").click()
    asked = phone.page.get_by_role("dialog")
    expect(asked).to_contain_text("Notes on it that were not sent are lost.")
    asked.get_by_role("button", name="End it and clear it").click()
    phone.sees("Ended. It is cleared when it next has a connection.")
    expect(cards).to_have_count(1)


def test_a_lost_phone_forgets_all_when_it_comes_by(open_device, stack):
    owner = with_journal("Xenia")
    lost, desk = open_device(), open_device("Desktop Chrome")
    enter(lost, owner)
    note_weight(lost, "81")
    lost.all_saved()
    lost.go_offline()
    note_weight(lost, "82")
    lost.sees("82 kg")
    enter(desk, owner)
    desk.sees("81 kg")

    clears_the_other(desk)
    lost.sees("82 kg")
    lost.expected.append((401, "/api/v1/"))
    lost.go_online()

    lost.sees("This device was cleared from another one.")
    lost.sees("Notes that were not sent from here are lost.")
    wait_for(lambda: lost.page.evaluate(KEPT) in ([], ["daybook.prefs"]), "an empty phone")
    assert Entry.objects.filter(journal=owner.journal).count() == 1
    # Once more it has nothing to forget: it is a phone like any other.
    enter(lost, owner)
    lost.sees("81 kg")
    lost.sees_not("82 kg")
    lost.all_saved()
    desk.reload()
    desk.is_on("Where I am signed in")


def test_a_phone_whose_session_ran_out_keeps_what_it_has(open_device, stack):
    owner = with_journal("Xaver")
    phone = open_device()
    enter(phone, owner)
    note_weight(phone, "83")
    phone.all_saved()
    Session.objects.filter(user=owner.user).delete()
    phone.expected.append((401, "/api/v1/"))

    phone.reload()
    note_weight(phone, "84")

    phone.sees("Please sign in again to send your notes.")
    phone.sees("84 kg")
