"""Notes dated in the future, as by a wrong clock, and notes moved to another day."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import expect

from journal.entries.models import Entry
from journal.flags.models import Flag
from journal.sync.push import push
from tests.journeys.device import Device
from tests.journeys.steps import enter, note_weight, open_note, with_journal
from tests.people import Person, op
from tests.processes import wait_for

AHEAD = "This is dated in the future. Our rules leave it out until you change the date."


def noted_tomorrow(somebody: Person) -> None:
    now = timezone.now()
    tomorrow = now + timedelta(days=1)
    noted = op(
        somebody, body={"symptom": "cough", "severity": 3}, occurred_at=tomorrow.isoformat(),
        tz="Europe/Vienna",
    )  # fmt: skip
    push(
        principal=somebody.principal, journal_id=somebody.journal.id, sent=[noted], epoch=None,
        device_id=None, now=now,
    )  # fmt: skip


def pick_day(device: Device, day: date) -> None:
    device.page.get_by_label("Pick a day").fill(day.isoformat())


def test_a_note_of_the_future_is_left_out_until_it_is_corrected(stack, open_device):
    fay = with_journal("Fay")
    noted_tomorrow(fay)
    phone = open_device()
    enter(phone, fay)
    phone.chip_says("Needs you")
    phone.tap("Needs you", role="link")
    phone.sees(AHEAD)
    phone.sees("Cough")
    assert not Flag.objects.filter(journal=fay.journal).exists()

    phone.tap("Change the date", role="link")
    phone.is_on("Cough")
    phone.sees(AHEAD)
    phone.tap("Today")
    phone.sees("A bad symptom")
    phone.sees_not(AHEAD)
    phone.all_saved()
    entry = Entry.objects.get(journal=fay.journal)
    assert entry.occurred_at <= timezone.now()
    assert entry.body == {"symptom": "cough", "severity": 3}
    wait_for(lambda: Flag.objects.filter(journal=fay.journal).exists(), "the server's flag")

    phone.tap("Undo")
    phone.chip_says("Needs you")


def test_a_note_is_moved_to_another_day_and_back_to_today(stack, open_device):
    finn = with_journal("Finn")
    phone = open_device()
    enter(phone, finn)
    note_weight(phone, "70")
    open_note(phone, "Weight", "70 kg")
    phone.tap("Change", role="link")
    picker = phone.page.locator("summary", has_text="For another day")
    picker.click()
    today = timezone.now().astimezone(ZoneInfo("Europe/Vienna")).date()
    pick_day(phone, today - timedelta(days=3))
    wait_for(lambda: days(finn) == [today - timedelta(days=3)], "the move")
    expect(phone.page.get_by_role("button", name="Today")).to_have_attribute(
        "aria-pressed", "false"
    )
    phone.tap("Today")
    wait_for(lambda: days(finn) == [today], "the way back")


def days(somebody: Person) -> list[date]:
    return list(Entry.objects.filter(journal=somebody.journal).values_list("local_date", flat=True))
