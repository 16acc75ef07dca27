"""Reminders, and notices on the phone, through the screens."""

from __future__ import annotations

import json
import re
from datetime import time

from django.utils import timezone
from playwright.sync_api import expect

from journal.accounts.models import Journal
from journal.core.ids import new_id
from journal.notifications.models import Delivery, PushSubscription
from journal.reminders.models import EVERY_DAY, Reminder
from journal.reminders.services import put_reminder
from tests.journeys.push import arrives, can_be_rung, rung
from tests.journeys.steps import enter, to_settings, to_tab, with_journal
from tests.processes import wait_for
from tests.push_service import Browser

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


def test_on_a_trip_the_person_is_asked_and_the_next_reminder_moves(open_device):
    tilda = with_journal("Tilda")
    put_reminder(
        journal=tilda.journal, reminder_id=new_id(), kind="medication", enabled=True,
        wall_time=time(9, 30), days=EVERY_DAY, label="Tablet", now=timezone.now(),
    )  # fmt: skip
    phone = open_device(timezone_id="America/New_York")
    enter(phone, tilda)
    phone.sees("This phone goes by New York time. Your reminders go by Vienna time.")
    to_settings(phone, "Reminders")
    # Vienna is ahead by six hours, by five for some weeks a year.
    expect(phone.sees("Next one:")).to_have_text(re.compile("[34]:30 AM"))
    phone.tap("Use New York time")
    expect(phone.sees("Next one:")).to_have_text(re.compile("9:30 AM"))
    assert Journal.objects.get(id=tilda.journal.id).time_zone == "America/New_York"
    to_tab(phone, "Today")
    phone.sees("Noted today")
    phone.sees_not("This phone goes by")

    other = open_device(timezone_id="Asia/Tokyo")
    enter(other, tilda)
    other.tap("Stay with New York time")
    other.reload()
    other.sees("Noted today")
    other.page.wait_for_load_state("networkidle")
    other.sees_not("This phone goes by")


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
