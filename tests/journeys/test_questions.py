"""An alarming symptom: the rating is kept from the first tap, and the questions never delay."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from journal.entries.models import Entry
from journal.flags.models import Flag
from tests.journeys.device import Device
from tests.journeys.steps import enter, open_note, sign_in_link, to_tab, with_journal
from tests.processes import wait_for

AT_REST, AT_ONCE = "Is it there when you sit still?", "Did it start all at once?"
SPREADS = "Does it spread to your arm, back, neck or jaw?"
NAMES = iter(("Rosa", "Rita", "Romy", "Ruth", "Runa", "Rena"))
FULL = """() => {
  const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
  Object.assign(IDBObjectStore.prototype, { add: full, put: full });
}"""


@pytest.fixture
def phone(open_device) -> Device:
    """Without signal, so that nothing but the phone can have kept what was noted."""
    phone = open_device()
    enter(phone, with_journal(next(NAMES)))
    phone.go_offline()
    return phone


def rates_breath(phone: Device, word: str) -> None:
    to_tab(phone, "Today")
    phone.tap("Short of breath", role="link")
    # Today has answers of the same words.
    phone.is_on("Short of breath")
    phone.answer(word)


def kept(phone: Device) -> list[dict[str, object]]:
    waiting = phone.rows("outbox")
    assert waiting is not None
    return [row["op"]["body"] for row in waiting]


def test_a_reload_between_the_questions_loses_nothing(phone):
    rates_breath(phone, "Medium")
    phone.sees(AT_REST)
    phone.sees("Call this week")
    phone.chip_says("Saved on this phone")
    rated = {"symptom": "shortness_of_breath", "severity": 2}
    assert kept(phone) == [rated]

    phone.reload()
    # What was not answered yet is asked, and it is the same note.
    phone.sees(AT_REST)
    phone.tap("No")
    phone.sees(AT_ONCE)
    phone.reload()
    phone.sees(AT_ONCE)
    phone.tap("Yes")
    phone.is_on("Get help now")
    assert kept(phone) == [{**rated, "qualifiers": ["sudden_onset"]}]


def test_another_page_between_the_questions_loses_nothing(phone):
    rates_breath(phone, "Mild")
    phone.sees(AT_REST)
    phone.tap("No")
    phone.sees(AT_ONCE)
    open_note(phone, "Short of breath", "Mild")
    assert kept(phone) == [{"symptom": "shortness_of_breath", "severity": 1}]


def test_undo_between_the_questions_asks_anew(phone):
    rates_breath(phone, "Mild")
    phone.sees(AT_REST)
    phone.tap("Undo")
    phone.answer("Medium")
    phone.sees(AT_REST)
    assert kept(phone) == [{"symptom": "shortness_of_breath", "severity": 2}]


def test_a_rating_that_is_an_emergency_is_followed_by_no_question(phone):
    phone.go("/log/symptom/#chest_pain")
    phone.answer("Bad")
    phone.is_on("Get help now")
    phone.sees_not(SPREADS)
    assert kept(phone) == [{"symptom": "chest_pain", "severity": 3}]


def test_an_emergency_before_the_app_is_kept_on_the_phone(open_device):
    """The rules have come with the page on which the note is made."""
    phone = open_device(service_workers="block")
    phone.go(sign_in_link(with_journal("Rina")))
    phone.is_on("How are you today?")
    phone.go("/log/symptom/#chest_pain")
    phone.sees("Mild")
    phone.page.wait_for_load_state("networkidle")
    phone.go_offline()
    phone.answer("Bad")
    phone.is_on("Get help now")
    assert kept(phone) == [{"symptom": "chest_pain", "severity": 3}]


def test_a_full_phone_is_no_reason_not_to_ask(phone):
    phone.go("/log/symptom/#chest_pain")
    # Full only once the page has read what it shows.
    phone.sees("Mild")
    phone.page.evaluate(FULL)
    phone.answer("Mild")
    phone.sees("This phone is out of space.")
    phone.sees(SPREADS)
    phone.tap("Yes")
    phone.is_on("Get help now")
    assert kept(phone) == []


def test_two_times_no_leaves_what_the_rating_alone_said(phone):
    rates_breath(phone, "Medium")
    for question in (AT_REST, AT_ONCE):
        phone.sees(question)
        phone.tap("No")
    phone.sees("Add more")
    phone.sees("Call this week")
    assert kept(phone) == [{"symptom": "shortness_of_breath", "severity": 2}]


def test_the_answer_that_decides_is_the_last_one_asked(stack, open_device):
    rhea = with_journal("Rhea")
    phone = open_device()
    enter(phone, rhea)
    rates_breath(phone, "Bad")
    phone.sees(AT_REST)
    phone.all_saved()
    mine = Flag.objects.filter(journal=rhea.journal)
    wait_for(lambda: urgencies(mine) == ["same_day"], "what the rating alone says")

    phone.tap("Yes")
    phone.is_on("Get help now")
    phone.sees_not(AT_ONCE)
    phone.tap("I have read this")
    phone.is_on("To raise with my team")
    phone.all_saved()
    wait_for(lambda: urgencies(mine) == ["emergency_now"], "what the answer makes of it")
    expect(phone.page.get_by_role("button", name="My team knows")).to_have_count(1)
    # The server's word about the same note does not bring the card back.
    phone.go("/today/")
    phone.is_on("How are you today?")
    entry = Entry.objects.get(journal=rhea.journal)
    assert entry.body == {
        "symptom": "shortness_of_breath", "severity": 3, "qualifiers": ["at_rest"],
    }  # fmt: skip


def urgencies(flags) -> list[str]:
    return list(flags.values_list("urgency", flat=True))
