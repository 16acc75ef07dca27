"""Around a scan: fewer reminders where that is wished, the wait, and a worry that is put down."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from journal.entries.models import Entry
from journal.entries.scan_time import is_scan_time
from tests.journeys.device import Device
from tests.journeys.steps import HERE, enter, have_noted, to_settings, to_tab, with_journal
from tests.journeys.visits import day, levels
from tests.people import Person

FEWER = "You asked for fewer reminders. They start again"
WAITS = "Waiting for a result is often the hardest part."


def bodies(somebody: Person, kind: str) -> list[dict[str, object]]:
    rows = Entry.objects.filter(journal=somebody.journal, type=kind, deleted=False)
    return [entry.body for entry in rows.order_by("id")]


def is_quiet(somebody: Person) -> bool:
    return is_scan_time(somebody.journal.id, timezone.now().astimezone(HERE).date())


def to_today(phone: Device) -> None:
    to_tab(phone, "Today")
    phone.is_on("How are you today?")


def test_before_a_scan_it_asks_once_and_no_is_an_answer(stack, open_device):
    nora = with_journal("Nora")
    have_noted(nora, (0, "appointment", {"kind": "scan", "on": day(-3)}))
    phone = open_device()
    enter(phone, nora)

    phone.sees("Many people feel on edge before a scan.")
    phone.tap("No")
    phone.sees_not("Many people feel on edge before a scan.")
    phone.sees_not(FEWER)
    phone.all_saved()
    assert [body["fewer_reminders"] for body in bodies(nora, "appointment")] == [False]
    phone.reload()
    phone.sees("Your next visit")
    phone.sees_not("Many people feel on edge before a scan.")


def test_asked_for_when_it_is_noted_and_ended_at_once(stack, open_device):
    sanna = with_journal("Sanna")
    have_noted(sanna, *levels("pain", 6, 1, 2, 3, 2))
    phone = open_device()
    enter(phone, sanna)
    to_tab(phone, "Add")
    phone.tap("Tests and visits", role="link")
    phone.tap("Blood test")
    phone.page.get_by_role("main").get_by_role("button", name="Tomorrow").click()
    phone.sees("Many people feel on edge before a test.")
    phone.tap("Yes")
    phone.sees(FEWER)
    phone.page.get_by_label("When did they say you would hear?").fill(day(-8))
    phone.page.get_by_label("Where?").focus()
    phone.tap("Done")
    phone.all_saved()
    [kept] = bodies(sanna, "appointment")
    assert (kept["fewer_reminders"], kept["result_by"]) == (True, day(-8))
    assert is_quiet(sanna)

    to_tab(phone, "Trends")
    phone.sees("Charts are folded for now.")
    expect(phone.page.locator("main svg")).to_have_count(0)
    phone.tap("Show charts")
    phone.sees_not("Charts are folded for now.")
    expect(phone.page.get_by_label("What", exact=False).first).to_be_visible()
    to_settings(phone, "Reminders")
    phone.sees("You asked for fewer reminders around your test.")

    to_today(phone)
    phone.tap("Back to normal")
    phone.sees_not(FEWER)
    phone.all_saved()
    assert not is_quiet(sanna)


def test_the_wait_a_worry_and_the_result_without_signal(stack, open_device):
    wanda = with_journal("Wanda")
    scan = {"kind": "scan", "on": day(2), "result": "waiting", "fewer_reminders": True}
    have_noted(wanda, (5, "appointment", {**scan, "result_by": day(-4)}))
    phone = open_device()
    enter(phone, wanda)
    phone.sees(WAITS)
    phone.worker_is_ready()
    phone.go_offline()
    phone.reload()

    phone.sees(WAITS)
    phone.sees("If you have not heard by")
    expect(phone.page.get_by_role("link", name="My numbers")).to_be_visible()
    phone.tap("Put a worry down")
    phone.tap("Save")
    phone.sees("Write a few words first")
    phone.page.get_by_label("What is on your mind?").fill("What if they saw something?")
    phone.tap("Save")
    phone.sees("It is kept, only for you.")
    phone.tap("Make it a question for my team")
    phone.sees("It is on your list of questions.")

    to_tab(phone, "My visit")
    phone.sees(WAITS)
    phone.tap("I have the result", role="link")
    phone.tap("I got it")
    phone.tap("Done")
    phone.is_on("My visit")
    phone.sees("What if they saw something?")
    phone.sees_not(WAITS)
    to_today(phone)
    phone.sees_not(FEWER)

    phone.go_online()
    phone.all_saved()
    worry = {"text": "What if they saw something?"}
    assert bodies(wanda, "note") == [{**worry, "private": True}]
    assert bodies(wanda, "question") == [{**worry, "place": 1}]
    assert bodies(wanda, "appointment")[0]["result"] == "got_it"
    assert not is_quiet(wanda)
