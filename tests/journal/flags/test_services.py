"""Flags of stored journals: raised, kept, answered, closed; once, whoever evaluates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.accounts.models import Journal
from journal.accounts.services import change_journal
from journal.core.errors import Invalid, NotFound
from journal.core.ids import new_id
from journal.flags.evaluation import evaluate_journal
from journal.flags.models import Flag, RuleSetInUse
from journal.flags.services import answer_flag, is_pressing
from journal.flags.site import site_rule_set
from journal.flags.sweep import evaluate_due
from journal.sync.push import push
from tests.people import op
from tests.queries import statements

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ana(people):
    return people.ana


def note(ana, *, at: datetime = NOW, now: datetime = NOW, **given: Any):
    sent = op(ana, occurred_at=at.isoformat(), tz="UTC", **given)
    return sent, push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=now,
    )  # fmt: skip


def breathless(ana, severity: int, **given: Any):
    qualifiers = given.pop("qualifiers", [])
    body = {"symptom": "shortness_of_breath", "severity": severity, "qualifiers": qualifiers}
    return note(ana, body=body, **given)


def weigh(ana, kg: float, days_ago: int):
    at = NOW - timedelta(days=days_ago)
    return note(ana, type="weight", section="measures", body={"kg": kg}, at=at)


def flags(ana) -> dict[str, Flag]:
    return {flag.rule: flag for flag in Flag.objects.filter(journal=ana.journal)}


def evaluated(ana, now: datetime = NOW) -> dict[str, Flag]:
    evaluate_journal(journal_id=ana.journal.id, now=now)
    return flags(ana)


def swept(now: datetime) -> int:
    return evaluate_due(now=now, until=now)


def test_an_emergency_is_there_with_the_answer_to_the_push(ana):
    sent, result = breathless(ana, 3, qualifiers=["at_rest"])

    [urgent] = result.urgent
    assert (urgent.rule, urgent.urgency) == ("F01", "emergency_now")
    stored = flags(ana)["F01"]
    assert [str(entry) for entry in stored.evidence] == [sent["entry_id"]]
    assert stored.sections == ["symptoms"]
    assert stored.rule_set == "1.0.0"


def test_a_flag_that_becomes_an_emergency_is_in_the_answer_too(ana):
    breathless(ana, 3)
    _, result = breathless(ana, 4)

    [urgent] = result.urgent
    assert (urgent.rule, urgent.urgency) == ("F01", "emergency_now")
    assert urgent.id == flags(ana)["F01"].id
    assert flags(ana)["F01"].urgency == "emergency_now"


def test_an_ordinary_entry_waits_for_the_worker(ana):
    _, result = note(ana)

    assert result.urgent == []
    journal = Journal.objects.get(id=ana.journal.id)
    assert journal.evaluation_queued_at == NOW
    assert journal.evaluated_seq < journal.last_seq


def test_no_second_evaluation_is_asked_for_while_one_is_waiting(ana):
    note(ana)
    note(ana, now=NOW + timedelta(seconds=5))

    assert Journal.objects.get(id=ana.journal.id).evaluation_queued_at == NOW


def test_a_queue_that_was_lost_is_asked_again(ana):
    note(ana)
    later = NOW + timedelta(seconds=61)
    note(ana, now=later)

    assert Journal.objects.get(id=ana.journal.id).evaluation_queued_at == later


def test_the_sweep_finds_what_the_broker_lost(ana):
    RuleSetInUse.objects.create(version=site_rule_set().version, since=NOW)
    for kg, days_ago in ((80.0, 100), (75.5, 8), (75.4, 0)):
        weigh(ana, kg, days_ago)

    assert swept(NOW + timedelta(seconds=10)) == 0
    assert swept(NOW + timedelta(seconds=40)) == 1
    assert swept(NOW + timedelta(seconds=40)) == 0

    assert "F29" in flags(ana)
    journal = Journal.objects.get(id=ana.journal.id)
    assert journal.evaluated_seq == journal.last_seq


def test_weight_loss_is_found_over_months(ana):
    weigh(ana, 80.0, 100)
    weigh(ana, 75.5, 8)
    weigh(ana, 75.4, 0)

    found = evaluated(ana)["F29"]

    assert (found.urgency, found.concept) == ("this_week", "weight_loss")
    assert found.sections == ["measures"]


def test_evaluating_twice_gives_no_second_row_and_changes_nothing(ana):
    breathless(ana, 3)
    evaluated(ana)
    before = Journal.objects.get(id=ana.journal.id).flags_version

    evaluated(ana)

    assert Flag.objects.filter(journal=ana.journal).count() == 1
    assert Journal.objects.get(id=ana.journal.id).flags_version == before


def test_a_flag_closes_when_its_condition_is_over_and_its_row_stays(ana):
    breathless(ana, 3)
    evaluated(ana)

    found = evaluated(ana, NOW + timedelta(hours=49))["F01"]

    assert found.state == "resolved"


def test_deleting_the_entry_closes_the_flag(ana):
    sent, _ = breathless(ana, 3)
    note(
        ana, entry_id=sent["entry_id"], kind="delete", body={}, base={"rev": 1, "epoch": 1},
    )  # fmt: skip

    assert evaluated(ana)["F01"].state == "resolved"


def test_the_graver_of_two_versions_counts_while_a_conflict_is_open(ana):
    sent, _ = breathless(ana, 1)
    base = {"rev": 1, "epoch": 1}
    breathless(ana, 0, entry_id=sent["entry_id"], base=base)
    _, clash = breathless(ana, 4, entry_id=sent["entry_id"], base=base)

    assert clash.outcomes[0].status == "conflict"
    assert evaluated(ana)["F01"].urgency == "emergency_now"


def test_my_team_knows_keeps_it_quiet_until_it_gets_worse(ana):
    breathless(ana, 2)
    flag = evaluated(ana)["F01"]
    answer_flag(access=ana.access, flag_id=flag.id, answer=Flag.Answer.TEAM_KNOWS, now=NOW)

    breathless(ana, 2, at=NOW + timedelta(hours=1), now=NOW + timedelta(hours=1))
    evaluated(ana, NOW + timedelta(hours=1))
    assert Flag.objects.filter(journal=ana.journal, state="open").count() == 0

    breathless(ana, 4, at=NOW + timedelta(hours=2), now=NOW + timedelta(hours=2))
    evaluated(ana, NOW + timedelta(hours=2))
    worse = Flag.objects.get(journal=ana.journal, state="open")
    assert worse.urgency == "emergency_now"


def test_this_cannot_wait_leaves_the_flag_open(ana):
    breathless(ana, 2)
    flag = evaluated(ana)["F01"]

    answered = answer_flag(
        access=ana.access, flag_id=flag.id, answer=Flag.Answer.CANNOT_WAIT, now=NOW
    )

    assert (answered.state, answered.answer) == ("open", "cannot_wait")
    assert answered.answered_at == NOW


def test_thoughts_of_hurting_oneself_are_never_not_useful(ana):
    body = {"symptom": "self_harm_thoughts", "present": True}
    note(ana, section="mood", body=body)
    flag = flags(ana)["F08"]
    assert flag.sections == ["mood"]

    with pytest.raises(Invalid):
        answer_flag(access=ana.access, flag_id=flag.id, answer=Flag.Answer.NOT_USEFUL, now=NOW)

    assert flags(ana)["F08"].state == Flag.State.OPEN


def test_an_answer_to_somebody_elses_flag_finds_nothing(people, ana):
    breathless(ana, 2)
    flag = evaluated(ana)["F01"]

    with pytest.raises(NotFound):
        answer_flag(
            access=people.ben.access, flag_id=flag.id, answer=Flag.Answer.WENT_AWAY, now=NOW
        )
    assert flags(ana)["F01"].state == "open"


def test_a_change_of_the_profile_is_looked_at_again(ana):
    note(ana, type="temperature", section="measures", body={"celsius": 38.2})
    assert "F06" not in evaluated(ana)

    treated = {"treatments": [{"kind": "chemotherapy", "start": "2026-02-20", "end": None}]}
    change_journal(journal_id=ana.journal.id, profile=treated)

    assert swept(NOW + timedelta(minutes=2)) == 1
    assert flags(ana)["F06"].urgency == "emergency_now"


def test_one_evaluation_takes_few_statements_however_long_the_journal(ana):
    for days in range(0, 60, 10):
        weigh(ana, 80 - days / 10, days)

    with statements() as seen:
        evaluate_journal(journal_id=ana.journal.id, now=NOW)

    data = [sql for sql in seen if not sql.startswith(("SAVEPOINT", "RELEASE"))]
    assert len(data) == 2, data


def test_a_journal_that_is_gone_is_no_error(db):
    evaluate_journal(journal_id=new_id(), now=timezone.now())


@pytest.mark.parametrize(
    ("case", "entry_type", "body", "pressing"),
    [
        ("fever", "temperature", {"celsius": 38.0}, True),
        ("no fever", "temperature", {"celsius": 36.8}, False),
        ("cold", "temperature", {"celsius": 35.5}, True),
        ("breathless at all", "symptom", {"symptom": "shortness_of_breath", "severity": 1}, True),
        ("not breathless", "symptom", {"symptom": "shortness_of_breath", "severity": 0}, False),
        ("a little tired", "symptom", {"symptom": "fatigue", "severity": 2}, False),
        ("very tired", "symptom", {"symptom": "fatigue", "severity": 3}, True),
        ("a seizure", "symptom", {"symptom": "seizure", "present": True}, True),
        ("sight, all at once", "symptom",
         {"symptom": "vision_change", "severity": 1, "qualifiers": ["sudden_onset"]}, True),
        ("gone, though sudden", "symptom",
         {"symptom": "vision_change", "severity": 0, "qualifiers": ["sudden_onset"]}, False),
        ("a leak", "symptom", {"symptom": "bladder_control_loss", "frequency": 1}, True),
        ("weight", "weight", {"kg": 40}, False),
        ("chest pain while moving", "activity",
         {"minutes": 5, "during_symptoms": ["chest_pain"]}, True),
    ],
)  # fmt: skip
def test_what_must_not_wait_for_a_queue(case, entry_type, body, pressing):
    assert is_pressing(entry_type, body) is pressing
