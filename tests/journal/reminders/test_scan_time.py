"""Fewer reminders around a scan: what is held, what never is, and from which day to which."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from journal.accounts.profile import JournalProfile
from journal.core.clock import instant_of
from journal.entries.models import Entry
from journal.flags.models import Flag
from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.models import EVERY_DAY, Reminder
from journal.reminders.planning import plan_due
from journal.settings.services import change_settings
from tests.journal.reminders.nudges import DUE, MONDAY, became, deliver, note, remind
from tests.people import person
from tests.queries import statements

SCAN = {"kind": "scan", "on": "2026-03-04", "fewer_reminders": True}


@pytest.fixture
def ana(db):
    return person("Ana", journal=True, time_zone="Europe/Vienna")


def have_test(ana, **body) -> None:
    note(ana, type="appointment", section="tests", body={**SCAN, **body})


def come(now: datetime = DUE) -> None:
    plan_due(now=now)
    deliver(now)


@pytest.mark.parametrize(("kind", "comes"), [("checkin", 0), ("own", 0), ("medication", 1)])
def test_what_is_held(ana, mailoutbox, kind, comes):
    have_test(ana)
    remind(ana, kind=kind)

    come()

    assert len(mailoutbox) == comes


@pytest.mark.parametrize(
    ("case", "body", "comes"),
    [
        ("a blood test", {"kind": "blood_test"}, 0),
        ("still waiting for the result", {"on": "2026-03-01", "result": "waiting"}, 0),
        ("not told yet", {"on": "2026-03-01", "result": "not_told"}, 0),
        ("the result is there", {"on": "2026-03-01", "result": "got_it"}, 1),
        ("she said no, or ended it", {"fewer_reminders": False}, 1),
        ("not asked", {"fewer_reminders": None}, 1),
        ("no test", {"kind": "clinic"}, 1),
    ],
)
def test_which_appointments_hold(ana, mailoutbox, case, body, comes):
    body = {key: value for key, value in {**SCAN, **body}.items() if value is not None}
    note(ana, type="appointment", section="tests", body=body)
    remind(ana)

    come()

    assert len(mailoutbox) == comes


def test_a_deleted_appointment_holds_nothing(ana, mailoutbox):
    have_test(ana)
    Entry.objects.filter(type="appointment").update(deleted=True, body={})
    remind(ana)

    come()

    assert len(mailoutbox) == 1


def test_nobody_else_is_held(ana, mailoutbox):
    have_test(ana)
    ben = person("Ben", journal=True, time_zone="Europe/Vienna")
    remind(ben)

    come()

    assert [mail.to for mail in mailoutbox] == [[ben.user.email]]


def test_an_answer_between_the_plan_and_the_send_counts(ana, mailoutbox):
    remind(ana)
    plan_due(now=DUE)
    have_test(ana)

    deliver(DUE)

    assert (became(), mailoutbox) == (["left_out"], [])


def test_a_held_nudge_leaves_the_place_of_the_day_to_a_test_of_the_plan(ana, mailoutbox):
    plan = {"followup_tests": [{"test": "Mammogram", "due": "2026-03-16"}]}
    change_settings(journal=ana.journal, now=MONDAY - timedelta(days=1), profile=plan)
    ana.journal.refresh_from_db()
    assert JournalProfile.model_validate(ana.journal.profile).followup_tests
    ten = MONDAY.replace(hour=9)
    before = ten - timedelta(hours=1)
    Reminder.objects.filter(kind="test").delete()
    remind(ana, at=time(10), days=EVERY_DAY, now=before)
    remind(ana, kind="test", at=time(10), days=EVERY_DAY, now=before)
    have_test(ana)

    come(ten)

    assert (len(mailoutbox), became()) == (1, ["sent"])


@pytest.mark.parametrize("urgency", ["this_week", "same_day", "emergency_now"])
def test_a_word_about_a_flag_is_never_held(ana, mailoutbox, urgency):
    have_test(ana)
    Flag.objects.create(
        journal=ana.journal, rule="F19", rule_set="1", concept="cough", urgency=urgency,
        evidence=[], sections=["symptoms"], evaluated_on=MONDAY.date(),
        created_at=MONDAY, updated_at=MONDAY,
    )  # fmt: skip
    thursday = MONDAY.replace(day=5, hour=9)

    for now in (MONDAY, thursday):
        plan_follow_ups(now=now)
        deliver(now)

    assert [mail.subject for mail in mailoutbox] == ["A note from Daybook"]


@pytest.mark.parametrize(
    ("zone", "test"),
    [
        ("Europe/Vienna", date(2026, 3, 28)),  # clocks go forward the night after
        ("Europe/Vienna", date(2026, 10, 25)),  # and back that night
        ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
        ("Pacific/Apia", date(2026, 6, 10)),
        ("America/Los_Angeles", date(2026, 3, 11)),
    ],
)
@pytest.mark.parametrize("at", [time(0, 5), time(2, 30), time(23, 55)])
def test_its_first_and_last_day_by_the_clock_on_the_wall(db, mailoutbox, zone, test, at):
    """On the fourth day before it comes, on the third not; on the fourteenth after not, then so."""
    cleo = person("Cleo", journal=True, time_zone=zone)
    note(cleo, type="appointment", section="tests", body={**SCAN, "on": test.isoformat()})
    first = instant_of(test - timedelta(days=5), time(12), zone)
    remind(cleo, kind="own", at=at, days=EVERY_DAY, now=first)
    came = []
    for days in range(-4, 17):
        day = test + timedelta(days=days)
        before = len(mailoutbox)
        come(instant_of(day, at, zone))
        if len(mailoutbox) > before:
            came.append(days)

    assert came == [-4, 15, 16]


def test_how_many_reminders_are_due_changes_no_count_of_statements(ana, mailoutbox):
    def needed(minute: int, people: int) -> int:
        for number in range(people):
            one = person(f"P{minute}x{number}", journal=True, time_zone="Europe/Vienna")
            have_test(one)
            remind(one, at=time(18, minute))
        with statements() as queries:
            plan_due(now=DUE + timedelta(minutes=minute))
        return len(queries)

    assert needed(1, 1) == needed(2, 5)
