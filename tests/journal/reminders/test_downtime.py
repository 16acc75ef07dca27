"""What becomes of each sort of message after the server stood still: a table, answered by hand.

Everything stops five minutes before the message is due. When it is back the jobs run three times
within a minute, as beat has them; what went out by then is what was caught up.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from journal.flags.models import Flag
from journal.notifications.kinds import KINDS
from journal.notifications.models import Delivery
from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.models import Occurrence
from tests.journal.notifications.occasions import EIGHT, OCCASIONS, ONE, TEN, Occasion, run_jobs

STOPPED = timedelta(minutes=5)


def come_back(now: datetime) -> None:
    for seconds in (0, 30, 60):
        run_jobs(now + timedelta(seconds=seconds))


def ends(occasion: Occasion) -> list[str]:
    rows = Delivery.objects.filter(kind=occasion.kind).order_by("due_at")
    return list(rows.values_list("state", flat=True))


LASTED = {
    "half an hour": timedelta(minutes=30),
    "three hours": timedelta(hours=3),
    "three days": timedelta(days=3),
    "ten days": timedelta(days=10),
}
SENT, MISSED = ["sent"], ["missed"]
TABLE = {
    # Fresh for 90 minutes; what is older is shown as missed, once, however many days it was.
    "own reminder": (SENT, MISSED, MISSED, MISSED),
    "medication": (SENT, MISSED, MISSED, MISSED),
    "check-in": (SENT, MISSED, MISSED, MISSED),
    "test": (SENT, MISSED, MISSED, MISSED),
    # Always caught up, with one word.
    "flag": (SENT, SENT, SENT, SENT),
    # Up to six days late. After ten there is another Monday, three days ago.
    "weekly mail": (SENT, SENT, SENT, ["missed", "sent"]),
    "digest": (SENT, SENT, SENT, ["missed", "sent"]),
    # The link in it works for seven days.
    "invitation": (SENT, SENT, SENT, MISSED),
    "team invitation": (SENT, SENT, SENT, MISSED),
    # About the safety of an account: always.
    "sharing began": (SENT, SENT, SENT, SENT),
    "app shut out": (SENT, SENT, SENT, SENT),
    "operator's look": (SENT, SENT, SENT, SENT),
    "deletion": (SENT, SENT, SENT, SENT),
    "copy": (SENT, SENT, SENT, SENT),
    # Somebody looks at the phone for ten minutes.
    "test notice": (MISSED, MISSED, MISSED, MISSED),
}


def test_the_table_names_every_sort():
    assert set(TABLE) == set(OCCASIONS)
    assert {one.kind for one in OCCASIONS.values()} == set(KINDS)


@pytest.mark.parametrize("lasted", LASTED)
@pytest.mark.parametrize("name", TABLE)
def test_after_downtime(people, mailoutbox, name, lasted):
    occasion = OCCASIONS[name]
    expected = TABLE[name][list(LASTED).index(lasted)]
    occasion.begin(people)

    come_back(occasion.due - STOPPED + LASTED[lasted])

    assert ends(occasion) == expected
    assert len(mailoutbox) == expected.count("sent")
    if occasion.kind == "reminder":
        assert list(Occurrence.objects.values_list("state", flat=True)) == expected


@pytest.mark.parametrize("name", ["own reminder", "medication", "check-in"])
def test_what_is_fresh_stands_for_the_days_before_it(people, mailoutbox, name):
    """Back three days later, 25 minutes after the hour: that one comes, and no other."""
    OCCASIONS[name].begin(people)

    come_back(ONE + timedelta(days=3, minutes=25))

    [came] = Occurrence.objects.all()
    assert (came.planned_on.day, came.state) == (12, "sent")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("name", ["own reminder", "check-in"])
def test_the_next_one_comes_at_its_time_after_one_was_missed(people, mailoutbox, name):
    OCCASIONS[name].begin(people)
    come_back(ONE + timedelta(days=3, minutes=-5))
    assert mailoutbox == []

    come_back(ONE + timedelta(days=3))

    days = Occurrence.objects.order_by("due_at").values_list("planned_on__day", "state")
    assert list(days) == [(9, "missed"), (12, "sent")]


def test_a_late_weekly_mail_is_about_its_own_week(people, mailoutbox):
    """Her note was made on Monday the 2nd, and it is Thursday the 12th."""
    OCCASIONS["weekly mail"].begin(people)

    come_back(EIGHT + timedelta(days=3))

    assert "You made 1 note last week." in mailoutbox[0].body
    assert Delivery.objects.get().key.endswith(":2026-W10")


def test_the_mail_after_one_that_is_too_old_says_so(people, mailoutbox):
    OCCASIONS["weekly mail"].begin(people)

    come_back(EIGHT + timedelta(days=10))

    [mail] = mailoutbox
    assert "You made no notes last week" in mail.body
    assert "We could not send the mail of the week before." in mail.body


def test_months_of_silence_bring_one_weekly_mail(people, mailoutbox):
    OCCASIONS["digest"].begin(people)

    come_back(EIGHT + timedelta(days=100))

    assert ends(OCCASIONS["digest"]) == ["missed", "suppressed"]


@pytest.mark.parametrize("lasted", LASTED)
def test_a_word_that_was_queued_before_its_senders_stopped(people, mailoutbox, lasted):
    """Also one that was stale by then is said at last: a flag waits for it."""
    OCCASIONS["flag"].begin(people)
    plan_follow_ups(now=TEN)

    come_back(TEN + LASTED[lasted])

    assert [mail.subject for mail in mailoutbox] == ["A note from Daybook"]


def test_a_word_that_was_answered_meanwhile_is_not_said(people, mailoutbox):
    OCCASIONS["flag"].begin(people)
    plan_follow_ups(now=TEN)
    Flag.objects.update(state=Flag.State.ACKNOWLEDGED)

    come_back(TEN + timedelta(days=10))

    assert mailoutbox == []
