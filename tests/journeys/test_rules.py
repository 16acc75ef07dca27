"""Why a flag is there: the page on the rules, for anyone, and the way to it from every flag."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.steps import enter, shares_an_emergency, with_journal
from tests.people import person

WHY = "Why am I seeing this?"
NOT_REVIEWED = "No clinician has checked these rules yet. Do not use them for real care."
NO_REASSURANCE = "No flag does not mean that all is well."


def test_anyone_can_read_the_rules_also_without_signal(stack, open_device):
    phone = open_device()
    phone.go("/")
    phone.worker_is_ready()
    phone.go_offline()
    phone.go("/help/")
    phone.tap("How our rules work", role="link")
    phone.is_on("How our rules work")
    phone.sees(NOT_REVIEWED)
    phone.sees(NO_REASSURANCE)
    phone.sees("Rule set 1.0.0, 40 rules")
    rules = phone.page.locator("details.card")
    expect(rules).to_have_count(40)
    stays = rules.filter(has=phone.page.get_by_text("A symptom that stays"))
    stays.locator("> summary").click()
    expect(stays).to_contain_text("Call this week: 14 days or more, on your watch list.")
    expect(stays).to_contain_text("Only what is above it counts.")
    stays.get_by_text("The exact numbers").click()
    expect(stays.get_by_text("watched span days: 14")).to_be_visible()
    # What rules share is kept too, and shown when it is asked for.
    for part, line in (
        ("When a flag stays quiet", "Call this week: 14 days"),
        ("Signs that count more, by cancer", "Bladder: bone pain, back or neck pain"),
        ("Groups that the rules name", "Cancers of the blood: lymphoma, leukemia and myeloma"),
        ("Where the lymph nodes are, by cancer", "below the collarbone, only on the same side"),
    ):
        phone.page.locator("summary", has_text=part).click()
        phone.sees(line)


@pytest.mark.parametrize(
    ("path", "title", "words"),
    [
        ("/rules/#F09", "One swollen limb", "Rule F09, rule set 1.0.0"),
        ("/es/rules/#F09", "Un brazo o pierna hinchados", "Regla F09, versión 1.0.0"),
    ],
)
def test_a_rule_has_an_address(stack, open_device, path, title, words):
    phone = open_device()
    phone.go(path)
    phone.is_on(title)
    phone.sees(words)
    expect(phone.page.locator("details.card")).to_have_count(0)


def test_a_rule_of_a_newer_version_says_so(stack, open_device):
    phone = open_device()
    phone.go("/rules/#F99")
    phone.sees("Please update Daybook to read this.")
    phone.tap("See all rules", role="link")
    expect(phone.page.locator("details.card")).to_have_count(40)


def test_why_am_i_seeing_this(stack, open_device):
    wanda = with_journal("Wanda")
    phone = open_device()
    enter(phone, wanda)
    phone.go_offline()
    notes_bad_breath(phone)
    # At once, beside the note; and later, on the list.
    asks_why(phone)
    phone.tap("Back", role="link")
    phone.is_on("To raise with my team")
    asks_why(phone)


def test_a_nurse_sees_why_too(stack, open_device):
    wilma, nora = with_journal("Wilma"), person("Nola")
    shares_an_emergency(wilma, nora)
    desk = open_device("Desktop Chrome")
    enter(desk, nora)
    desk.go(f"/shared/journal/?id={wilma.journal.id}")
    asks_why(desk)
    desk.tap("Back", role="link")
    desk.is_on("Shared with me")


def notes_bad_breath(phone: Device) -> None:
    phone.go("/log/symptom/#shortness_of_breath")
    phone.answer("Medium")
    phone.sees("Call this week")


def asks_why(device: Device) -> None:
    device.tap(WHY, role="link")
    device.is_on("Trouble breathing")
    device.sees("We look at the last 48 hours.")
    device.sees(NOT_REVIEWED)
    device.sees(NO_REASSURANCE)
