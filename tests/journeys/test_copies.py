"""Taking a copy along without a network, and deleting: kept after all, only the notes, for good."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import redis
from playwright.sync_api import expect

from journal.accounts.models import Journal, User
from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.factors import confirms_by_mail, forget_the_proof
from tests.journeys.steps import enter, have_noted, note_weight, to_settings, to_tab, with_journal
from tests.processes import wait_for

KEPT = """() => indexedDB.databases().then((all) =>
  [...all.map(({ name }) => name), ...Object.keys(localStorage), ...Object.keys(sessionStorage)])"""
REFUSED = [(401, "/api/v1/"), (409, "/api/v1/"), (410, "/api/v1/")]


def downloaded(phone: Device, button: str) -> bytes:
    with phone.page.expect_download() as waiting:
        phone.tap(button)
    phone.sees("Your file is ready.")
    assert waiting.value.suggested_filename.startswith("daybook-20")
    return Path(waiting.value.path()).read_bytes()


def test_copies_are_made_without_a_network(open_device, stack):
    owner = with_journal("Cora")
    have_noted(owner, (1, "note", {"text": "=HYPERLINK(1)"}))
    phone = open_device()
    enter(phone, owner)
    phone.all_saved()
    phone.go_offline()
    note_weight(phone, "71")
    to_settings(phone, "Make a copy")

    table = downloaded(phone, "Notes as a spreadsheet")
    whole = json.loads(downloaded(phone, "Full copy of this phone"))

    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row["type"] for row in rows] == ["note", "weight"]
    assert (rows[0]["text"], rows[1]["kg"]) == ("'=HYPERLINK(1)", "71")
    assert (whole["format"], whole["version"]) == ("daybook-phone", 1)
    assert [entry["type"] for entry in whole["entries"]] == ["note"]
    assert [op["body"]["kg"] for op in whole["waiting"]] == [71]
    assert whole["settings"]["id"] == str(owner.journal.id)
    phone.tap("Everything, from the server")
    phone.sees("This needs a connection.")


def test_everything_comes_from_the_server_after_a_proof(open_device, stack):
    owner = with_journal("Coleta")
    have_noted(owner, (1, "weight", {"kg": 72}))
    phone = open_device()
    enter(phone, owner)
    forget_the_proof(owner)
    phone.expected += REFUSED
    to_settings(phone, "Make a copy")

    with phone.page.expect_download() as waiting:
        phone.tap("Everything, from the server")
        confirms_by_mail(phone, stack, owner.user.email)
    phone.sees("Your file is ready.")

    copy = json.loads(Path(waiting.value.path()).read_bytes())
    assert copy["complete"] is True
    assert [entry["body"] for entry in copy["parts"]["entry"]] == [{"kg": 72}]


def test_deleting_can_be_taken_back_with_one_tap(open_device, stack):
    owner = with_journal("Delia")
    phone, other = open_device(), open_device()
    for device in (phone, other):
        enter(device, owner)
        device.expected += REFUSED
    forget_the_proof(owner)
    to_settings(phone, "Delete")
    expect(phone.page.get_by_role("link", name="Make a copy first")).to_be_visible()

    phone.tap("Delete my account in 14 days")
    confirms_by_mail(phone, stack, owner.user.email)

    said = re.compile(r"Your journal will be deleted on .*\d{4}\.")
    band = phone.page.get_by_text(said)
    expect(band).to_be_visible()
    erase_at = f"{User.objects.get(id=owner.user.id).erase_at:%-d %B %Y}"
    assert all(part in str(band.text_content()) for part in erase_at.split(" ")[1:])
    to_tab(phone, "Today")
    expect(band).to_be_visible()
    # The other phone hears of it when it wants to send something, which waits there.
    note_weight(other, "73")
    expect(other.page.get_by_text(said)).to_be_visible()
    other.go_offline()
    other.tap("Keep my journal")
    expect(other.page.get_by_role("alert")).to_contain_text("needs a connection")
    other.go_online()

    other.tap("Keep my journal")

    expect(other.page.get_by_text(said)).to_have_count(0)
    assert Journal.objects.get(id=owner.journal.id).state == "active"
    other.all_saved()
    phone.reload()
    phone.sees("73 kg")
    expect(band).to_have_count(0)


def test_only_the_notes_go(open_device, stack):
    owner = with_journal("Dora")
    have_noted(owner, (0, "weight", {"kg": 74}))
    phone, other = open_device(), open_device()
    for device in (phone, other):
        enter(device, owner)
        device.sees("74 kg")
    to_settings(phone, "Delete")
    phone.tap("Delete all my notes")
    phone.page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    phone.sees("Your notes are deleted.")

    to_tab(phone, "Today")
    phone.sees_not("74 kg")
    other.reload()
    other.sees_not("74 kg")
    assert Entry.objects.get(journal=owner.journal).purged
    note_weight(phone, "75")
    phone.all_saved()


def test_deleted_for_good_and_the_other_phone_forgets(open_device, stack):
    owner = with_journal("Dalia")
    phone, other = open_device(), open_device()
    for device in (phone, other):
        enter(device, owner)
        device.expected += REFUSED
    note_weight(other, "76")
    other.all_saved()
    other.go_offline()
    note_weight(other, "77")
    to_settings(phone, "Delete")

    phone.tap("Delete it now, for good")
    asked = phone.page.get_by_role("dialog")
    expect(asked).to_contain_text("Nobody can bring it back.")
    asked.get_by_role("button", name="Yes, delete it all now").click()

    phone.sees("This journal was deleted.")
    assert not User.objects.filter(id=owner.user.id).exists()
    assert not Entry.objects.filter(journal_id=owner.journal.id).exists()
    other.go_online()
    other.sees("This journal was deleted. Nothing of it is left on this device.")
    server = redis.Redis.from_url(os.environ["REDIS_URL"].replace("redis+socket://", "unix://"))
    held = [key + (server.dump(key) or b"") for key in server.scan_iter()]
    assert not [one for one in held if owner.user.email.encode() in one or b"dalia" in one.lower()]
    for device in (phone, other):
        wait_for(lambda: set(device.page.evaluate(KEPT)) <= {"daybook.prefs"}, "an empty phone")  # noqa: B023
