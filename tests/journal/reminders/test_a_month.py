"""A month of journals in 12 zones: nothing at a wrong local time, nothing twice, one a day.

The jobs run each hour here; beat has them run more often. Spring changes the clocks of most of
these zones in this month, on three different Sundays. With DAYBOOK_JOURNALS=200 it takes minutes.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest

from journal.core.clock import instant_of, local_day, zone
from journal.core.ids import new_id
from journal.notifications.models import Delivery
from journal.reminders.models import Occurrence, Reminder
from journal.reminders.planning import plan_due
from journal.reminders.services import put_reminder, set_reminder_settings
from journal.summaries.services import plan_due as plan_summaries
from journal.summaries.services import set_summary
from tests.journal.reminders.nudges import deliver
from tests.people import op, person

ZONES = (
    "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC",
    "America/Sao_Paulo", "Africa/Cairo", "Asia/Tokyo", "Pacific/Auckland", "America/Denver",
    "Europe/London", "Asia/Kathmandu",
)  # fmt: skip
START = datetime(2026, 3, 5, 10, tzinfo=UTC)
DAYS = 31
JOURNALS = int(os.environ.get("DAYBOOK_JOURNALS", "24"))
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def month(django_db_setup, django_db_blocker):
    """Live through the month once; the tests look at what became of it."""
    from tests.conftest import empty_tables

    with django_db_blocker.unblock():
        _begin()
        now = START
        while now < START + timedelta(days=DAYS):
            plan_due(now=now)
            plan_summaries(now=now)
            deliver(now)
            now += HOUR
        yield
        empty_tables()


def _begin() -> None:
    random = Random(20260305)
    for number in range(JOURNALS):
        who = person(f"P{number}", journal=True, time_zone=ZONES[number % len(ZONES)])
        hours = (time(random.randrange(19, 24)), time(random.randrange(5, 10)))
        set_reminder_settings(journal=who.journal, quiet_from=hours[0], quiet_to=hours[1])
        set_summary(journal=who.journal, enabled=True, now=START)
        for kind, many in (("checkin", 1), ("own", number % 3), ("medication", number % 2)):
            for _ in range(many):
                put_reminder(
                    journal=who.journal, reminder_id=new_id(), kind=kind, enabled=True,
                    wall_time=time(random.randrange(24), random.choice((0, 15, 30, 45))),
                    days=random.randrange(1, 128), now=START,
                )  # fmt: skip
        _note(who, random)


def _note(who, random: Random) -> None:
    from journal.sync.push import push

    ops = [
        op(
            who, type="checkin", body={"overall": 2},
            occurred_at=(START + timedelta(days=day)).isoformat(), tz=who.journal.time_zone,
        )
        for day in random.sample(range(DAYS), 6)
    ]  # fmt: skip
    push(
        principal=who.principal, journal_id=who.journal.id, sent=ops, epoch=None, device_id=None,
        now=START + timedelta(days=DAYS),
    )  # fmt: skip


def sent(kind: str) -> list[Delivery]:
    found = Delivery.objects.filter(kind=kind, state=Delivery.State.SENT)
    return list(found.select_related("journal"))


def occurrences() -> dict[str, Occurrence]:
    rows = Occurrence.objects.select_related("reminder", "journal")
    return {str(row.id): row for row in rows}


def test_every_reminder_came_at_its_local_time(month):
    of = occurrences()
    came = sent("reminder")

    assert len(came) > JOURNALS * 5
    for delivery in came:
        occurrence = of[delivery.facts["occurrence"]]
        assert occurrence.reminder is not None
        assert delivery.sent_at is not None
        there = occurrence.journal.time_zone
        planned = instant_of(occurrence.planned_on, occurrence.reminder.wall_time, there)
        assert occurrence.due_at == planned
        assert timedelta() <= delivery.sent_at - planned < HOUR
        assert occurrence.reminder.days >> occurrence.planned_on.weekday() & 1


def test_no_day_that_was_asked_for_is_missing(month):
    """Each reminder has its weekdays, but for days that had another one already."""
    planned = defaultdict(set)
    for occurrence in occurrences().values():
        planned[occurrence.reminder_id].add(occurrence.planned_on)

    for reminder in Reminder.objects.select_related("journal"):
        there = reminder.journal.time_zone
        first, last = local_day(START, there), local_day(START + timedelta(days=DAYS), there)
        for ahead in range(1, (last - first).days):
            day = first + timedelta(days=ahead)
            if reminder.days >> day.weekday() & 1:
                assert day in planned[reminder.id], (reminder.kind, day)


def test_of_what_nobody_named_a_time_for_one_came_a_day(month):
    days = Counter(
        (one.journal_id, one.planned_on)
        for one in occurrences().values()
        if not one.is_own_wish and one.state == Occurrence.State.SENT
    )

    assert max(days.values()) == 1


def test_nothing_came_twice(month):
    keys = Delivery.objects.values_list("key", flat=True)

    assert len(set(keys)) == len(keys)
    by_occurrence = Counter(one.facts["occurrence"] for one in sent("reminder"))
    assert max(by_occurrence.values()) == 1


def test_the_weekly_mail_came_on_monday_at_eight(month):
    came = sent("weekly-summary")

    assert len(came) > JOURNALS * 3
    for delivery in came:
        assert delivery.journal is not None
        assert delivery.sent_at is not None
        there = delivery.sent_at.astimezone(zone(delivery.journal.time_zone))
        assert there.weekday() == 0
        assert time(8) <= there.time() < time(9)


def test_a_day_with_its_check_in_had_no_word_about_one(month):
    left_out = Delivery.objects.filter(state=Delivery.State.SUPPRESSED)
    noted = set(left_out.values_list("journal_id", flat=True))

    assert len(noted) > JOURNALS / 4
