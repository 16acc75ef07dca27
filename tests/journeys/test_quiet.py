"""Quiet mode: what needs no call waits until it is asked for; everything else is always shown."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from journal.accounts.models import Journal
from journal.flags.evaluation import evaluate_journal
from journal.flags.models import Flag
from journal.sync.push import push
from tests.journeys.device import Device
from tests.journeys.steps import enter, to_raise, to_settings, to_tab, with_journal
from tests.people import Person, op


def notes_two_things(somebody: Person) -> None:
    """One to call about this week, one for the next visit."""
    now = timezone.now()
    when = {"occurred_at": now.isoformat(), "tz": "Europe/Vienna"}
    noted = [
        op(somebody, body={"symptom": "cough", "severity": 3}, **when),
        op(somebody, type="tobacco", section="food", body={"used": True}, **when),
    ]
    push(
        principal=somebody.principal, journal_id=somebody.journal.id, sent=noted, epoch=None,
        device_id=None, now=now,
    )  # fmt: skip
    evaluate_journal(journal_id=somebody.journal.id, now=now)


def test_quiet_mode(stack, open_device):
    quinn = with_journal("Quinn")
    notes_two_things(quinn)
    mine = Flag.objects.filter(journal=quinn.journal)
    assert set(mine.values_list("urgency", flat=True)) == {"this_week", "next_visit"}
    phone = open_device()
    enter(phone, quinn)
    phone.sees("2 things to raise with your team")
    switches(phone, on=True)
    assert Journal.objects.get(id=quinn.journal.id).quiet_mode

    to_tab(phone, "Today")
    phone.sees("1 thing to raise with your team")
    to_raise(phone)
    phone.sees("Call this week")
    visit = phone.page.get_by_role("heading", name="Bring to next visit")
    expect(visit).to_be_hidden()
    phone.page.get_by_text("Show 1 more that is less urgent").click()
    expect(visit).to_be_visible()

    switches(phone, on=False)
    to_raise(phone)
    expect(visit).to_be_visible()


def switches(phone: Device, *, on: bool) -> None:
    to_settings(phone, "My journal")
    phone.page.get_by_label("Show only what is urgent").set_checked(on)
    phone.tap("Save")
    phone.sees("Saved.")
