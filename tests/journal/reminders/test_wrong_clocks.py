"""A host whose clock jumps while the jobs run, and a person who travels meanwhile.

For eight days the jobs run each hour by a clock that is wrong for an afternoon. Whatever it
shows: nothing comes twice, and each day of the eight has its reminder, sent or noted as missed.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from journal.accounts.models import Journal
from journal.notifications.models import Delivery
from journal.reminders.models import EVERY_DAY, Occurrence
from journal.settings.services import change_settings
from journal.summaries.services import set_summary
from tests.journal.notifications.occasions import OCCASIONS, run_jobs
from tests.journal.reminders.nudges import note, remind

START = datetime(2026, 3, 6, tzinfo=UTC)
"""A Friday; the reminder is for 13 o'clock, where she is."""
WRONG_FROM, WRONG_TO = START + timedelta(days=3, hours=12), START + timedelta(days=3, hours=16)
"""Monday, from 12 to 16: the reminder's time lies within."""
DAYS = 8
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ana(people):
    remind(people.ana, kind="medication", at=time(13), days=EVERY_DAY, now=START)
    remind(people.ana, kind="checkin", at=time(11), days=EVERY_DAY, now=START)
    set_summary(journal=people.ana.journal, enabled=True, now=START)
    note(people.ana)
    return people.ana


def live(jump: timedelta, *, trip: str = "", back: bool = False) -> None:
    """Eight days of jobs; a trip begins in the middle of the time in which the clock is wrong."""
    now, journal = START, Journal.objects.get(owner__email="ana@example.org")
    moves = {START + timedelta(days=3, hours=14): trip} if trip else {}
    if back:
        moves[START + timedelta(days=6, hours=9)] = "UTC"
    while now < START + timedelta(days=DAYS):
        shown = now + jump if WRONG_FROM <= now < WRONG_TO else now
        if zone := moves.get(now):
            journal = change_settings(journal=journal, now=shown, time_zone=zone)
        run_jobs(shown)
        now += HOUR


def medication() -> dict[date, str]:
    rows = Occurrence.objects.filter(reminder__kind="medication").order_by("planned_on")
    return dict(rows.values_list("planned_on", "state"))


@pytest.mark.parametrize(
    ("jump", "missed"),
    [
        # Comes an hour early, or late, by the sun; by the host's clock it is in time.
        (HOUR, []),
        (-HOUR, []),
        # At noon it was 12 o'clock of the next day: the one of Monday was a day late.
        (DAY, [9]),
        # Back from yesterday at 16 o'clock: three hours late.
        (-DAY, [9]),
    ],
)
def test_no_jump_brings_anything_twice_or_skips_a_day(ana, mailoutbox, jump, missed):
    live(jump)

    ends = medication()
    assert list(ends) == [date(2026, 3, 6) + timedelta(days=number) for number in range(DAYS)]
    assert [day.day for day, state in ends.items() if state != "sent"] == missed
    _nothing_came_twice(mailoutbox)
    assert Delivery.objects.filter(kind="weekly-summary", state="sent").count() == 1


@pytest.mark.parametrize(
    ("zone", "jump"),
    [
        ("America/New_York", timedelta()), ("America/New_York", HOUR), ("America/New_York", -DAY),
        ("Asia/Tokyo", -HOUR), ("Pacific/Auckland", DAY),
    ],
)  # fmt: skip
def test_a_trip_while_the_clock_is_wrong(ana, mailoutbox, jump, zone):
    """Only the days on which she leaves and comes back may be without: 13 o'clock was over there.

    A clock that is a day ahead makes it one more.
    """
    live(jump, trip=zone, back=True)

    wanted = {date(2026, 3, 6) + timedelta(days=number) for number in range(DAYS)}
    without = {day.day for day in wanted - set(medication())}
    assert without <= ({9, 10, 12} if jump == DAY else {9, 12})
    _nothing_came_twice(mailoutbox)


@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY])
@pytest.mark.parametrize("name", OCCASIONS)
def test_every_sort_of_message_comes_once(people, mailoutbox, name, jump):
    """The clock jumps as it is queued, and is put right before it is sent."""
    occasion = OCCASIONS[name]
    occasion.begin(people)

    run_jobs(occasion.due + jump)
    after_the_jump = len(mailoutbox)
    for minutes in range(0, 120, 30):
        run_jobs(occasion.due + timedelta(minutes=minutes))

    assert after_the_jump <= 1
    # By a clock that is a day ahead a daily one is that of the next day, which then has it; the
    # word before a test was to come yesterday.
    never = name == "test notice" or (name == "test" and jump == DAY)
    assert len(mailoutbox) == (0 if never else 1)
    _nothing_came_twice(mailoutbox)


def _nothing_came_twice(mails: list) -> None:
    keys = Counter(Delivery.objects.values_list("key", flat=True))
    assert keys.total() == len(keys)
    days = Counter(Occurrence.objects.values_list("reminder", "planned_on"))
    assert days.total() == len(days)
    assert len(mails) == Delivery.objects.filter(state="sent").count()
