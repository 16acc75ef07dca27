"""An evaluation looks without holding the journal: what comes in between is not lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.accounts.models import Journal
from journal.flags.evaluation import evaluate_journal
from journal.flags.load import read
from journal.flags.models import Flag
from journal.sync.push import push
from tests.people import op

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ana(people):
    return people.ana


def weigh(ana, kg: float, days_ago: int):
    at = (NOW - timedelta(days=days_ago)).isoformat()
    sent = op(ana, type="weight", section="measures", body={"kg": kg}, occurred_at=at, tz="UTC")
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=NOW,
    )  # fmt: skip


def evaluated(ana, now: datetime = NOW) -> dict[str, Flag]:
    evaluate_journal(journal_id=ana.journal.id, now=now)
    return {flag.rule: flag for flag in Flag.objects.filter(journal=ana.journal)}


def test_what_is_noted_between_the_look_and_the_answer_counts(ana, monkeypatch):
    weigh(ana, 80, 60)
    weigh(ana, 75, 8)
    looks = []

    def look(journal_ids, *, now):
        known = read(journal_ids, now=now)
        looks.append(len(known[ana.journal.id].readings))
        if len(looks) == 1:
            weigh(ana, 75, 1)
        return known

    monkeypatch.setattr("journal.flags.evaluation.read", look)

    assert "F29" in evaluated(ana)
    assert looks == [2, 3]
    journal = Journal.objects.get(id=ana.journal.id)
    assert journal.evaluated_seq == journal.last_seq


def test_looking_again_writes_no_flag_anew(ana):
    for days, kg in ((60, 80), (8, 75), (1, 75)):
        weigh(ana, kg, days)
    before = evaluated(ana)["F29"]
    version = Journal.objects.get(id=ana.journal.id).flags_version

    after = evaluated(ana, NOW + timedelta(minutes=5))["F29"]

    assert after.updated_at == before.updated_at
    assert Journal.objects.get(id=ana.journal.id).flags_version == version
