"""What operators see of the rules in use: counts of a month, and nothing of one person."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from journal.flags.evaluation import evaluate_journal
from journal.flags.measures import FEWEST, measures
from journal.flags.models import Flag, SuppressedFinding
from journal.flags.services import answer_flag
from journal.sync.push import push
from tests.people import op, person

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def note(who, slug, *, days_ago=0, **scores):
    at = NOW - timedelta(days=days_ago)
    sent = op(who, body={"symptom": slug, **scores}, occurred_at=at.isoformat(), tz="UTC")
    push(
        principal=who.principal, journal_id=who.journal.id, sent=[sent], epoch=None, device_id=None,
        now=NOW,
    )  # fmt: skip
    evaluate_journal(journal_id=who.journal.id, now=NOW)


def answer(who, answer, *, after_hours):
    for flag in Flag.objects.filter(journal=who.journal, state="open"):
        answer_flag(
            access=who.access, flag_id=flag.id, answer=Flag.Answer(answer),
            now=NOW + timedelta(hours=after_hours),
        )  # fmt: skip


@pytest.fixture
def month(db):
    """Four with one severe symptom, of whom three answer; a fifth whose doctor's rule is quiet."""
    group = [person(f"P{number}", journal=True, time_zone="UTC") for number in range(FEWEST)]
    for who in group[:4]:
        note(who, "nausea", severity=3)
    answer(group[0], "team_knows", after_hours=1)
    answer(group[1], "not_useful", after_hours=3)
    answer(group[2], "cannot_wait", after_hours=9)
    # Trouble breathing speaks for itself: the general rule on it stays quiet.
    note(group[4], "shortness_of_breath", severity=3)
    return measures(NOW.date())


def test_the_month_as_a_whole(month):
    assert month.month == "2026-03"
    assert (month.journals, month.flags) == (5, 5)
    assert month.flags_per_journal == 1.0
    assert month.pressing_per_journal == 1.0
    assert month.acknowledged == 0.4
    assert month.useful == 0.667
    assert month.hours_to_acknowledge == 2.0
    assert month.suppressed == 0.167
    assert month.suppressed_by == {"specific_rule": 1}


def test_a_rule_is_shown_only_where_nobody_can_be_guessed(month):
    [severe] = month.rules

    assert severe.rule == "F17"
    assert (severe.raised, severe.answered, severe.not_useful, severe.suppressed) == (4, 3, 1, 1)


def test_evaluating_again_counts_nothing_twice(month):
    def again():
        for flag in Flag.objects.all():
            evaluate_journal(journal_id=flag.journal_id, now=NOW)
        return measures(NOW.date())

    # The nausea of the two who answered lasts, and stays quiet for its cooldown.
    assert again().suppressed_by == {"cooldown": 1, "specific_rule": 1, "team_knows": 1}
    assert again() == again()
    assert SuppressedFinding.objects.count() == 3


def test_another_month_is_another_month(month):
    empty = measures(date(2026, 4, 1))

    assert (empty.journals, empty.flags, empty.flags_per_journal) == (0, 0, None)
    assert (empty.useful, empty.suppressed, empty.rules) == (None, None, [])


def test_the_command_prints_it(month, capsys):
    call_command("flag_measures", month="2026-03")
    printed = capsys.readouterr().out

    assert json.loads(printed)["flags"] == 5
    assert "nausea" not in printed


def test_a_month_that_is_none(db):
    with pytest.raises(CommandError, match="2026-11"):
        call_command("flag_measures", month="March")
