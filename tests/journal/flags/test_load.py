"""How far back entries are read: farther than any rule looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.entries.types import ENTRY_TYPES
from journal.flags.engine.rule_set import rule_set
from journal.flags.evaluation import evaluate_journal
from journal.flags.load import LOOKS_BACK, LOOKS_BACK_SHORT, LOOKS_FAR_BACK, read
from journal.flags.models import Flag
from journal.flags.rules.sleep_problem import BLOCKS
from journal.sync.push import push
from tests.people import op

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ana(people):
    return people.ana


def note(ana, entry_type, days_ago, **body):
    at = (NOW - timedelta(days=days_ago)).isoformat()
    section = ENTRY_TYPES[entry_type].section_for(body).value
    sent = op(ana, type=entry_type, section=section, body=body, occurred_at=at, tz="UTC")
    result = push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=NOW,
    )  # fmt: skip
    assert result.outcomes[0].status == "applied"


def types_read(ana) -> list[str]:
    return sorted(item.type for item in read([ana.journal.id], now=NOW)[ana.journal.id].readings)


def test_rules_on_daily_life_look_less_far_back():
    rules = rule_set().rules
    days = [
        rules["F34"].thresholds["block_days"] * BLOCKS,
        7 * (rules["F36"].thresholds["weeks"] + 1),
        rules["F38"].thresholds["tobacco_days"],
    ]

    assert max(days) < LOOKS_BACK.days


def test_rules_on_food_temperature_alcohol_and_mood_look_least_far_back():
    rules = rule_set().rules
    days = [
        rules["F37"].thresholds["in_days"],
        rules["F35"].thresholds["in_days"],
        rules["F38"].thresholds["drink_days"],
        rules["F33"].thresholds["in_days"],
        rules["F28"].thresholds["in_days"],
        rules["F12"].thresholds["recurrent_in_days"],
    ]

    assert max(days) < LOOKS_BACK_SHORT.days


def test_rules_on_weight_look_less_far_back():
    limits = rule_set().rules["F29"].thresholds

    assert limits["recent_days"] + limits["reference_to_days"] < LOOKS_FAR_BACK.days


@pytest.mark.parametrize(
    ("entry_type", "body", "days_ago", "is_read"),
    [
        ("sleep", {"hours": 7.0}, 35, True),
        ("sleep", {"hours": 7.0}, 37, False),
        ("diet", {"intake_percent": 40}, 16, True),
        ("diet", {"intake_percent": 40}, 18, False),
        ("tobacco", {"used": True}, 35, True),
        ("tobacco", {"used": True}, 37, False),
        ("symptom", {"symptom": "cough", "severity": 1}, 119, True),
        ("symptom", {"symptom": "cough", "severity": 1}, 121, False),
        ("symptom", {"symptom": "lump", "severity": 1}, 121, True),
        ("symptom", {"symptom": "lump", "severity": 1}, 3000, True),
        ("checkin", {"all_clear": True}, 121, False),
        ("checkin", {"all_clear": True}, 119, True),
        ("checkin", {"overall": 2}, 1, False),
        ("note", {"text": "x"}, 1, False),
        ("weight", {"kg": 70.0}, 204, True),
        ("weight", {"kg": 70.0}, 206, False),
        ("lab", {"analyte": "psa", "value": 0.1, "unit": "ng/ml"}, 35, True),
        ("lab", {"analyte": "psa", "value": 0.1, "unit": "ng/ml"}, 3000, True),
    ],
)
def test_what_is_read(ana, entry_type, body, days_ago, is_read):
    note(ana, "distress", 0, score=0)
    note(ana, entry_type, days_ago, **body)

    assert types_read(ana) == sorted(["distress"] + [entry_type] * is_read)


@pytest.mark.parametrize("entry_type", ["note", "sleep"])
def test_the_newest_entry_is_always_read_and_once(ana, entry_type):
    body = {"text": "x"} if entry_type == "note" else {"hours": 7.0}
    for days_ago in (2, 500):
        note(ana, entry_type, days_ago, **body)

    assert types_read(ana) == [entry_type]


def test_of_old_days_without_complaint_only_the_one_that_ends_an_old_lump_is_read(ana):
    note(ana, "symptom", 400, symptom="lump", severity=1)
    for days_ago in (500, 399, 300, 200.1):
        note(ana, "checkin", days_ago, all_clear=True)
    note(ana, "symptom", 200, symptom="lump", severity=1)

    readings = read([ana.journal.id], now=NOW)[ana.journal.id].readings

    ago = sorted((NOW.date() - item.local_date).days for item in readings)
    assert ago == [200, 300, 400]


@pytest.mark.parametrize(
    ("case", "cleared", "urgency"), [("never gone", None, "this_week"), ("gone", 300, "next_visit")]
)
def test_a_lump_that_was_there_long_ago_is_not_new(ana, case, cleared, urgency):
    note(ana, "symptom", 400, symptom="lump", severity=1, site={"region": "arm", "side": "left"})
    if cleared is not None:
        note(ana, "checkin", cleared, all_clear=True)
    note(ana, "symptom", 0, symptom="lump", severity=1, site={"region": "arm", "side": "left"})

    evaluate_journal(journal_id=ana.journal.id, now=NOW)

    assert Flag.objects.get(journal=ana.journal, rule="F22").urgency == urgency
