"""Reminders: at the right wall time, once, and not when they are no use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from journal.accounts.models import Journal
from journal.accounts.services import change_journal
from journal.notifications.deliver import deliver_due
from journal.notifications.models import Delivery
from journal.reminders.models import Reminder
from journal.reminders.schedule import next_weekly
from journal.reminders.services import (
    checkin_reminder,
    plan_due,
    replan_reminders,
    set_checkin_reminder,
)
from journal.sync.push import push
from tests.people import op, person

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ana(db):
    return person("Ana", journal=True, time_zone="Europe/Vienna")


def remind(ana, *, weekday=0, at=time(18), now=MONDAY, enabled=True) -> Reminder:
    return set_checkin_reminder(
        journal=ana.journal, enabled=enabled, weekday=weekday, wall_time=at, now=now
    )


def deliver(now: datetime) -> None:
    deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))


def states() -> list[str]:
    return list(Delivery.objects.order_by("due_at").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("case", "after", "weekday", "expected"),
    [
        ("later today", "2026-03-02T12:00", 0, "2026-03-02T17:00"),
        ("today's has passed", "2026-03-02T17:00", 0, "2026-03-09T17:00"),
        ("another weekday", "2026-03-02T12:00", 3, "2026-03-05T17:00"),
        ("over the change to summer time", "2026-03-23T18:00", 0, "2026-03-30T16:00"),
        ("over the change to winter time", "2026-10-19T18:00", 0, "2026-10-26T17:00"),
    ],
)
def test_the_next_time(case, after, weekday, expected):
    _, instant = next_weekly(
        weekday=weekday, wall_time=time(18), zone="Europe/Vienna",
        after=datetime.fromisoformat(after).replace(tzinfo=UTC),
    )  # fmt: skip

    assert instant == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_time_that_spring_skips_still_comes_once():
    sunday = datetime(2026, 3, 28, 12, tzinfo=UTC)

    day, instant = next_weekly(weekday=6, wall_time=time(2, 30), zone="Europe/Vienna", after=sunday)
    again, _ = next_weekly(weekday=6, wall_time=time(2, 30), zone="Europe/Vienna", after=instant)

    assert (day, instant) == (date(2026, 3, 29), datetime(2026, 3, 29, 1, tzinfo=UTC))
    assert again == date(2026, 4, 5)


def test_a_time_that_autumn_repeats_comes_once():
    saturday = datetime(2026, 10, 24, 12, tzinfo=UTC)

    day, first = next_weekly(weekday=6, wall_time=time(2, 30), zone="Europe/Vienna", after=saturday)
    again, _ = next_weekly(weekday=6, wall_time=time(2, 30), zone="Europe/Vienna", after=first)

    assert (day, first) == (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert again == date(2026, 11, 1)


def test_a_due_reminder_is_sent_once_and_planned_again(ana, mailoutbox):
    remind(ana)
    due = MONDAY.replace(hour=17)

    assert plan_due(now=MONDAY) == 0
    assert plan_due(now=due) == 1
    assert plan_due(now=due) == 0
    deliver(due)
    deliver(due)

    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]]
    planned = checkin_reminder(journal_id=ana.journal.id)
    assert planned.next_at == due + timedelta(days=7)


def test_two_planners_at_one_moment_make_one_mail(ana, mailoutbox):
    remind(ana)
    due = MONDAY.replace(hour=17)
    plan_due(now=due)
    Reminder.objects.filter(journal=ana.journal).update(next_at=due, planned_on=due.date())

    plan_due(now=due)
    deliver(due)

    assert len(mailoutbox) == 1


def test_weeks_of_silence_make_one_missed_reminder_not_many(ana, mailoutbox):
    remind(ana)

    assert plan_due(now=MONDAY + timedelta(days=23)) == 1
    deliver(MONDAY + timedelta(days=23))

    assert (states(), mailoutbox) == (["missed"], [])


def test_no_reminder_when_the_day_has_its_check_in(ana, mailoutbox):
    remind(ana)
    sent = op(
        ana, type="checkin", body={"overall": 1}, occurred_at="2026-03-02T09:00:00+01:00",
    )  # fmt: skip
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=MONDAY,
    )  # fmt: skip

    due = MONDAY.replace(hour=17)
    plan_due(now=due)
    deliver(due)

    assert (states(), mailoutbox) == (["suppressed"], [])


@pytest.mark.parametrize(
    ("case", "change"),
    [
        ("a pause", {"profile": {"journal_paused": {"from": "2026-03-01", "to": "2026-03-20"}}}),
        ("hospice", {"care_phase": "hospice"}),
        ("a journal about to be deleted", {"state": "pending-deletion"}),
    ],
)
def test_no_reminder_during(ana, mailoutbox, case, change):
    remind(ana)
    due = MONDAY.replace(hour=17)
    plan_due(now=due)
    change_journal(journal_id=ana.journal.id, **change)

    deliver(due)

    assert (states(), mailoutbox) == (["suppressed"], [])


def test_switching_it_off_stops_one_that_is_already_queued(ana, mailoutbox):
    remind(ana)
    due = MONDAY.replace(hour=17)
    plan_due(now=due)
    remind(ana, enabled=False)

    deliver(due)

    assert mailoutbox == []
    assert checkin_reminder(journal_id=ana.journal.id).next_at is None


def test_a_trip_moves_the_reminder_to_the_new_zone(ana):
    remind(ana)
    Journal.objects.filter(id=ana.journal.id).update(time_zone="America/New_York")
    moved = Journal.objects.get(id=ana.journal.id)

    replan_reminders(journal=moved, now=MONDAY)

    there = checkin_reminder(journal_id=ana.journal.id)
    assert there.next_at == datetime(2026, 3, 2, 23, tzinfo=UTC)
