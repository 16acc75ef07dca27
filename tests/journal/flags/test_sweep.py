"""The daily pass: in each journal's own morning, once, for those that the clock can change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.accounts.models import Journal
from journal.flags import sweep
from journal.flags.engine.rule_set import public_rules
from journal.flags.engine.site import SiteRules, with_site
from journal.flags.engine.specs import rule_set_from
from journal.flags.evaluation import evaluate_journal, next_check
from journal.flags.models import Flag, RuleSetInUse
from journal.flags.site import site_rule_set
from journal.flags.sweep import evaluate_due
from journal.sync.push import push
from tests.people import op, person
from tests.queries import statements

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def cough(who, *, now: datetime = MONDAY) -> None:
    sent = op(who, body={"symptom": "cough", "severity": 3}, occurred_at=now.isoformat(), tz="UTC")
    push(
        principal=who.principal, journal_id=who.journal.id, sent=[sent], epoch=None, device_id=None,
        now=now,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def running(db):
    """The rules are not new to this site."""
    RuleSetInUse.objects.create(version=site_rule_set().version, since=MONDAY)


def swept(now: datetime) -> int:
    return evaluate_due(now=now, until=now)


def journal_of(who) -> Journal:
    return Journal.objects.get(id=who.journal.id)


@pytest.mark.parametrize(
    ("case", "zone", "after", "expected"),
    [
        ("later today", "UTC", "2026-03-02T05:00", "2026-03-02T06:00"),
        ("tomorrow", "UTC", "2026-03-02T06:00", "2026-03-03T06:00"),
        ("where the journal is", "Pacific/Auckland", "2026-03-02T12:00", "2026-03-02T17:00"),
        ("over a change of clocks", "Europe/Vienna", "2026-03-28T12:00", "2026-03-29T04:00"),
    ],
)
def test_the_next_morning(case, zone, after, expected):
    instant = next_check(zone, after=datetime.fromisoformat(after).replace(tzinfo=UTC))

    assert instant == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_flag_closes_by_the_clock_alone_on_its_morning(db):
    ana = person("Ana", journal=True)
    cough(ana)
    assert Flag.objects.get(journal=ana.journal).state == "open"

    assert swept(MONDAY + timedelta(days=6)) == 0
    assert swept(MONDAY + timedelta(days=7)) == 1
    assert swept(MONDAY + timedelta(days=7, minutes=1)) == 0
    assert Flag.objects.get(journal=ana.journal).state == "resolved"


def test_a_journal_is_looked_at_only_when_something_may_have_changed(db):
    ana = person("Ana", journal=True)
    cough(ana)
    touched = [day for day in range(1, 60) if swept(MONDAY + timedelta(days=day))]

    # When the cough is a week old, when two quiet weeks are over, and then no more.
    assert touched == [7, 14]
    assert Flag.objects.get(journal=ana.journal, state="open").concept == "missed_logging"


def test_an_entry_of_a_clock_that_is_ahead_is_looked_at_when_its_time_has_come(db):
    ana = person("Ana", journal=True)
    ahead = timedelta(minutes=4)
    sent = op(
        ana, body={"symptom": "cough", "severity": 3}, tz="UTC",
        occurred_at=(MONDAY + ahead).isoformat(),
    )  # fmt: skip
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=MONDAY,
    )  # fmt: skip
    evaluate_journal(journal_id=ana.journal.id, now=MONDAY)
    assert not Flag.objects.filter(journal=ana.journal).exists()

    assert swept(MONDAY + ahead - timedelta(seconds=1)) == 0
    assert swept(MONDAY + ahead) == 1
    assert Flag.objects.get(journal=ana.journal).concept == "severe_symptom"
    assert journal_of(ana).next_check_at == datetime(2026, 3, 9, 6, tzinfo=UTC)


def test_days_of_standstill_are_caught_up_in_one_pass(db):
    ana = person("Ana", journal=True)
    cough(ana)

    assert swept(MONDAY + timedelta(days=30)) == 1
    assert journal_of(ana).next_check_at is None
    states = Flag.objects.filter(journal=ana.journal).values_list("concept", "state")
    assert set(states) == {("severe_symptom", "resolved"), ("missed_logging", "open")}


def test_a_silence_longer_than_rules_look_back_is_still_seen(db):
    ana = person("Ana", journal=True)
    cough(ana)

    assert swept(MONDAY + timedelta(days=300)) == 1
    assert Flag.objects.get(journal=ana.journal, state="open").facts["on"] == str(MONDAY.date())


def test_a_planned_test_that_is_overdue_rests_on_the_plan(db):
    ana = person("Ana", journal=True)
    plan = [{"test": "colonoscopy", "due": "2026-01-01"}]
    Journal.objects.filter(id=ana.journal.id).update(profile={"followup_tests": plan})

    evaluate_journal(journal_id=ana.journal.id, now=MONDAY)

    flag = Flag.objects.get(journal=ana.journal, rule="F40")
    assert (flag.subject, flag.sections, flag.evidence) == ("colonoscopy", ["profile"], [])


def test_a_journal_that_the_clock_cannot_change_is_left_alone(db):
    empty = person("Ana", journal=True)
    evaluate_journal(journal_id=empty.journal.id, now=MONDAY)

    assert journal_of(empty).next_check_at is None
    assert swept(MONDAY + timedelta(days=1)) == 0


def test_new_rules_are_asked_of_every_journal_once(db, monkeypatch):
    ana = person("Ana", journal=True)
    cough(ana)
    swept(MONDAY + timedelta(days=20))
    assert swept(MONDAY + timedelta(days=21)) == 0

    other = rule_set_from(with_site(public_rules(), SiteRules(phq2=2)))
    monkeypatch.setattr(sweep, "site_rule_set", lambda: other)

    assert swept(MONDAY + timedelta(days=22)) == 1
    assert swept(MONDAY + timedelta(days=23)) == 0
    monkeypatch.undo()
    assert swept(MONDAY + timedelta(days=24)) == 1
    assert RuleSetInUse.objects.count() == 2


def test_many_journals_cost_as_many_statements_as_one(db):
    people = [person(f"Ana{number}", journal=True) for number in range(12)]
    for who in people:
        cough(who)

    def counted(now: datetime) -> int:
        with statements() as seen:
            swept(now)
        return len(seen)

    Journal.objects.update(next_check_at=None)
    Journal.objects.filter(id=people[0].journal.id).update(next_check_at=MONDAY)
    alone = counted(MONDAY + timedelta(days=1))
    Journal.objects.update(next_check_at=MONDAY + timedelta(days=2))
    together = counted(MONDAY + timedelta(days=2))

    assert together == alone


def test_one_broken_journal_does_not_stop_the_others(db, monkeypatch):
    broken, well = person("Ana", journal=True), person("Ben", journal=True)
    for who in (broken, well):
        cough(who)
    Journal.objects.filter(id=broken.journal.id).update(profile={"cancer_type": "nonsense"})

    assert swept(MONDAY + timedelta(days=9)) == 2

    assert Flag.objects.get(journal=well.journal).state == "resolved"
    assert journal_of(broken).next_check_at == MONDAY + timedelta(days=9) + sweep.PUT_OFF


def test_a_journal_that_waits_for_deletion_is_not_evaluated(db):
    ana = person("Ana", journal=True)
    cough(ana)
    Journal.objects.update(state="pending-deletion")

    assert swept(MONDAY + timedelta(days=9)) == 0
