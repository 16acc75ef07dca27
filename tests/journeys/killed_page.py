"""The page is killed while somebody writes and while it sends: nothing that was saved is lost.

A trial, and no part of a test run, because it takes long: ``DAYBOOK_KILLS=1000 python -m pytest
tests/journeys/killed_page.py --log-cli-level=INFO``. ``DAYBOOK_SEED`` repeats one.
"""

from __future__ import annotations

import logging
import os
import random
from collections import Counter
from contextlib import suppress

from playwright.sync_api import Error

from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.steps import enter, weight_field, with_journal
from tests.people import Person
from tests.processes import wait_for

KILLS = int(os.environ.get("DAYBOOK_KILLS", "50"))
SEED = int(os.environ.get("DAYBOOK_SEED", random.randrange(10**6)))
LONGEST_MS = 700
_SAYS_SAVED = "() => document.querySelector('.undo')?.textContent.includes('Saved') ?? false"
_WRITTEN = "() => document.querySelector('main textarea')?.value ?? ''"


def test_nothing_is_lost_when_the_page_is_killed(stack, browser, playwright):
    chance, somebody = random.Random(SEED), with_journal("Kasimir")
    # Not of the fixture: ending its trace can wait for ever for a page that was killed.
    phone = Device.open(browser.new_context, stack.url, **playwright.devices["Pixel 7"])
    phone.page.set_default_timeout(30_000)
    enter(phone, somebody)
    done: Counter[str] = Counter()
    tried, promised = set(), set()
    for n in range(KILLS):
        phone.context.set_offline(chance.random() < 0.3)
        if chance.random() < 0.2:
            done["drafts"] += 1
            keeps_what_was_typed(phone, f"Half a thought, number {n}", chance)
            continue
        kg = 40 + n / 10
        tried.add(kg)
        weighs(phone, kg)
        # Half of them within the moments in which it is written down.
        phone.page.wait_for_timeout(chance.uniform(0, chance.choice((40, LONGEST_MS))))
        if phone.page.evaluate(_SAYS_SAVED):
            promised.add(kg)
        kill(phone)
        done["kills"] += 1
    phone.context.set_offline(False)
    phone.go("/today/")
    phone.all_saved()
    wait_for(lambda: promised <= set(on_server(somebody)), "everything that was saved")
    found = Counter(on_server(somebody))
    assert max(found.values()) == 1, f"twice, with seed {SEED}"
    assert promised <= set(found) <= tried, f"with seed {SEED}"
    rows = [row["body"]["kg"] for row in phone.rows("entries") or () if not row["deleted"]]
    assert Counter(rows) == found
    logging.getLogger(__name__).info(
        "seed %d: %s, %d written, %d said to be saved, %d there",
        *(SEED, dict(done), len(tried), len(promised), len(found)),
    )


def weighs(phone: Device, kg: float) -> None:
    phone.go("/log/weight/")
    weight_field(phone).fill(str(kg))
    phone.tap("Save")
    question = phone.page.get_by_role("button", name="Yes", exact=True)
    # A weight far from the last one is asked about; only an answer saves it.
    if question.is_visible():
        question.click()


def keeps_what_was_typed(phone: Device, words: str, chance: random.Random) -> None:
    phone.go("/log/note/")
    box = phone.page.get_by_role("main").get_by_role("textbox").first
    box.fill(words)
    phone.page.wait_for_timeout(chance.uniform(LONGEST_MS, 2 * LONGEST_MS))
    kill(phone)
    phone.go("/log/note/")
    wait_for(lambda: phone.page.evaluate(_WRITTEN) == words, "the words that were typed")
    box = phone.page.get_by_role("main").get_by_role("textbox").first
    box.fill("")
    phone.page.wait_for_timeout(LONGEST_MS)


def kill(phone: Device) -> None:
    """End the process of the page, as a phone does that needs the memory; and open the app."""
    with suppress(Error):
        phone.page.goto("chrome://crash", timeout=2_000)
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.page.set_default_timeout(30_000)


def on_server(somebody: Person) -> list[float]:
    mine = Entry.objects.filter(journal=somebody.journal, type="weight", deleted=False)
    return [body["kg"] for body in mine.values_list("body", flat=True)]
