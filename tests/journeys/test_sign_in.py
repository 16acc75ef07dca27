"""Signing up, in and out through the app's own buttons."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.stack import Stack
from tests.journeys.steps import enter_code, note_weight, set_up_journal, to_settings, to_tab

PASSWORD = "a quiet garden wall"


def test_with_a_passkey(stack, open_device):
    pia = "pia@example.org"
    phone = open_device()
    phone.can_use_passkeys()
    phone.go("/sign-up/")
    phone.page.get_by_label("Your e-mail").fill(pia)
    phone.tap("Go on with this phone")
    enter_code(phone, stack, pia)
    phone.is_on("Set up this phone")
    phone.tap("Set up this phone")
    set_up_journal(phone, country="Austria")
    note_weight(phone, "61")
    phone.all_saved()
    signs_out(phone)

    mails = len(stack.sink.to(pia))
    phone.tap("Sign in", role="link")
    phone.tap("Sign in with this phone")
    phone.is_on("How are you today?")
    phone.sees("61 kg")
    assert len(stack.sink.to(pia)) == mails


def test_with_a_password_on_two_devices(stack, open_device):
    paul = "paul@example.org"
    phone, desk = open_device(), open_device("Desktop Chrome")
    signs_up_with_a_password(phone, stack, paul)
    note_weight(phone, "82")
    phone.all_saved()

    desk.expected.append((400, "/_allauth/browser/v1/auth/login"))
    signs_in_with_a_password(desk, paul, "not the right one")
    expect(desk.page.get_by_text("The e-mail or the password did not match.")).to_be_visible()
    signs_in_with_a_password(desk, paul, PASSWORD)
    desk.is_on("How are you today?")
    desk.sees("82 kg")

    ends_the_other(phone)
    desk.expected.append((401, "/api/v1/"))
    note_weight(desk, "83")
    desk.sees("Please sign in again to send your notes.")
    desk.sees("83 kg")
    phone.reload()
    to_tab(phone, "Today")
    phone.all_saved()
    phone.sees_not("83 kg")
    signs_out(phone)


def signs_up_with_a_password(device: Device, stack: Stack, email: str) -> None:
    device.go("/sign-up/")
    device.tap("Choose a password")
    device.page.get_by_label("Your e-mail").fill(email)
    device.page.get_by_label("Password").fill("too short")
    device.tap("Next")
    expect(device.page.get_by_role("alert")).to_contain_text("too easy to guess")
    device.page.get_by_label("Password").fill(PASSWORD)
    device.tap("Next")
    enter_code(device, stack, email)
    set_up_journal(device, country="Austria")


def signs_in_with_a_password(device: Device, email: str, password: str) -> None:
    device.go("/sign-in/")
    device.tap("Use a password")
    device.page.get_by_label("Your e-mail").fill(email)
    device.page.get_by_label("Password").fill(password)
    device.tap("Sign in")


def ends_the_other(phone: Device) -> None:
    to_settings(phone, "Where I am signed in")
    cards = phone.page.locator("section.card")
    expect(cards).to_have_count(2)
    mine = cards.filter(has_text="This device")
    expect(mine).to_contain_text("Chrome, Android")
    expect(mine.get_by_role("button")).to_have_count(0)
    phone.tap("End this one")
    phone.sees("Ended.")
    expect(cards).to_have_count(1)


def signs_out(device: Device) -> None:
    """Nothing of the person stays, and no page of theirs opens any more."""
    assert device.rows("entries")
    to_settings(device, "Sign out")
    device.tap("Sign out")
    device.is_on("Daybook")
    assert device.knows_nobody()
    device.go("/timeline/")
    device.is_on("Daybook")
    assert not device.is_signed_in()
