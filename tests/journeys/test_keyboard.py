"""Everyday things with nothing but a keyboard, in the order in which they stand on the screen."""

from __future__ import annotations

from playwright.sync_api import expect

from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.steps import enter, with_journal
from tests.people import Person
from tests.processes import wait_for

MOST_STEPS = 60
SKIP = "Skip to the page"
_HERE = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    name: (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent
      ?? one.textContent ?? '').trim().replace(/\\s+/g, ' '),
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight,
    top: box.top + scrollY,
    fixed: Boolean(one.closest('nav, .undo')),
    body: one === document.body
  };
}"""


def walk_to(desk: Device, name: str) -> None:
    """Tab until this has the focus; on the way nothing is unseen, and nothing goes back up."""
    above, passed = -1.0, []
    for _ in range(MOST_STEPS):
        desk.page.keyboard.press("Tab")
        here = desk.page.evaluate(_HERE)
        if here["body"] or here["name"] == SKIP:
            # Round to the beginning.
            above = -1.0
            continue
        passed.append(here["name"][:30])
        assert here["ringed"], f"no ring round {here['name']}"
        assert here["seen"], f"{here['name']} has the focus and is not in view"
        if not here["fixed"]:
            assert here["top"] >= above - 40, (
                f"{here['name']} stands above what came before: {passed}"
            )
            above = here["top"]
        if here["name"].startswith(name):
            return
    raise AssertionError(f"{name} was not reached: {passed}")


def press(desk: Device, name: str) -> None:
    walk_to(desk, name)
    desk.page.keyboard.press("Enter")


def arrives(desk: Device, title: str) -> None:
    """What was gone to has the focus: its heading, and from there on."""
    desk.is_on(title)
    expect(desk.page.get_by_role("heading", level=1)).to_be_focused()


def kinds(somebody: Person) -> list[str]:
    mine = Entry.objects.filter(journal=somebody.journal, deleted=False)
    return sorted(mine.values_list("type", flat=True))


def test_a_day_is_noted_changed_and_taken_back_with_the_keyboard_alone(open_device):
    kira = with_journal("Kira")
    desk = open_device("Desktop Chrome", timezone_id="Europe/Vienna")
    enter(desk, kira)
    press(desk, "Good")
    desk.sees("Today: Good")
    press(desk, "Pain")
    arrives(desk, "Pain")
    press(desk, "Mild")
    wait_for(lambda: kinds(kira) == ["checkin", "symptom"], "both notes")
    press(desk, "Undo")
    wait_for(lambda: kinds(kira) == ["checkin"], "the symptom taken back")


def test_a_weight_is_typed_and_found_again_with_the_keyboard_alone(open_device):
    kelly = with_journal("Kelly")
    desk = open_device("Desktop Chrome")
    enter(desk, kelly)
    press(desk, "Something else")
    arrives(desk, "Add")
    press(desk, "Weight")
    arrives(desk, "What is your weight?")
    walk_to(desk, "What is your weight?")
    desk.page.keyboard.type("70,5")
    desk.page.keyboard.press("Enter")
    wait_for(lambda: kinds(kelly) == ["weight"], "the weight")
    press(desk, "Done")
    arrives(desk, "How are you today?")
    press(desk, "All my notes")
    arrives(desk, "My notes")
    walk_to(desk, "Weight 70.5 kg")


def test_help_and_its_call_are_near_with_the_keyboard(open_device):
    desk = open_device("Desktop Chrome")
    enter(desk, with_journal("Kai"))
    press(desk, "Help")
    arrives(desk, "Help")
    walk_to(desk, "Call 112")
