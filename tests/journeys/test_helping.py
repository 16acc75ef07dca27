"""Somebody helps: notes for a visit, goes from one person to another, and sets a phone up."""

from __future__ import annotations

import json
import subprocess

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from journal.core.access import Section
from journal.entries.models import Entry
from journal.reminders.models import Reminder
from tests.journeys.device import Device
from tests.journeys.steps import enter, enter_code, have_noted, with_journal
from tests.people import Person, grant, person

ROOT = settings.BASE_DIR
ANSWERS = (
    "v=1&country=PT&units=metric&phase=active_treatment&treatment=chemotherapy&remind=weekly"
    "&pins=pain.nausea"
)
VISITS = (Section.SYMPTOMS, Section.TESTS, Section.NOTES)


def helps(helper: Person, *people: Person, sections: tuple[Section, ...] = VISITS) -> None:
    for somebody in people:
        grant(somebody, helper, *sections, now=timezone.now(), role="caregiver")


def notes_a_visit(helper: Device, name: str) -> None:
    helper.tap("Test or visit", role="link")
    helper.sees(f"You are noting for {name}")
    helper.tap("Clinic")
    helper.page.get_by_role("button", name="Next week").click()
    helper.sees(f"Noted for {name}.")
    helper.page.get_by_label("Who with?").fill("Dr Lindgren")
    helper.page.get_by_label("Where?").click()
    helper.sees(f"Noted for {name}.")
    helper.tap("Done")


def notes_a_question(helper: Device, name: str, text: str) -> None:
    helper.tap("Question for the team", role="link")
    helper.tap("Save")
    helper.sees("Write a question first")
    helper.page.get_by_label("The question").fill(text)
    helper.tap("Save")
    helper.sees(f"Noted for {name}.")
    helper.tap("Done")


def test_a_helper_adds_a_visit_and_a_question(open_device):
    mia, sam = with_journal("Miabella"), person("Samuela")
    helps(sam, mia)
    helper, phone = open_device(), open_device()
    enter(helper, sam)
    helper.tap("Note for Miabella", role="link")
    helper.sees("Not shared: things to raise, sleep")
    helper.sees("There may be something there, or nothing.")
    expect(helper.page.get_by_role("link", name="Mood", exact=True)).to_have_count(0)
    notes_a_visit(helper, "Miabella")
    notes_a_question(helper, "Miabella", "Is the swelling part of it?")
    helper.sees("noted by Samuela")

    enter(phone, mia)
    phone.go("/my-visit/")
    phone.sees("Dr Lindgren")
    phone.sees("Is the swelling part of it?")
    expect(phone.page.get_by_role("main").get_by_text("noted by Samuela")).to_have_count(2)

    # Within the day it is theirs to change.
    helper.page.get_by_role("link").filter(has_text="Is the swelling").click()
    helper.page.get_by_label("The question").fill("Is the swelling from the drug?")
    helper.tap("Save")
    helper.sees("Noted for Miabella.")
    phone.reload()
    phone.sees("Is the swelling from the drug?")

    helper.go("/helping/tips/")
    helper.sees("Say yes when others offer help")


def test_the_mood_is_asked_only_where_it_is_shared(open_device):
    zoe, sam = with_journal("Zoella"), person("Sandro")
    helps(sam, zoe, sections=(Section.MOOD,))
    helper = open_device()
    enter(helper, sam)
    helper.tap("Note for Zoella", role="link")
    helper.tap("Mood", role="link")
    helper.sees("Ask Zoella, and tap what Zoella says.")
    helper.tap("4 of 10")
    helper.sees("Noted for Zoella.")
    assert [row.body for row in Entry.objects.filter(journal=zoe.journal)] == [{"score": 4}]


def test_two_taps_from_one_person_to_another_and_nothing_stays(open_device):
    ada, ben, sam = with_journal("Adamaris"), with_journal("Benedetta"), person("Sunniva")
    helps(sam, ada, ben)
    have_noted(ada, (0, "note", {"text": "Quittenmarmelade"}))
    have_noted(ben, (0, "note", {"text": "Walnussbaum"}))
    helper = open_device()
    enter(helper, sam)
    helper.tap("Note for Adamaris", role="link")
    helper.sees("Quittenmarmelade")

    helper.tap("Back", role="link")  # 1
    helper.tap("Note for Benedetta", role="link")  # 2
    helper.sees("Walnussbaum")
    helper.sees("You are noting for Benedetta")
    assert "Adamaris" not in helper.page.content()
    assert remembered(helper, "Quittenmarmelade") == []
    assert remembered(helper, "Walnussbaum") == ["memory"]


def test_what_was_not_sent_is_not_carried_to_another(open_device):
    ada, ben, sam = with_journal("Adalberta"), with_journal("Bertrande"), person("Sigrun")
    helps(sam, ada, ben)
    helper = open_device()
    enter(helper, sam)
    helper.tap("Note for Adalberta", role="link")
    helper.tap("Question for the team", role="link")
    helper.page.get_by_label("The question").fill("Stachelbeere?")
    helper.go_offline()
    helper.tap("Save")
    helper.sees("What you noted is still here.")
    helper.tap("Back", role="link")
    helper.sees("Stachelbeere?")
    helper.go_online()

    helper.tap("Back", role="link")
    dialog = helper.page.get_by_role("dialog")
    expect(dialog).to_contain_text("If you go now, it is lost.")
    dialog.get_by_role("button", name="Stay here").click()
    helper.sees("Stachelbeere?")
    helper.tap("Back", role="link")
    dialog.get_by_role("button", name="Let it go").click()
    helper.is_on("Shared with me")
    helper.tap("Note for Bertrande", role="link")
    helper.sees("You are noting for Bertrande")
    assert remembered(helper, "Stachelbeere?") == []
    assert not Entry.objects.filter(journal=ada.journal).exists()


STORES = """async (word) => {
  const found = [];
  if (document.documentElement.outerHTML.includes(word)) found.push('page');
  for (const store of [localStorage, sessionStorage])
    if (JSON.stringify({ ...store }).includes(word)) found.push('storage');
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if ((await (await cache.match(request)).text()).includes(word)) found.push(request.url);
  }
  return found;
}"""


def remembered(device: Device, word: str) -> list[str]:
    """Where the device still has this word; "memory" is what its scripts can still reach."""
    found: list[str] = [place for place in device.page.evaluate(STORES, word) if place != "page"]
    devtools = device.context.new_cdp_session(device.page)
    parts: list[str] = []
    devtools.on("HeapProfiler.addHeapSnapshotChunk", lambda event: parts.append(event["chunk"]))
    devtools.send("HeapProfiler.collectGarbage")
    devtools.send("HeapProfiler.takeHeapSnapshot")
    strings = json.loads("".join(parts))["strings"]
    devtools.detach()
    return found + (["memory"] if any(word in one for one in strings) else [])


def test_a_set_up_begins_on_one_phone_and_ends_on_another(open_device, stack):
    helper, phone = open_device(), open_device()
    address = begins(helper)
    own, fragment = address.split("#")
    assert own.endswith("/set-up/here/")

    phone.go(address)
    phone.is_on("Your answers are here")
    assert "#" not in phone.page.url
    phone.tap("Next", role="link")
    email = "leocadia@example.org"
    phone.page.get_by_label("Your e-mail").fill(email)
    phone.tap("Go on with a code")
    enter_code(phone, stack, email)
    checks(phone)

    entry = Reminder.objects.get(journal__owner__email=email)
    assert (entry.kind, entry.enabled) == ("checkin", True)
    journal = entry.journal
    assert (journal.country, journal.care_phase, journal.pins) == (
        "PT",
        "active_treatment",
        ["pain", "nausea"],
    )
    assert [one["kind"] for one in journal.profile["treatments"]] == ["chemotherapy"]
    assert phone.page.evaluate("sessionStorage.length") == 0
    for word in ("active_treatment", "nausea", "set-up/here/?", fragment):
        assert not any(word in asked for asked in (*helper.asked, *phone.asked))


def begins(helper: Device) -> str:
    """On the helper's phone, without an account; what the picture holds."""
    helper.go("/")
    helper.tap("Set it up for someone else", role="link")
    helper.tap("Next")
    helper.page.get_by_label("Country").select_option(label="Portugal")
    helper.tap("Next")
    helper.tap("In treatment")
    helper.tap("Chemo")
    for name in ("Pain", "Nausea"):
        helper.page.get_by_label(name, exact=True).check()
    helper.tap("Next")
    helper.page.get_by_label("Once a week").check()
    helper.tap("Next")
    helper.is_on("Show this to their phone")
    return scanned(helper, helper.url)


def scanned(helper: Device, url: str) -> str:
    """What the picture holds. No camera is at hand: it is the same as one drawn of the address."""
    address = f"{url}/set-up/here/#{ANSWERS}"
    picture = helper.page.get_by_role("img", name="The answers as a picture to scan")
    expect(picture.locator("path")).to_have_attribute("d", drawn(address))
    return address


def drawn(address: str) -> str:
    script = (
        "import { draw } from './src/lib/proof/qr.ts';"
        "process.stdout.write(draw(process.argv[1]).path)"
    )
    node = ["bash", str(ROOT / "config/launch/node.sh"), "node", "--input-type=module-typescript"]
    told = [*node, "--no-warnings", "-e", script, address]
    return subprocess.run(told, cwd=ROOT / "pwa", check=True, capture_output=True, text=True).stdout


def checks(phone: Device) -> None:
    """Every answer is there, and nothing is kept before the end."""
    phone.is_on("Where are you?")
    phone.sees("This was filled in for you. Please check it.")
    expect(phone.page.get_by_label("Country")).to_have_value("PT")
    phone.tap("Next")
    expect(phone.page.get_by_role("button", name="In treatment")).to_have_attribute(
        "aria-pressed", "true"
    )
    phone.tap("Next")
    expect(phone.page.get_by_role("button", name="Chemo")).to_have_attribute("aria-pressed", "true")
    phone.tap("Next")
    expect(phone.page.get_by_label("Nausea", exact=True)).to_be_checked()
    phone.tap("Next")
    phone.is_on("How often may we remind you?")
    expect(phone.page.get_by_label("Once a week")).to_be_checked()
    phone.tap("Next")
    assert not Reminder.objects.filter(journal__owner__email="leocadia@example.org").exists()
    phone.tap("Start my journal")
    phone.is_on("How are you today?")


def test_a_made_up_link_fills_in_nothing(open_device):
    phone = open_device()
    for fragment in ("v=1&phase=cured", "v=1&pins=%3Cscript%3E", "%", ""):
        phone.go(f"/set-up/here/#{fragment}")
        phone.sees("There are no answers in this link.")
        assert phone.page.url.partition("#")[2] == ""
    assert phone.page.evaluate("sessionStorage.length") == 0
