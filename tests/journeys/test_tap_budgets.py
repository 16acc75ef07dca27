"""How many taps everyday things take, counted where fingers come down. Each row is a promise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.steps import (
    enter,
    have_noted,
    shares_an_emergency,
    to_tab,
    type_weight,
    with_journal,
)
from tests.people import person

COUNTS = """() => {
  addEventListener('pointerdown', (event) => event.isTrusted && globalThis.fingerCameDown(), true);
}"""


class Fingers:
    """Counts every tap on a phone from the moment it is asked to."""

    def __init__(self, phone: Device) -> None:
        self.taps = 0
        phone.page.expose_function("fingerCameDown", self._came_down)
        phone.page.add_init_script(f"({COUNTS})()")

    def _came_down(self) -> None:
        self.taps += 1


def says_how_today_is(phone: Device) -> None:
    phone.answer("Good")
    phone.sees("Today: Good")


def takes_it_back(phone: Device) -> None:
    phone.tap("Undo")
    phone.sees_not("Today: Good")


def same_as_yesterday(phone: Device) -> None:
    phone.tap("Same as yesterday", role="link")
    phone.tap("Save")
    saved(phone, "Saved 1 note on this phone.")


def notes_a_pinned_symptom(phone: Device) -> None:
    phone.tap("Pain", role="link")
    phone.answer("Mild")
    saved(phone)


def notes_another_symptom(phone: Device) -> None:
    to_tab(phone, "Add")
    phone.page.get_by_label("Find a symptom").click()
    phone.page.get_by_label("Find a symptom").fill("heaving")
    phone.page.get_by_role("main").get_by_role("link", name="Throwing up").click()
    phone.answer("Mild")
    saved(phone)


def notes_a_night(phone: Device) -> None:
    phone.tap("Sleep", role="link")
    phone.answer("Well")
    saved(phone)


def notes_what_was_eaten(phone: Device) -> None:
    phone.tap("Eating", role="link")
    phone.answer("About half")
    saved(phone)


def notes_moving(phone: Device) -> None:
    phone.tap("Moving", role="link")
    phone.answer("A little")
    phone.tap("20 minutes")
    saved(phone, "Changed.")


def notes_a_weight(phone: Device) -> None:
    phone.tap("Something else", role="link")
    phone.page.get_by_role("main").get_by_role("link", name="Weight", exact=True).click()
    type_weight(phone, "70")


def notes_a_visit(phone: Device) -> None:
    to_tab(phone, "Add")
    phone.tap("Tests and visits", role="link")
    phone.tap("Clinic")
    phone.tap("Next week", exact=False)
    saved(phone)


def asks_a_question(phone: Device) -> None:
    to_tab(phone, "My visit")
    phone.tap("Add a question")
    expect(phone.page.get_by_label("Your question")).to_be_focused()
    phone.page.keyboard.type("When is my next scan?")
    phone.page.keyboard.press("Enter")
    phone.sees("When is my next scan?")


def takes_a_break(phone: Device) -> None:
    to_tab(phone, "More")
    phone.page.get_by_role("main").get_by_role("link", name="Take a break", exact=True).click()
    phone.tap("Start my break")
    phone.sees("You are taking a break.")


def reaches_help(phone: Device) -> None:
    phone.page.get_by_role("banner").get_by_role("link", name="Help").click()
    # Nobody is called here: the next tap would be the call.
    call = phone.page.get_by_role("main").get_by_role("link", name="Call 112").first
    expect(call).to_have_attribute("href", "tel:112")


BUDGETS: dict[Callable[[Device], None], int] = {
    says_how_today_is: 1,
    takes_it_back: 1,
    same_as_yesterday: 2,
    notes_a_pinned_symptom: 2,
    notes_another_symptom: 4,
    notes_a_night: 2,
    notes_what_was_eaten: 2,
    notes_moving: 3,
    # And the digits: the keyboard opens by itself. "Done" is the way on, not the saving.
    notes_a_weight: 4,
    # Five are promised; what may be added is more.
    notes_a_visit: 4,
    # And the words, with the key on the keyboard that ends them.
    asks_a_question: 2,
    takes_a_break: 3,
    # And one for the call itself.
    reaches_help: 1,
}


def test_everyday_things_from_today(open_device):
    tara = with_journal("Tara")
    have_noted(tara, (1, "symptom", {"symptom": "fatigue", "severity": 1}))
    phone = open_device()
    fingers = Fingers(phone)
    enter(phone, tara)
    taken = {}
    for does in BUDGETS:
        if does is not takes_it_back:
            to_tab(phone, "Today")
            phone.is_on("How are you today?")
        fingers.taps = 0
        does(phone)
        taken[does.__name__] = fingers.taps
    assert taken == {does.__name__: most for does, most in BUDGETS.items()}


@pytest.mark.parametrize("online", [True, False])
def test_from_a_red_flag_the_call_is_one_tap(open_device, online):
    urgent = with_journal(f"Tilda{online}")
    shares_an_emergency(urgent, person(f"Timothea{online}"))
    phone = open_device()
    enter(phone, urgent)
    if not online:
        phone.go_offline()
        phone.go("/today/")
    call = phone.page.get_by_role("main").get_by_role("link", name="Call 112").first
    expect(call).to_have_attribute("href", "tel:112")


def saved(phone: Device, words: str = "Saved on this phone.") -> None:
    expect(phone.page.get_by_text(words, exact=False).first).to_be_visible()
