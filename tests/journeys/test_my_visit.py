"""My visit: what one walks in with, and what one walks out with."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from journal.entries.models import Entry
from journal.flags.models import Flag
from tests.journeys.device import Device
from tests.journeys.steps import enter, have_noted, open_note, to_tab, with_journal
from tests.journeys.visits import day, with_visits
from tests.people import Person
from tests.processes import wait_for


def stored(somebody: Person, kind: str) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(journal=somebody.journal, type=kind, deleted=False)
    return [entry.body for entry in rows.order_by("id")]


def main(phone: Device) -> Locator:
    return phone.page.get_by_role("main")


def under(phone: Device, heading: str) -> list[str]:
    """The questions in their order, or whatever list stands right under this heading."""
    script = """(title) => {
      const all = [...document.querySelectorAll('main h2')];
      let at = all.find((one) => one.textContent === title && one.offsetParent !== null);
      while (at && !['OL', 'UL'].includes(at.tagName)) at = at.nextElementSibling;
      return at ? [...at.children].map((one) =>
        (one.querySelector('.words') ?? one).innerText.trim()) : [];
    }"""
    return phone.page.evaluate(script, heading)


def wait_until(phone: Device, heading: str, expected: list[str]) -> None:
    wait_for(lambda: under(phone, heading) == expected, f"{expected} under {heading}")


def test_a_visit_in_four_taps_and_a_question_in_two_without_signal(stack, open_device):
    vera = with_journal("Verena")
    phone = open_device()
    enter(phone, vera)
    phone.worker_is_ready()
    phone.go_offline()

    to_tab(phone, "Add")  # 1
    phone.tap("Tests and visits", role="link")  # 2
    phone.is_on("What is it?")
    phone.tap("Clinic")  # 3
    phone.is_on("When is it?")
    main(phone).get_by_role("button", name="Next week").click()  # 4: it is saved
    phone.is_on("Test or visit")
    phone.sees("Clinic visit")
    assert len(phone.rows("outbox")) == 1
    phone.page.get_by_label("What time?").fill("10:30")
    phone.page.get_by_label("Where?").fill("House 4")
    phone.page.get_by_label("Who with?").fill("Dr. Lee")
    phone.tap("Done")

    phone.is_on("My visit")
    phone.sees("In 7 days.")
    phone.sees("Dr. Lee")
    phone.reload()
    phone.sees("Dr. Lee")
    to_tab(phone, "Today")
    phone.is_on("How are you today?")
    phone.sees("Your next visit")

    to_tab(phone, "My visit")  # 1
    phone.tap("Add a question")  # 2
    expect(phone.page.get_by_label("Your question")).to_be_focused()
    phone.page.keyboard.type("When is my next scan?")
    phone.page.keyboard.press("Enter")
    wait_until(phone, "My questions", ["When is my next scan?"])

    phone.go_online()
    phone.all_saved()
    assert stored(vera, "appointment") == [
        {"kind": "clinic", "on": day(-7), "at": "10:30", "place": "House 4", "with_whom": "Dr. Lee"}
    ]
    assert stored(vera, "question") == [{"text": "When is my next scan?", "place": 1}]


def test_a_scan_of_another_day_its_result_and_the_calendar(stack, open_device):
    valentin = with_journal("Valentin")
    phone = open_device()
    enter(phone, valentin)
    to_tab(phone, "Add")
    phone.tap("Tests and visits", role="link")
    phone.tap("Scan")
    phone.tap("Pick a day")
    phone.tap("Save")
    phone.sees("Pick a day from the list")
    phone.page.get_by_label("Which day?").fill(day(5))
    phone.tap("Save")
    phone.sees("Do you have the result?")
    phone.tap("I am waiting for it")
    phone.page.get_by_label("What time?").fill("08:05")
    phone.page.get_by_label("Where?").fill("House 4; left, then up")
    phone.page.get_by_label("Where?").blur()
    phone.page.get_by_label("Say where, too").check()
    with phone.page.expect_download() as saved:
        phone.tap("Add to my phone's calendar")
    assert saved.value.suggested_filename == "appointment.ics"
    text = saved.value.path().read_bytes().decode()
    assert "SUMMARY:Appointment\r\nLOCATION:House 4\\; left\\, then up\r\n" in text
    assert f"DTSTART;TZID=Europe/Vienna:{day(5).replace('-', '')}T080500\r\n" in text
    assert "scan" not in text.lower()
    phone.tap("Done")
    # What is over is not the next one.
    phone.sees("Add your next visit to get ready for it.")

    open_note(phone, "Scan", "")
    phone.tap("Change", role="link")
    expect(phone.page.get_by_role("button", name="Scan", exact=True, pressed=True)).to_be_visible()
    phone.tap("I got it")
    phone.tap("Tomorrow", exact=False)
    phone.sees_not("Do you have the result?")
    phone.tap("Done")
    phone.sees("Tomorrow.")
    phone.all_saved()
    assert stored(valentin, "appointment") == [
        {"kind": "scan", "on": day(-1), "at": "08:05", "place": "House 4; left, then up"}
    ]
    open_note(phone, "Scan", "")
    phone.tap("Delete this note")
    wait_for(lambda: stored(valentin, "appointment") == [], "no appointment")


def test_what_changed_the_top_three_and_the_text(stack, open_device):
    vito = with_journal("Vito")
    with_visits(vito)
    wait_for(lambda: Flag.objects.filter(journal=vito.journal).exists(), "a flag", seconds=60)
    phone = open_device(permissions=["clipboard-read", "clipboard-write"])
    enter(phone, vito)
    phone.all_saved()
    to_tab(phone, "My visit")
    phone.sees("In 9 days.")
    phone.sees("Since my visit on")
    wait_until(
        phone,
        "What changed",
        ["Worse\nPain: Mild, then Bad", "Better\nTiredness: Bad, then Mild"],
    )
    phone.sees("Weight: 71.5 kg, then 69.8 kg")

    # A question that came with a flag, once.
    phone.tap("All I may want to raise", role="link")
    phone.tap("Add to my questions")
    phone.sees("It is on your list of questions.")
    expect(phone.page.get_by_role("button", name="Add to my questions")).to_have_count(0)
    to_tab(phone, "My visit")
    wait_for(lambda: len(under(phone, "My questions")) == 1, "the question of the flag")
    from_flag = under(phone, "My questions")[0]

    for words in ("Second?", "Third?"):
        phone.tap("Add a question")
        phone.page.get_by_label("Your question").fill(words)
        phone.tap("Save")
    wait_until(phone, "My questions", [from_flag, "Second?", "Third?"])
    phone.tap("Move up: Third?")
    wait_until(phone, "My questions", [from_flag, "Third?", "Second?"])
    phone.tap(f"Move down: {from_flag}")
    wait_until(phone, "My questions", ["Third?", from_flag, "Second?"])

    phone.tap("Choose")
    first = main(phone).get_by_role("group", name="My top three").get_by_role("button").first
    title = first.inner_text()
    first.click()
    expect(first).to_contain_text("Number 1")
    phone.tap("Done")
    wait_until(phone, "My top three", [title])

    phone.tap("Copy as text")
    phone.sees("Copied.")
    lines = phone.page.evaluate("() => navigator.clipboard.readText()").split("\n")
    assert lines[0].startswith("Clinic visit, ")
    assert "- Worse: Pain: Mild, then Bad" in lines
    assert f"1. {title}" in lines
    asked = lines.index("My questions")
    assert lines[asked + 1 : asked + 4] == ["[ ] Third?", f"[ ] {from_flag}", "[ ] Second?"]

    phone.go_offline()
    phone.tap("Show on this phone", role="link")
    phone.sees("Pain: Mild, then Bad")
    expect(phone.page.get_by_role("navigation")).to_have_count(0)
    expect(phone.page.get_by_role("banner")).to_have_count(0)
    phone.tap("Close", role="link")
    phone.is_on("My visit")
    phone.go_online()
    phone.all_saved()
    flag = Flag.objects.get(journal=vito.journal, state="open")
    newest = max(stored(vito, "appointment"), key=lambda body: body["on"])
    assert newest["top"] == [str(flag.id)]
    assert [body["flag"] for body in stored(vito, "question") if "flag" in body] == [str(flag.id)]


def test_at_the_visit_and_after_it_without_signal(stack, open_device):
    viola = with_journal("Viola")
    have_noted(
        viola,
        (5, "appointment", {"kind": "clinic", "on": day(0)}),
        (4, "question", {"text": "What about the pain?", "place": 1}),
        (3, "question", {"text": "Another scan?", "place": 2}),
    )
    phone = open_device()
    enter(phone, viola)
    phone.all_saved()
    to_tab(phone, "My visit")
    phone.sees("Today.")
    phone.worker_is_ready()
    phone.go_offline()
    phone.tap("I am at my visit", role="link")
    phone.is_on("I am at my visit")
    pain = phone.page.get_by_role("listitem").filter(has_text="What about the pain?")
    # The answer and the tick at once: both count.
    pain.get_by_label("What they said").fill("A new plan")
    pain.get_by_role("checkbox").check()
    phone.page.get_by_label("We decided").fill("Try the new plan")
    phone.page.get_by_label("What I will do").fill("Walk more")
    phone.page.get_by_label("When to call").fill("Fever")
    phone.page.get_by_label("When to call").blur()
    expect(pain.get_by_role("checkbox")).to_be_checked()
    wait_for(lambda: "Fever" in str(phone.rows("outbox")), "the last of them on the phone")
    phone.reload()
    phone.is_on("I am at my visit")
    wait_until(phone, "My questions", ["Another scan?"])
    expect(phone.page.get_by_label("We decided")).to_have_value("Try the new plan")
    phone.tap("Add my next visit", role="link")
    phone.is_on("When is it?")
    main(phone).get_by_role("button", name="Next week").click()
    phone.tap("Done")
    phone.is_on("My visit")
    # What was not answered is still asked; what was stands below.
    wait_until(phone, "My questions", ["Another scan?"])
    phone.page.get_by_text("1 question with an answer").click()
    expect(phone.page.get_by_label("What they said")).to_have_value("A new plan")

    phone.go_online()
    phone.all_saved()
    assert stored(viola, "question")[0] == {
        "text": "What about the pain?", "place": 1, "answered": True, "answer": "A new plan"
    }  # fmt: skip
    assert stored(viola, "appointment") == [
        {
            "kind": "clinic", "on": day(0), "decided": "Try the new plan", "to_do": "Walk more",
            "call_if": "Fever",
        },
        {"kind": "clinic", "on": day(-7)},
    ]  # fmt: skip
