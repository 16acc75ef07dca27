"""A word about a flag until it is answered: rarer and rarer, one a day, for what is not mild."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.core.ids import new_id
from journal.flags.models import Flag
from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.models import Occurrence
from journal.reminders.services import set_reminder_settings
from tests.journal.reminders.nudges import deliver
from tests.people import person

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ana(db):
    return person("Ana", journal=True, time_zone="Europe/Vienna")


def flag(ana, urgency="same_day", at=MONDAY, **given) -> Flag:
    given = {"rule": "F19", "concept": "cough", "subject": str(new_id())[-8:]} | given
    return Flag.objects.create(
        journal=ana.journal, rule_set="1", urgency=urgency, evidence=[], sections=["symptoms"],
        evaluated_on=at.date(), created_at=at, updated_at=at, **given,
    )  # fmt: skip


def days_with_a_word(days: int, start=MONDAY) -> list[str]:
    """Run the jobs four times a day and give the local moments at which a mail went out."""
    sent = []
    moments = (
        start.replace(hour=hour) + timedelta(days=day) for day in range(days + 1)
        for hour in (6, 9, 12, 21)
    )  # fmt: skip
    for now in moments:
        if not start <= now < start + timedelta(days=days):
            continue
        before = Occurrence.objects.filter(state="sent").count()
        plan_follow_ups(now=now)
        deliver(now)
        if Occurrence.objects.filter(state="sent").count() > before:
            sent.append(f"{now + timedelta(hours=1):%d %H:%M}")
    return sent


@pytest.mark.parametrize(
    ("urgency", "expected"),
    [
        ("emergency_now", ["03 10:00", "05 10:00", "09 10:00", "16 10:00"]),
        ("same_day", ["03 10:00", "05 10:00", "09 10:00", "16 10:00"]),
        ("this_week", ["05 10:00", "09 10:00", "16 10:00"]),
        ("next_visit", []),
        ("information", []),
    ],
)
def test_the_days_of_a_flag(ana, mailoutbox, urgency, expected):
    flag(ana, urgency)

    assert days_with_a_word(15) == expected
    assert {mail.subject for mail in mailoutbox} <= {"A note from Daybook"}


def test_what_the_night_found_is_told_the_same_morning(ana):
    """06:10 in Vienna; the phone has not shown it to anybody."""
    flag(ana, at=MONDAY.replace(hour=5, minute=10))

    assert days_with_a_word(1, start=MONDAY.replace(hour=6)) == ["02 10:00"]


@pytest.mark.parametrize("state", ["acknowledged", "resolved"])
def test_an_answer_ends_it(ana, state):
    raised = flag(ana)
    assert days_with_a_word(2) == ["03 10:00"]

    Flag.objects.filter(id=raised.id).update(state=state)

    assert days_with_a_word(8, start=MONDAY + timedelta(days=2)) == []


def test_an_answer_between_the_plan_and_the_send_ends_it(ana, mailoutbox):
    raised = flag(ana)
    plan_follow_ups(now=MONDAY)
    ten = MONDAY.replace(day=3, hour=9)
    plan_follow_ups(now=ten)
    Flag.objects.filter(id=raised.id).update(state="acknowledged")

    deliver(ten)

    assert mailoutbox == []


def test_three_flags_make_one_word(ana):
    for _ in range(3):
        flag(ana)

    assert days_with_a_word(2) == ["03 10:00"]


def test_it_can_be_switched_off(ana):
    set_reminder_settings(journal=ana.journal, follow_up=False)
    flag(ana)

    assert days_with_a_word(8) == []


def test_it_ends_after_two_months(ana):
    flag(ana)

    assert len(days_with_a_word(70)) == 8


def test_after_three_days_without_a_server_one_word_is_caught_up(ana):
    flag(ana)
    plan_follow_ups(now=MONDAY)

    found = days_with_a_word(1, start=datetime(2026, 3, 5, 6, tzinfo=UTC))

    # Of the two that were due by then, one, and not before the quiet hours end.
    assert found == ["05 10:00"]
