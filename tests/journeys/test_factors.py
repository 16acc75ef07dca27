"""Second steps: an app and recovery codes, passkeys and a password, set up and used."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.factors import confirm, keeps_recovery_codes, sets_up_an_app
from tests.journeys.steps import (
    set_up_journal,
    shares_an_emergency,
    sign_in,
    sign_up,
    to_settings,
    with_journal,
)
from tests.people import person

PASSWORD = "a quiet garden wall"


def test_an_app_and_recovery_codes(stack, open_device):
    irma, nils = with_journal("Irma"), person("Nils")
    shares_an_emergency(irma, nils)
    desk = open_device("Desktop Chrome")
    desk.expected += [(403, "/api/v1/journals/"), (404, "/authenticators/totp")]
    sign_in(desk, stack, nils.user.email)
    desk.is_on("Shared with me")
    desk.tap("Open Irma's journal", role="link")
    desk.is_on("One more step")
    desk.tap("Use an app for codes")
    sets_up_an_app(desk)
    codes = keeps_recovery_codes(desk)
    desk.is_on("Irma's journal")
    desk.sees("Short of breath")

    leaves(desk)
    desk.expected.append((400, "/2fa/authenticate"))
    sign_in(desk, stack, nils.user.email)
    desk.is_on("One more step")
    code = desk.page.get_by_label("Code from your app, or a recovery code")
    code.fill("123")
    desk.tap("Next")
    expect(desk.page.get_by_role("alert")).to_contain_text("That code did not match.")
    code.fill(codes[0])
    desk.tap("Next")
    desk.is_on("Shared with me")
    desk.tap("Open Irma's journal", role="link")
    desk.is_on("Irma's journal")

    to_settings(desk, "Sign-in and safety")
    desk.sees("9 codes left")
    makes_new_codes(desk, codes)
    desk.sees("10 codes left")
    removes_the_app(desk)
    desk.go(f"/shared/journal/?id={irma.journal.id}")
    # This session was opened with a second step, and stays so.
    desk.is_on("Irma's journal")


def test_passkeys_and_a_password(stack, open_device):
    vera = "vera@example.org"
    phone = open_device()
    phone.can_use_passkeys()
    sign_up(phone, stack, vera)
    set_up_journal(phone, country="Austria")
    to_settings(phone, "Sign-in and safety")
    phone.sees("You have no passkey yet.")
    phone.tap("Add a passkey")
    confirm(phone).get_by_role("button", name="Use a passkey").click()
    keeps_recovery_codes(phone)
    phone.sees("Chrome, Android")
    sets_a_password(phone)
    names_it(phone)

    leaves(phone)
    phone.tap("Sign in", role="link")
    phone.tap("Use a password")
    phone.page.get_by_label("Your e-mail").fill(vera)
    phone.page.get_by_label("Password").fill(PASSWORD)
    phone.tap("Sign in")
    phone.is_on("One more step")
    phone.tap("Use a passkey")
    phone.is_on("How are you today?")

    to_settings(phone, "Sign-in and safety")
    phone.tap("Remove: My blue phone")
    phone.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    asked = confirm(phone)
    asked.get_by_role("button", name="Use my password").click()
    phone.expected.append((400, "/auth/reauthenticate"))
    field = asked.get_by_label("Password")
    expect(field).to_be_focused()
    field.fill("not this one")
    asked.get_by_role("button", name="Next").click()
    expect(asked.get_by_role("alert")).to_contain_text("That password did not match.")
    field.fill(PASSWORD)
    asked.get_by_role("button", name="Next").click()
    phone.sees("Removed.")
    phone.sees("You have no passkey yet.")


def makes_new_codes(device: Device, old: list[str]) -> None:
    device.tap("Recovery codes 9 codes left", role="link")
    device.is_on("Recovery codes")
    device.tap("Make new codes")
    asked = confirm(device)
    asked.get_by_label("Code from your app, or a recovery code").fill(old[1])
    asked.get_by_role("button", name="Next").click()
    new = keeps_recovery_codes(device)
    assert not set(new) & set(old)


def removes_the_app(device: Device) -> None:
    device.tap("App for codes Set up", role="link")
    device.tap("Remove the app")
    sure = device.page.get_by_role("dialog")
    expect(sure).to_contain_text("It is your last second step.")
    sure.get_by_role("button", name="Remove").click()
    device.is_on("Sign-in and safety")
    expect(device.page.get_by_role("link", name="App for codes")).to_contain_text("Not set up")


def sets_a_password(device: Device) -> None:
    device.expected.append((400, "/account/password/change"))
    device.tap("Password Not set up", role="link")
    device.is_on("Password")
    field = device.page.get_by_label("New password")
    field.fill("short")
    device.tap("Save")
    expect(device.page.get_by_role("alert")).to_contain_text("too easy to guess")
    field.fill(PASSWORD)
    device.tap("Save")
    device.sees("Your new password is set.")
    device.tap("Back", role="link")


def names_it(device: Device) -> None:
    device.tap("Rename: Chrome, Android")
    asked = device.page.get_by_role("dialog", name="Rename")
    asked.get_by_label("Name").fill("My blue phone")
    asked.get_by_role("button", name="Save").click()
    device.sees("Saved.")
    device.sees("My blue phone")


def leaves(device: Device) -> None:
    to_settings(device, "Sign out")
    device.tap("Sign out")
    device.is_on("Daybook")
