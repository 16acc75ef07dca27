"""How the app looks and what it asks, as chosen; and what has to wait for a connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from journal.accounts.models import Journal
from tests.journeys.device import Device
from tests.journeys.steps import enter, note_weight, to_settings, to_tab, with_journal
from tests.processes import wait_for

_BUZZES = """() => {
  globalThis.buzzed = [];
  Object.defineProperty(navigator, 'vibrate', { value: (ms) => globalThis.buzzed.push(ms) });
}"""
_LETTERS = """() => caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))
  .then((all) => all.flat().filter(({ url }) => url.endsWith('.woff2')).length)"""
_FACES = """() => document.fonts.ready.then(() =>
  [...document.fonts].filter(({ status }) => status === 'loaded').length)"""


def letters_asked(phone: Device) -> int:
    return len([address for address in phone.asked if address.endswith(".woff2")])


@pytest.fixture
def phone(open_device) -> Device:
    device = open_device()
    device.context.add_init_script(f"({_BUZZES})()")
    return device


def test_today_leaves_out_what_was_unticked(stack, phone):
    enter(phone, with_journal("Sina"))
    phone.page.get_by_role("link", name="Moving").wait_for()
    to_settings(phone, "What to ask me")
    phone.page.get_by_label("Moving").uncheck()
    phone.page.get_by_label("None of my symptoms today").uncheck()
    to_tab(phone, "Today")
    phone.page.get_by_role("link", name="Sleep").wait_for()
    expect(phone.page.get_by_role("link", name="Moving")).to_have_count(0)
    phone.reload()
    phone.page.get_by_role("link", name="Sleep").wait_for()
    expect(phone.page.get_by_role("link", name="Moving")).to_have_count(0)
    expect(phone.page.get_by_role("button", name="None of my symptoms today")).to_have_count(0)


def test_the_weekly_check_in_asks_what_was_chosen_besides(stack, phone):
    selma = with_journal("Selma")
    enter(phone, selma)
    to_settings(phone, "What to ask me")
    phone.sees("It always asks about these")
    phone.page.get_by_label("Hot flashes").check()
    phone.tap("Save")
    phone.sees("Saved.")
    kept = Journal.objects.get(id=selma.journal.id)
    assert kept.profile["ask_about"] == ["hot_flashes"]
    phone.go("/log/week/")
    asked = phone.page.get_by_role("main").get_by_role("list").first.get_by_role("listitem")
    expect(asked).to_have_count(11)
    expect(asked.nth(8)).to_have_text("Hot flashes")


def test_clearer_letters_are_fetched_when_chosen_and_are_there_offline(stack, phone):
    enter(phone, with_journal("Sunniva"))
    phone.go("/more/look/")
    assert (letters_asked(phone), phone.page.evaluate(_LETTERS)) == (0, 0)
    phone.page.get_by_label("Clearer letters").check()
    wait_for(lambda: phone.page.evaluate(_LETTERS) == 1, "the letters to be kept")
    assert letters_asked(phone) > 0
    phone.go_offline()
    phone.reload()
    wait_for(lambda: phone.page.evaluate(_FACES) == 1, "the letters")
    phone.page.get_by_label("Like this phone").first.check()
    phone.reload()
    assert phone.page.evaluate(_FACES) == 0


def test_the_phone_buzzes_only_where_that_was_chosen(stack, phone):
    enter(phone, with_journal("Svea"))
    phone.answer("Good")
    phone.sees("Today: Good")
    assert phone.page.evaluate("globalThis.buzzed") == []
    to_settings(phone, "Language, text and colors")
    phone.page.get_by_label("A short buzz").check()
    to_tab(phone, "Today")
    phone.tap("Change")
    phone.answer("So-so")
    phone.sees("Today: So-so")
    assert phone.page.evaluate("globalThis.buzzed") == [40]


@pytest.mark.parametrize(("chosen", "high"), [("Dark", "contrast-dark"), ("Light", "contrast")])
def test_high_contrast_by_one_tap_and_back(stack, phone, chosen, high):
    enter(phone, with_journal("Saskia"))
    phone.go("/more/look/")
    phone.page.get_by_label(chosen, exact=True).check()
    to_tab(phone, "More")
    phone.tap("High contrast now")
    expect(phone.page.locator("html")).to_have_attribute("data-theme", high)
    phone.tap("High contrast now")
    expect(phone.page.locator("html")).to_have_attribute("data-theme", chosen.lower())


def test_what_waits_for_a_connection_is_remembered(stack, phone):
    enter(phone, with_journal("Sanna"))
    to_settings(phone, "My journal")
    phone.go_offline()
    phone.sees("This needs a connection.")
    expect(phone.page.get_by_role("button", name="Save")).to_have_count(0)
    phone.tap("Remind me when I'm online")
    phone.sees("We will remind you here when you are online.")
    to_tab(phone, "Add")
    phone.is_on("Add")
    phone.sees_not("You are online again.")
    phone.go_online()
    phone.sees("You are online again.")
    phone.tap("My journal", role="link")
    phone.is_on("My journal")
    phone.page.get_by_role("button", name="Save").wait_for()
    to_tab(phone, "Today")
    phone.sees_not("You are online again.")


def test_a_phone_that_was_wiped_gets_its_notes_back(stack, phone):
    sofie = with_journal("Sofie")
    enter(phone, sofie)
    note_weight(phone, "70.5")
    phone.all_saved()
    phone.page.evaluate(
        """() => {
          localStorage.clear();
          return indexedDB.databases().then((all) =>
            Promise.all(all.map(({ name }) => indexedDB.deleteDatabase(name))));
        }"""
    )
    phone.page.route(
        "**/changes*", lambda route: (phone.page.wait_for_timeout(1500), route.continue_())
    )
    phone.go("/")
    phone.is_on("How are you today?")
    phone.sees("We are bringing your notes back.")
    phone.sees("70.5 kg")
    phone.sees_not("We are bringing your notes back.")


def test_an_app_that_is_too_old_says_so_and_can_be_updated(stack, phone):
    enter(phone, with_journal("Sigrid"))
    phone.expected.append((426, "/ops"))
    refusal = {"code": "client-upgrade-required", "status": 426, "min_schema": 9}
    phone.page.route("**/ops", lambda route: route.fulfill(status=426, json=refusal))
    note_weight(phone, "71")
    to_tab(phone, "Today")
    phone.sees("Please update Daybook to send your notes.")
    phone.page.unroute("**/ops")
    with phone.page.expect_navigation():
        phone.tap("Update")
    phone.all_saved()


_NEW_VERSION = """() => Object.defineProperty(ServiceWorkerRegistration.prototype, 'waiting', {
  get: () => ({ postMessage: (said) => {
    if (said === 'take over') navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
  } })
})"""


def test_a_new_version_is_offered_but_never_over_words_that_are_being_typed(stack, phone):
    enter(phone, with_journal("Sunna"))
    phone.context.add_init_script(f"({_NEW_VERSION})()")
    phone.reload()
    phone.sees("A new version is ready.")
    phone.go("/log/note/")
    phone.page.get_by_label("Your note").fill("half a sentence")
    wait_for(lambda: phone.rows("drafts"), "a draft")
    phone.sees_not("A new version is ready.")
    phone.go("/more/journal/")
    phone.page.get_by_role("button", name="Save").wait_for()
    phone.sees_not("A new version is ready.")
    to_tab(phone, "Today")
    with phone.page.expect_navigation():
        phone.tap("Update")
    phone.is_on("How are you today?")
    phone.go("/log/note/")
    expect(phone.page.get_by_label("Your note")).to_have_value("half a sentence")
