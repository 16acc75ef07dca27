"""A whole day in two taps: as yesterday, with what must be looked at anew left out; or all fine."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.steps import enter, have_noted, to_tab, with_journal
from tests.people import Person
from tests.processes import wait_for


def symptom(slug: str, severity: int, **more: object) -> dict:
    return {"symptom": slug, "severity": severity, **more}


def bodies_of_today(somebody: Person) -> list[dict]:
    mine = Entry.objects.filter(journal=somebody.journal, deleted=False)
    since = timezone.now() - timedelta(hours=12)
    found = mine.filter(occurred_at__gt=since).values_list("body", flat=True)
    return sorted(found, key=in_order)


def in_order(body: dict) -> str:
    return str(sorted(body.items()))


def test_same_as_yesterday_in_two_taps(stack, open_device):
    sofia = with_journal("Sofia")
    have_noted(
        sofia,
        (1, "symptom", symptom("fatigue", 1, note="after lunch")),
        (1, "symptom", symptom("pain", 3)),
        (1, "sleep", {"quality": 1, "hours": 7}),
        (1, "weight", {"kg": 70}),
    )
    phone = open_device()
    enter(phone, sofia)
    phone.tap("Same as yesterday", role="link")
    phone.is_on("Is today about the same?")
    expect(phone.page.get_by_role("checkbox")).to_have_count(2)
    phone.tap("Save")
    bar(phone, "Saved 2 notes on this phone.")
    same = [{"hours": 7, "quality": 1, "copied": True}, symptom("fatigue", 1, copied=True)]
    wanted = sorted(same, key=in_order)
    wait_for(lambda: bodies_of_today(sofia) == wanted, "both copies on the server")

    # What was bad waits for an answer of its own.
    phone.sees("Worth a fresh look")
    phone.tap("Undo")
    expect(phone.page.get_by_role("checkbox")).to_have_count(2)
    phone.page.get_by_label("Tiredness: Mild").uncheck()
    phone.tap("Save")
    bar(phone, "Saved 1 note on this phone.")
    phone.page.get_by_role("main").get_by_role("link", name="Pain").click()
    phone.is_on("Pain")
    phone.answer("Mild")
    phone.tap("Done")
    pain, sleep = symptom("pain", 1), {"hours": 7, "quality": 1, "copied": True}
    now = sorted([pain, sleep], key=in_order)
    wait_for(lambda: bodies_of_today(sofia) == now, "one copy and the answer on the server")


def test_after_three_copies_in_a_row_it_is_a_question(stack, open_device):
    silvia = with_journal("Silvia")
    copies = [(ago, "symptom", symptom("fatigue", 1, copied=True)) for ago in (1, 2, 3)]
    have_noted(silvia, *copies)
    phone = open_device()
    enter(phone, silvia)
    phone.tap("Same as yesterday", role="link")
    phone.sees("You copied this three days in a row. Is it still so today?")
    phone.tap("Yes, still so")
    phone.sees("There is nothing left to copy from yesterday.")
    now = [symptom("fatigue", 1)]
    wait_for(lambda: bodies_of_today(silvia) == now, "the answer on the server")


def test_none_of_my_symptoms_in_one_tap(stack, open_device):
    phone = open_device()
    enter(phone, stella := with_journal("Stella"))
    phone.answer("Good")
    phone.tap("None of my symptoms today")
    expect(button(phone)).to_have_count(0)
    clear = [{"overall": 1, "all_clear": True}]
    wait_for(lambda: bodies_of_today(stella) == clear, "the clear day on the server")
    phone.tap("Undo")
    expect(button(phone)).to_have_count(1)
    to_tab(phone, "Today")


def button(phone: Device):
    return phone.page.get_by_role("button", name="None of my symptoms today")


def bar(phone: Device, words: str) -> None:
    """What the bar says that takes things back."""
    expect(phone.page.get_by_text(words)).to_be_visible()
