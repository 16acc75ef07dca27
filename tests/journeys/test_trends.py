"""One thing over time: in words, as points, as a table, and not at all for who would rather not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.steps import HERE, enter, have_noted, to_settings, to_tab, with_journal
from tests.people import Person


def noted(somebody: Person, days: dict[int, int | None]) -> None:
    """Pain of these levels, so many days ago; None is a level copied from the day before."""
    notes, last = [], 0
    for ago, level in days.items():
        copied = {"copied": True} if level is None else {}
        last = last if level is None else level
        notes.append((ago, "symptom", {"symptom": "pain", "severity": last, **copied}))
    have_noted(somebody, *notes)


def points(phone: Device) -> Any:
    return phone.page.get_by_role("slider")


def test_pain_over_four_weeks(stack, open_device):
    tessa = with_journal("Tessa")
    noted(tessa, {20: 1, 19: 1, 18: 1, 6: 3, 5: 3, 4: None, 1: 1})
    phone = open_device()
    enter(phone, tessa)
    to_tab(phone, "Trends")

    phone.sees("Pain got worse since")
    phone.sees('You noted it on 7 days. At its worst it was "Bad", on 3 days.')
    phone.sees("A ring is one copied from the day before.")
    circles = phone.page.locator("svg circle.point")
    expect(circles).to_have_count(7)
    expect(phone.page.locator("svg circle.copied")).to_have_count(1)
    # Up is better: the worst are lower on the screen than the mild ones.
    tops = [float(circle.get_attribute("cy").removesuffix("rem")) for circle in circles.all()]
    assert tops[:3] == [tops[6]] * 3
    assert min(tops[3:6]) > tops[0]

    points(phone).focus()
    expect(points(phone)).to_have_attribute("aria-valuetext", "Yesterday: Mild")
    phone.page.keyboard.press("ArrowLeft")
    expect(points(phone)).to_have_attribute("aria-valuenow", "6")
    phone.page.keyboard.press("Home")
    expect(points(phone)).to_have_attribute("aria-valuenow", "1")
    phone.tap("Later")
    expect(points(phone)).to_have_attribute("aria-valuenow", "2")
    phone.page.get_by_text("Show as a table").click()
    expect(phone.page.get_by_role("row")).to_have_count(8)
    expect(phone.page.get_by_role("row").nth(2)).to_contain_text("copied from the day before")


def test_what_is_looked_at_stays_after_a_reload_without_signal(stack, open_device):
    timo = with_journal("Timo")
    noted(timo, {100: 2, 99: 2, 3: 2})
    phone = open_device()
    enter(phone, timo)
    phone.worker_is_ready()
    to_tab(phone, "Trends")
    phone.sees("Two notes make a chart. You have one.")
    phone.tap("6 months")
    phone.sees("You noted it on 3 days.")

    phone.go_offline()
    phone.reload()
    phone.sees("You noted it on 3 days.")
    assert phone.page.url.endswith("/trends/?range=half#pain")
    assert not any("pain" in address for address in phone.asked)


def test_since_the_last_visit_with_what_happened_besides(stack, open_device):
    tilly = with_journal("Tilly")
    noted(tilly, {30: 1, 29: 1, 28: 1, 15: 3, 14: 3, 8: 2, 2: 3})
    today = timezone.now().astimezone(HERE).date()
    for ago, kind in ((20, "clinic"), (15, "scan"), (3, "phone_call"), (-9, "clinic")):
        on = (today - timedelta(days=ago)).isoformat()
        have_noted(tilly, (0, "appointment", {"kind": kind, "on": on}))
    phone = open_device()
    enter(phone, tilly)
    to_tab(phone, "Trends")

    # The visit is where it begins, and what was before it is what it is compared with.
    expect(
        phone.page.get_by_role("button", name="Since my last visit", pressed=True)
    ).to_be_visible()
    phone.sees("Pain got worse since")
    phone.sees("You noted it on 4 days.")
    events = phone.page.locator("svg line.event")
    expect(events).to_have_count(0)
    also = phone.page.get_by_label("Also show")
    assert also.locator("option").all_inner_texts() == ["Nothing else", "Visits", "Tests"]
    also.select_option("Visits")
    expect(events).to_have_count(2)
    expect(phone.page.get_by_role("figure").get_by_role("listitem")).to_have_text(
        [re.compile(": Clinic visit$"), re.compile(": Phone call$")]
    )
    also.select_option("Tests")
    expect(events).to_have_count(1)
    points(phone).focus()
    phone.page.keyboard.press("Home")
    expect(points(phone)).to_have_attribute("aria-valuetext", re.compile(": Bad. Scan$"))


def test_somebody_who_would_rather_not_see_charts(stack, open_device):
    phone = open_device()
    enter(phone, with_journal("Tamar"))
    to_settings(phone, "Language, text and colors")
    phone.page.get_by_label("Hide charts").check()
    expect(phone.page.get_by_role("navigation").get_by_role("link", name="Trends")).to_have_count(0)
    phone.go("/trends/")
    phone.sees("You chose to hide charts.")
    phone.tap("Show charts")
    phone.sees("Two notes make a chart.")
