"""The lock on this phone: nothing of a journal is seen without its number, and help always is."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.factors import confirms_by_mail, forget_the_proof
from tests.journeys.stack import Stack
from tests.journeys.steps import enter, note_weight, to_settings, to_tab, with_journal

PIN, OTHER = "2718", "31415"
LOCKED = "Daybook is locked"


def turn_on(phone: Device, pin: str = PIN) -> None:
    to_settings(phone, "Lock on this phone")
    phone.page.get_by_label("Choose a number").fill(pin)
    phone.page.get_by_label("The same number again").fill(pin)
    phone.tap("Turn the lock on")
    phone.sees("Saved. The lock is on.")


def unlock(phone: Device, pin: str = PIN) -> None:
    phone.page.get_by_label("Your number").fill(pin)
    phone.tap("Unlock")


def test_the_app_locks_by_itself_and_opens_with_the_number(open_device):
    lina, phone = with_journal("Lina"), open_device()
    phone.page.clock.install(time=timezone.now())
    enter(phone, lina)
    note_weight(phone, "70")
    turn_on(phone)
    to_tab(phone, "Today")
    phone.sees("70 kg")
    phone.page.clock.fast_forward(timedelta(minutes=4, seconds=30).seconds * 1000)
    phone.sees("70 kg")
    phone.page.clock.fast_forward(timedelta(minutes=1).seconds * 1000)

    phone.is_on(LOCKED)
    shows_nothing(phone)
    # Neither does any other page, nor the app when it is opened anew; with no network at all.
    phone.go_offline()
    phone.go("/timeline/")
    phone.is_on(LOCKED)
    shows_nothing(phone)
    phone.page.get_by_role("banner").get_by_role("link", name="Help").click()
    phone.is_on("Help")
    phone.go("/today/")
    unlock(phone, "2717")
    phone.sees("That is not the number.")
    unlock(phone, "27")
    phone.sees("Use 4 to 8 digits")
    shows_nothing(phone)
    unlock(phone)
    phone.is_on("How are you today?")
    phone.sees("70 kg")
    phone.reload()
    phone.sees("70 kg")


def test_who_tries_again_and_again_has_to_wait(open_device):
    phone = open_device()
    enter(phone, with_journal("Lidia"))
    turn_on(phone)
    phone.tap("Lock now")
    for _ in range(5):
        unlock(phone, "0000")
        phone.sees("That is not the number.")
        expect(phone.page.get_by_role("button", name="Unlock")).to_be_enabled()
    unlock(phone)
    phone.sees("seconds, then try again.")
    phone.reload()
    unlock(phone)
    phone.sees("seconds, then try again.")


def test_a_number_that_was_forgotten_loses_nothing(stack: Stack, open_device):
    lorena, phone = with_journal("Lorena"), open_device()
    enter(phone, lorena)
    note_weight(phone, "70")
    turn_on(phone)
    phone.tap("Lock now")
    forget_the_proof(lorena)
    phone.tap("I forgot my number")
    confirms_by_mail(phone, stack, lorena.user.email)
    to_tab(phone, "Today")
    phone.sees("70 kg")
    to_settings(phone, "Lock on this phone")
    expect(phone.page.get_by_role("button", name="Lock now")).to_have_count(0)


def test_changing_the_number_and_turning_the_lock_off_need_it(open_device):
    phone = open_device()
    enter(phone, with_journal("Ludwig"))
    turn_on(phone)
    phone.page.get_by_label("Your number now").fill(OTHER)
    phone.tap("Turn the lock off")
    phone.sees("That is not the number.")
    phone.page.get_by_label("Your number now").fill(PIN)
    phone.page.get_by_label("A new number").fill(OTHER)
    phone.page.get_by_label("The same number again").fill("1")
    phone.tap("Save")
    phone.sees("The two numbers are not the same.")
    phone.page.get_by_label("The same number again").fill(OTHER)
    phone.tap("Save")
    phone.sees("Saved. The lock is on.")
    phone.tap("Lock now")
    unlock(phone, OTHER)
    phone.is_on("Lock on this phone")
    phone.page.get_by_label("Your number now").fill(OTHER)
    phone.tap("Turn the lock off")
    phone.sees("The lock is off.")


def shows_nothing(phone: Device) -> None:
    words = phone.page.locator("body").inner_text()
    assert "70 kg" not in words
    assert "Weight" not in words
    expect(phone.page.get_by_role("navigation")).to_have_count(0)
