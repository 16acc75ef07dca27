"""An app of somebody else is let in and ended, in a real browser with all its rules."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from journal.accounts.models import Session
from journal.accounts.sessions import SessionStore
from tests.apps import CALLBACK, register
from tests.journeys.device import Device
from tests.journeys.factors import confirm, keeps_recovery_codes
from tests.journeys.looks import clipped, violations
from tests.journeys.steps import enter, enter_code, to_settings, with_journal
from tests.people import Person

APP = re.compile(rf"^{re.escape(CALLBACK)}")


def test_letting_an_app_in_and_ending_it(stack, open_device, settings):
    settings.SITE_URL = stack.url
    ina, app, axe = with_journal("Ina"), register(public=True), Axe()
    phone = open_device()
    phone.context.route(APP, lambda route: route.fulfill(body="<h1>The app</h1>"))

    # Signed out: to sign in first, and then back to what the app asked for.
    phone.page.goto(app.address())
    phone.is_on("Sign in")
    phone.page.get_by_label("Your e-mail").fill(ina.user.email)
    phone.tap("E-mail me a code")
    enter_code(phone, stack, ina.user.email)
    phone.is_on("Let an app in?")
    phone.sees("Tracker asks to use your Daybook account.")
    assert violations(phone.page, axe) == []
    assert clipped(phone.page) == []

    # The worker that keeps the app's pages must leave this one alone.
    phone.page.reload()
    phone.tap("Let it in")
    code = came_to_the_app(phone)["code"][0]
    phone.go("/more/apps/")
    phone.page.get_by_text("It can read your whole journal.").wait_for()
    assert len(code) > 20

    phone.tap("End Tracker")
    phone.sees("Tracker is ended.")
    phone.sees("You let no app in.")


def test_proving_it_once_more_and_saying_no(stack, open_device):
    una, app, axe = with_journal("Una"), register(), Axe()
    phone = open_device()
    phone.context.route(APP, lambda route: route.fulfill(body="<h1>The app</h1>"))
    browser = una.client(age=3600)
    phone.context.add_cookies([{"name": "sid", "value": browser.cookies["sid"].value,
                                "url": stack.url}])  # fmt: skip
    phone.page.goto(app.address())
    phone.is_on("Is it you?")
    phone.tap("Send me a code")
    assert violations(phone.page, axe) == []
    assert clipped(phone.page) == []
    phone.page.get_by_label("The 6 digits").fill(stack.code(una.user.email))
    phone.tap("Go on")
    phone.is_on("Let an app in?")
    phone.tap("No, go back")
    assert came_to_the_app(phone)["error"] == ["access_denied"]


def test_proving_it_with_a_passkey_on_the_page_itself(stack, open_device):
    olga, app, axe = with_journal("Odilia"), register(), Axe()
    phone = open_device()
    phone.can_use_passkeys()
    phone.context.route(APP, lambda route: route.fulfill(body="<h1>The app</h1>"))
    enter(phone, olga)
    to_settings(phone, "Sign-in and safety")
    phone.tap("Add a passkey")
    confirm(phone).get_by_role("button", name="Use a passkey").click()
    keeps_recovery_codes(phone)
    proved_long_ago(olga)

    phone.page.goto(app.address())
    phone.is_on("Is it you?")
    assert violations(phone.page, axe) == []
    phone.tap("Use my passkey")
    phone.is_on("Let an app in?")
    phone.tap("Let it in")
    assert came_to_the_app(phone)["code"]


def proved_long_ago(who: Person) -> None:
    """As if hours had passed in every browser."""
    for key in Session.objects.filter(user=who.user).values_list("session_key", flat=True):
        store = SessionStore(key)
        store[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 1.0}]
        store.save()


def came_to_the_app(phone: Device) -> dict[str, list[str]]:
    """What the app was told; nothing else of another site may have been asked for."""
    expect(phone.page.get_by_role("heading", name="The app")).to_be_visible()
    phone.asked = [address for address in phone.asked if not APP.match(address)]
    return parse_qs(urlsplit(phone.page.url).query)
