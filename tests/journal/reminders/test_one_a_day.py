"""One reminder a day, and none in the quiet hours, but for what a person asked for herself."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from journal.flags.models import Flag
from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.models import Occurrence
from journal.reminders.planning import plan_due
from journal.reminders.services import set_reminder_settings
from journal.settings.services import change_settings
from tests.journal.reminders.nudges import DUE, MONDAY, became, deliver, note, remind, states
from tests.people import person


@pytest.fixture
def ana(db):
    return person("Ana", journal=True, time_zone="Europe/Vienna")


class TestOneADay:
    def test_of_two_that_nobody_named_a_time_for_one_comes(self, ana, mailoutbox):
        profile = {"followup_tests": [{"test": "CT", "due": "2026-03-16"}]}
        change_settings(journal=ana.journal, now=MONDAY - timedelta(hours=8), profile=profile)
        remind(ana)

        for now in (MONDAY.replace(hour=9), DUE):
            plan_due(now=now)
            deliver(now)

        assert [mail.subject for mail in mailoutbox] == ["A reminder from Daybook"]
        assert became() == ["sent"]

    def test_one_that_was_left_out_leaves_the_day_free(self, ana, mailoutbox):
        profile = {"followup_tests": [{"test": "CT", "due": "2026-03-16"}]}
        change_settings(journal=ana.journal, now=MONDAY - timedelta(hours=8), profile=profile)
        remind(ana, at=time(9), now=MONDAY - timedelta(1))
        note(ana, type="checkin", body={"overall": 1})

        for now in (MONDAY.replace(hour=8), MONDAY.replace(hour=9)):
            plan_due(now=now)
            deliver(now)

        assert became() == ["left_out", "sent"]

    def test_her_own_times_come_each_time(self, ana, mailoutbox):
        remind(ana, kind="medication", label="Morning pill", at=time(9), now=MONDAY - timedelta(1))
        remind(ana, kind="medication", label="Evening pill", at=time(18))
        remind(ana)

        for now in (MONDAY.replace(hour=8), DUE):
            plan_due(now=now)
            deliver(now)

        assert became() == ["sent", "sent", "sent"]

    def test_a_nudge_in_the_morning_leaves_the_day_to_a_word_about_a_flag(self, ana, mailoutbox):
        """Else a survivor with a check-in at nine would never hear of what cannot wait."""
        remind(ana, at=time(9), days=127)
        raised = MONDAY - timedelta(hours=1)
        Flag.objects.create(
            journal=ana.journal, rule="F19", rule_set="1", concept="cough", urgency="same_day",
            evidence=[], sections=["symptoms"], evaluated_on=raised, created_at=raised,
            updated_at=raised,
        )  # fmt: skip

        for hours in range(24 * 8):
            now = MONDAY + timedelta(hours=hours, minutes=1)
            plan_due(now=now)
            plan_follow_ups(now=now)
            deliver(now)

        words = [f"{mail.subject[:6]}" for mail in mailoutbox]
        assert words == [
            "A note", "A remi", "A note", "A remi", "A remi", "A remi", "A note", "A remi",
        ]  # fmt: skip
        assert Occurrence.objects.filter(state="left_out").count() == 3

    def test_a_test_ahead_is_told_all_the_same(self, ana, mailoutbox):
        """It has two days only; a word about a flag has more."""
        profile = {"followup_tests": [{"test": "CT", "due": "2026-03-16"}]}
        change_settings(journal=ana.journal, now=MONDAY - timedelta(hours=8), profile=profile)
        nine = MONDAY.replace(hour=9)
        Flag.objects.create(
            journal=ana.journal, rule="F19", rule_set="1", concept="cough", urgency="same_day",
            evidence=[], sections=["symptoms"], evaluated_on=nine, created_at=nine,
            updated_at=nine, follow_up_at=MONDAY,
        )  # fmt: skip

        plan_due(now=nine)
        deliver(nine)

        assert [mail.subject for mail in mailoutbox] == ["A reminder from Daybook"]

    def test_where_words_are_off_the_nudge_comes(self, ana, mailoutbox):
        set_reminder_settings(journal=ana.journal, follow_up=False)
        remind(ana, at=time(9), days=127)
        Flag.objects.create(
            journal=ana.journal, rule="F19", rule_set="1", concept="cough", urgency="same_day",
            evidence=[], sections=["symptoms"], evaluated_on=MONDAY, created_at=MONDAY,
            updated_at=MONDAY, follow_up_at=MONDAY + timedelta(hours=21),
        )  # fmt: skip
        tomorrow = MONDAY + timedelta(hours=20, minutes=1)

        plan_due(now=tomorrow)
        deliver(tomorrow)

        assert [mail.subject for mail in mailoutbox] == ["A reminder from Daybook"]


class TestQuietHours:
    def test_a_late_one_waits_for_the_morning_or_is_left_out(self, ana, mailoutbox):
        """Mail was away from 20:50 until 21:05: by the morning the check-in would be stale."""
        remind(ana, at=time(20, 50))
        late = datetime(2026, 3, 2, 20, 5, tzinfo=UTC)
        plan_due(now=late)

        deliver(late)

        assert (mailoutbox, became()) == ([], ["left_out"])

    def test_one_that_is_still_fresh_in_the_morning_waits(self, ana, mailoutbox):
        set_reminder_settings(journal=ana.journal, quiet_from=time(21), quiet_to=time(21, 30))
        remind(ana, at=time(20, 50))
        late = datetime(2026, 3, 2, 20, 5, tzinfo=UTC)
        plan_due(now=late)

        deliver(late)
        assert (mailoutbox, states()) == ([], ["due"])
        deliver(datetime(2026, 3, 2, 20, 30, tzinfo=UTC))

        assert len(mailoutbox) == 1

    def test_a_time_that_was_set_inside_of_them_stands(self, ana, mailoutbox):
        remind(ana, at=time(22), kind="medication")
        ten = datetime(2026, 3, 2, 21, tzinfo=UTC)
        plan_due(now=ten)

        deliver(ten)

        assert len(mailoutbox) == 1
