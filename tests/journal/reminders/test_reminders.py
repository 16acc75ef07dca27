"""Reminders: once, at their wall time, one a day, and not when they are no use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from journal.accounts.models import Journal
from journal.accounts.services import change_journal
from journal.core.errors import Invalid, NotFound
from journal.notifications.models import Delivery
from journal.reminders.models import EVERY_DAY, Reminder
from journal.reminders.planning import plan_due
from journal.reminders.services import (
    MOST_REMINDERS,
    remove_reminder,
    replan_reminders,
    set_reminder_settings,
)
from journal.settings.services import change_settings
from tests.journal.reminders.nudges import DUE, MONDAY, became, deliver, note, remind, states
from tests.people import person


@pytest.fixture
def ana(db):
    return person("Ana", journal=True, time_zone="Europe/Vienna")


def test_a_due_reminder_is_sent_once_and_planned_again(ana, mailoutbox):
    reminder = remind(ana)

    assert plan_due(now=MONDAY) == 0
    assert plan_due(now=DUE) == 1
    assert plan_due(now=DUE) == 0
    deliver(DUE)
    deliver(DUE)

    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]]
    reminder.refresh_from_db()
    assert reminder.next_at == DUE + timedelta(days=7)
    assert became() == ["sent"]


def test_two_planners_at_one_moment_make_one_mail(ana, mailoutbox):
    remind(ana)
    plan_due(now=DUE)
    Reminder.objects.filter(journal=ana.journal).update(next_at=DUE, planned_on=DUE.date())

    plan_due(now=DUE)
    deliver(DUE)

    assert len(mailoutbox) == 1


def test_weeks_of_silence_make_one_missed_reminder_not_many(ana, mailoutbox):
    remind(ana, days=EVERY_DAY)

    assert plan_due(now=MONDAY + timedelta(days=23)) == 1
    deliver(MONDAY + timedelta(days=23))

    assert (states(), became(), mailoutbox) == (["missed"], ["missed"], [])


def test_no_reminder_when_the_day_has_its_check_in(ana, mailoutbox):
    remind(ana)
    note(ana, type="checkin", body={"overall": 1})

    plan_due(now=DUE)
    deliver(DUE)

    assert (states(), became(), mailoutbox) == (["suppressed"], ["left_out"], [])


def test_a_symptom_alone_is_no_check_in(ana, mailoutbox):
    remind(ana)
    note(ana)

    plan_due(now=DUE)
    deliver(DUE)

    assert len(mailoutbox) == 1


def test_a_nudge_most_evenings_is_left_out_after_any_note(ana, mailoutbox):
    remind(ana, days=EVERY_DAY)
    note(ana)

    plan_due(now=DUE)
    deliver(DUE)

    assert (became(), mailoutbox) == (["left_out"], [])


@pytest.mark.parametrize(
    ("case", "change", "own"),
    [
        ("a pause", {"profile": {"journal_paused": {"from": "2026-03-01", "to": "2026-03-20"}}}, 0),
        # Only what she asked for at a time of her own comes still.
        ("hospice", {"care_phase": "hospice"}, 1),
        ("comfort", {"care_phase": "no_more_treatment", "profile": {"comfort_focus": True}}, 1),
        ("a journal about to be deleted", {"state": "pending-deletion"}, 0),
    ],
)
def test_no_reminder_during(ana, mailoutbox, case, change, own):
    remind(ana)
    remind(ana, kind="own", label="Call Sam")
    plan_due(now=DUE)
    change_journal(journal_id=ana.journal.id, **change)

    deliver(DUE)

    assert len(mailoutbox) == own


def test_switching_it_off_stops_one_that_is_already_queued(ana, mailoutbox):
    reminder = remind(ana)
    plan_due(now=DUE)
    off = remind(ana, enabled=False)

    deliver(DUE)

    assert mailoutbox == []
    assert (off.id, off.next_at) == (reminder.id, None)


def test_removing_it_stops_one_that_is_already_queued(ana, mailoutbox):
    reminder = remind(ana, kind="own")
    plan_due(now=DUE)
    remove_reminder(journal=ana.journal, reminder_id=reminder.id)

    deliver(DUE)

    assert (mailoutbox, states()) == ([], ["suppressed"])


def test_nobody_removes_the_reminder_of_another_journal(ana):
    ben = person("Ben", journal=True)
    reminder = remind(ana, kind="own")

    with pytest.raises(NotFound):
        remove_reminder(journal=ben.journal, reminder_id=reminder.id)

    assert Reminder.objects.filter(id=reminder.id).exists()


def test_a_trip_moves_the_reminder_to_the_new_zone(ana):
    reminder = remind(ana)
    Journal.objects.filter(id=ana.journal.id).update(time_zone="America/New_York")

    replan_reminders(journal=Journal.objects.get(id=ana.journal.id), now=MONDAY)

    reminder.refresh_from_db()
    assert reminder.next_at == datetime(2026, 3, 2, 23, tzinfo=UTC)


def test_a_day_that_a_trip_repeats_brings_no_second_reminder(ana, mailoutbox):
    reminder = remind(ana, days=EVERY_DAY)
    plan_due(now=DUE)
    deliver(DUE)
    # In New York it is noon on the same day.
    change_settings(
        journal=Journal.objects.get(id=ana.journal.id), now=DUE, time_zone="America/New_York"
    )
    reminder.refresh_from_db()
    there = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert reminder.next_at == there

    plan_due(now=there)
    deliver(there)

    assert len(mailoutbox) == 1


def test_a_plan_with_a_test_brings_its_reminder_once_and_keeps_it_off(ana):
    profile = {"followup_tests": [{"test": "CT", "due": "2026-06-01"}]}
    change_settings(journal=ana.journal, now=MONDAY, profile=profile)
    made = Reminder.objects.get(journal=ana.journal, kind="test")
    assert made.planned_on == date(2026, 5, 18)

    remind(ana, kind="test", enabled=False, at=time(10))
    change_settings(journal=ana.journal, now=MONDAY, profile=profile)

    off = Reminder.objects.get(journal=ana.journal, kind="test")
    assert (off.id, off.enabled, off.next_at) == (made.id, False, None)


def test_a_test_that_was_done_meanwhile_brings_no_word(ana, mailoutbox):
    tests = [{"test": "CT", "due": "2026-03-16"}]
    change_settings(
        journal=ana.journal, now=MONDAY - timedelta(1), profile={"followup_tests": tests}
    )
    nine = MONDAY.replace(hour=9)
    plan_due(now=nine)
    change_journal(
        journal_id=ana.journal.id,
        profile={"followup_tests": [{"test": "CT", "due": "2026-03-16", "done": "2026-03-01"}]},
    )

    deliver(nine)

    assert (mailoutbox, became()) == ([], ["left_out"])


def test_a_reminder_keeps_its_kind(ana):
    reminder = remind(ana, kind="own")

    with pytest.raises(Invalid):
        remind(ana, kind="medication", reminder_id=reminder.id)


def test_there_can_be_twenty_and_no_more(ana):
    for _ in range(MOST_REMINDERS):
        remind(ana, kind="own")

    with pytest.raises(Invalid):
        remind(ana, kind="own")

    assert Reminder.objects.count() == MOST_REMINDERS


def test_the_words_of_a_label_are_never_sent(ana, mailoutbox):
    remind(ana, kind="medication", label="Tamoxifen")
    plan_due(now=DUE)
    deliver(DUE)

    [mail] = mailoutbox
    assert "amoxifen" not in mail.message().as_string()
    assert "amoxifen" not in str(list(Delivery.objects.values_list("key", "facts")))


def test_a_person_whom_nothing_reaches_sees_that_it_was_missed(ana, mailoutbox):
    set_reminder_settings(journal=ana.journal, by_mail="never")
    remind(ana)

    plan_due(now=DUE)
    deliver(DUE)

    assert (mailoutbox, states(), became()) == ([], [], ["missed"])


def test_the_id_of_somebody_elses_reminder_is_none_of_hers(people):
    theirs = remind(people.ben, kind="own", days=127)

    answer = people.ana.client().put(
        f"/api/v1/journals/{people.ana.journal.id}/reminders/{theirs.id}",
        {"kind": "own", "enabled": True, "wall_time": "09:00", "days": [1], "label": ""},
        content_type="application/json",
    )

    assert answer.status_code == 404
    assert Reminder.objects.get().journal_id == people.ben.journal.id
