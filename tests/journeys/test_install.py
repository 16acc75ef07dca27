"""Help with putting the app on the phone: after the second note, and not again for 60 days."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.steps import enter, with_journal

TITLE = "Keep Daybook on this phone"
#: As Chrome on Android does before a page can ask.
_CAN_ASK = """() => {
  globalThis.asked = 0;
  globalThis.daybookInstall = { prompt: async () => { globalThis.asked += 1; } };
}"""


def test_the_button_comes_after_the_second_note_and_stays_away(open_device):
    signe = with_journal("Signe")
    phone = open_device()
    phone.context.add_init_script(f"({_CAN_ASK})()")
    enter(phone, signe)
    notes(phone, "sleep", "Very well")
    is_offered(phone, False)
    notes(phone, "diet", "About half")
    is_offered(phone, True)
    phone.sees("It opens faster, works in the hospital, and keeps your notes safe here.")
    phone.tap("Not now")
    is_offered(phone, False)
    for days, offered in ((59, False), (60, True)):
        phone.page.clock.set_fixed_time(timezone.now() + timedelta(days=days))
        phone.go("/today/")
        is_offered(phone, offered)

    phone.tap("Add to Home Screen")
    is_offered(phone, False)
    assert phone.page.evaluate("globalThis.asked") == 1


def test_an_iphone_is_shown_the_steps(open_device):
    solveig = with_journal("Solveig")
    phone = open_device("iPhone 13")
    enter(phone, solveig)
    notes(phone, "sleep", "Very well")
    notes(phone, "diet", "About half")
    is_offered(phone, True)
    card = phone.page.locator("section").filter(has_text=TITLE)
    expect(card.get_by_role("listitem")).to_have_text(
        [
            "Tap the Share button: a box with an arrow.",
            "Scroll down and tap “Add to Home Screen”.",
            "Tap “Add”. Then open Daybook from there.",
        ]
    )
    expect(card.get_by_role("button", name="Add to Home Screen")).to_have_count(0)


def notes(phone: Device, kind: str, word: str) -> None:
    phone.go(f"/log/{kind}/")
    phone.answer(word)
    phone.tap("Done")
    phone.is_on("How are you today?")


def is_offered(phone: Device, offered: bool) -> None:
    """Once what Today fetches last is there."""
    phone.sees("Noted today")
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.get_by_role("heading", name=TITLE)).to_have_count(int(offered))
