"""Reminders, notices on the phone, and a break from both, through the screens."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from journal.accounts.models import Journal
from journal.notifications.models import Delivery, PushSubscription
from journal.reminders.models import Reminder
from tests.journeys.device import Device
from tests.journeys.steps import enter, to_settings, to_tab, with_journal
from tests.processes import wait_for
from tests.push_service import Browser

_CANNOT_REACH_A_SERVICE = """([endpoint, keys]) => {
  let held = null;
  PushManager.prototype.getSubscription = async () => held;
  PushManager.prototype.subscribe = async (options) => {
    held = { endpoint, options, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => {
      held = null;
      return true;
    } };
    return held;
  };
}"""
_SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration.getNotifications()).map(({ title, body }) => [title, body]);
}"""


def test_a_medicine_time_is_added_changed_and_removed(open_device):
    mira = with_journal("Mira")
    phone = open_device()
    enter(phone, mira)
    to_settings(phone, "Reminders")
    phone.tap("Add a medicine time", role="link")
    phone.page.get_by_label("What is it for?").fill("Tamoxifen")
    phone.sees("This stays in the app. It is never sent.")
    phone.page.get_by_label("Sunday").uncheck()
    phone.page.get_by_label("Time", exact=True).fill("09:30")
    phone.tap("Save")
    phone.is_on("Reminders")
    phone.sees("Tamoxifen")
    made = Reminder.objects.get(journal=mira.journal)
    assert (made.kind, made.label, made.days) == ("medication", "Tamoxifen", 0b0111111)

    phone.page.get_by_role("link", name=re.compile("Tamoxifen")).click()
    expect(phone.page.get_by_label("What is it for?")).to_have_value("Tamoxifen")
    phone.tap("Remove this reminder")
    phone.is_on("Reminders")
    phone.sees_not("Tamoxifen")
    assert not Reminder.objects.filter(journal=mira.journal).exists()
    phone.tap("Undo")
    phone.sees("Tamoxifen")
    assert Reminder.objects.get(journal=mira.journal).days == 0b0111111


def test_a_time_in_the_quiet_hours_is_pointed_out(open_device):
    nele = with_journal("Nele")
    phone = open_device()
    enter(phone, nele)
    to_settings(phone, "Reminders")
    phone.tap("Add a time of my own", role="link")
    phone.page.get_by_label("Time", exact=True).fill("23:00")
    phone.tap("Save")
    phone.sees("This time is in your quiet hours. It will still ring.")
    phone.page.get_by_label("Time", exact=True).fill("20:30")
    phone.tap("Save")
    phone.is_on("Reminders")
    assert Reminder.objects.get(journal=nele.journal).wall_time.hour == 20

    phone.tap("How they come", role="link")
    phone.page.get_by_label("From").fill("20:00")
    phone.tap("Save")
    phone.sees("Saved.")
    phone.tap("Back", role="link")
    phone.page.get_by_role("link", name=re.compile("my own time")).click()
    phone.tap("Save")
    phone.sees("This time is in your quiet hours. It will still ring.")


def test_a_break_and_the_way_back(open_device):
    nuria = with_journal("Nuria")
    phone = open_device()
    enter(phone, nuria)
    to_settings(phone, "Take a break")
    phone.page.get_by_label("2 weeks").check()
    phone.tap("Start my break")
    phone.sees("You are taking a break. We will not send you reminders.")
    today = datetime.now(ZoneInfo("Europe/Vienna")).date()
    assert paused(nuria.journal) == {
        "from": today.isoformat(),
        "to": (today + timedelta(days=13)).isoformat(),
    }

    to_tab(phone, "Today")
    phone.sees("You are taking a break. We will not send you reminders.")
    phone.tap("Come back")
    phone.sees("Good to see you. There is nothing to catch up on. Start from today.")
    assert paused(nuria.journal) is None
    phone.reload()
    phone.is_on("How are you today?")
    phone.sees_not("Good to see you.")


def test_a_notice_reaches_the_phone_and_the_server_hears_of_it(stack, open_device):
    nika, browser = with_journal("Nika"), Browser()
    phone = open_device()
    phone.expected.append((429, "/test"))
    can_be_rung(phone, stack.phones.endpoint("nika"), browser)
    enter(phone, nika)
    to_settings(phone, "Reminders")
    phone.tap("Notices on my phones", role="link")
    phone.sees("Your phone will ask if Daybook may send notices.")
    phone.tap("Turn notices on for this phone")
    phone.sees("Notices are on for this phone.")
    phone.sees("Nothing has arrived here yet.")

    phone.tap("Send me one now: Chrome, Android")
    phone.sees("Sent. It comes within a minute.")
    phone.tap("Send me one now: Chrome, Android")
    phone.sees("We sent one just now. Wait")
    wait_for(lambda: rung(stack, "nika") != [], "a ring of the phone", seconds=30)
    [message] = [browser.read(got.body).decode() for got in rung(stack, "nika")]
    arrives(phone, message)

    notice = json.loads(message)["notification"]
    wait_for(lambda: phone.page.evaluate(_SHOWN) == [[notice["title"], notice["body"]]], "it")
    wait_for(
        lambda: Delivery.objects.filter(
            id=notice["data"]["id"], received_at__isnull=False
        ).exists(),
        "the receipt",
    )
    phone.sees("Last arrived:")

    to_settings(phone, "Sign out")
    phone.tap("Sign out")
    phone.is_on("Daybook")
    assert not PushSubscription.objects.filter(user=nika.user).exists()


def can_be_rung(phone: Device, endpoint: str, browser: Browser) -> None:
    """A browser that is tested cannot reach its push service: it is given an address of ours."""
    phone.context.grant_permissions(["notifications"], origin=phone.url)
    given = json.dumps([endpoint, browser.keys()])
    phone.context.add_init_script(f"({_CANNOT_REACH_A_SERVICE})({given})")


def rung(stack, name: str) -> list:
    """What the server has sent to that address."""
    return [got for got in stack.phones.received if got.path.endswith(f"/{name}")]


def arrives(phone: Device, message: str) -> None:
    """As the browser does with a message of its push service."""
    devtools = phone.context.new_cdp_session(phone.page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    wait_for(lambda: phone.page.evaluate("1") == 1 and bool(found), "the worker's registration")
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": phone.url, "registrationId": found[0], "data": message},
    )
    devtools.detach()


def paused(journal: Journal) -> dict[str, str] | None:
    return Journal.objects.get(id=journal.id).profile.get("journal_paused")
