"""Until ``next_on`` of an evaluation the clock changes nothing: the journal may be left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.flags.engine.findings import Candidate
from journal.flags.engine.inputs import PriorFlag, Reading
from journal.flags.rules import RULES
from tests.journal.flags.firing import FIRING
from tests.journal.flags.paper import NOW, TODAY, day, run

HORIZON = 60
SIDES = ["left", "right"]


def _entry(position: int, days_ago: int, kind: str, body: dict[str, Any]) -> Reading:
    when = NOW - timedelta(days=days_ago, hours=position % 7)
    return Reading(f"e{position}", kind, when, when.date(), body)


symptom = st.builds(
    lambda slug, severity, more: ("symptom", {"symptom": slug, "severity": severity, **more}),
    st.sampled_from(["cough", "fatigue", "appetite_loss", "pain", "back_pain", "headache"]),
    st.integers(0, 3),
    st.sampled_from([{}, {"qualifiers": ["worse_morning"]}, {"qualifiers": ["wakes_from_sleep"]}]),
)
lump = st.builds(
    lambda region, qualifiers: (
        "symptom",
        {"symptom": "lump", "present": True, "site": {"region": region}, "qualifiers": qualifiers},
    ),
    st.sampled_from(["armpit", "neck", "abdomen"]),
    st.sampled_from([[], ["with_cold_or_infection"]]),
)
daily_life = st.one_of(
    st.sampled_from([5.0, 6.5, 8.0]).map(lambda hours: ("sleep", {"hours": hours})),
    st.integers(0, 4).map(lambda q: ("sleep", {"quality": q, "daytime_impact": q})),
    st.integers(0, 8).map(lambda n: ("diet", {"fruit_veg_servings": n, "intake_percent": n * 10})),
    st.integers(0, 200).map(lambda n: ("activity", {"minutes": n, "intensity": "moderate"})),
    st.sampled_from([60.0, 66.0, 72.0]).map(lambda kg: ("weight", {"kg": kg})),
    st.sampled_from([4.0, 6.1, 9.5]).map(
        lambda value: ("lab", {"analyte": "cea", "value": value, "ref_high": 9})
    ),
    st.just(("checkin", {"all_clear": True})),
)
scattered = st.lists(
    st.tuples(st.integers(-3, 200), st.one_of(symptom, lump, daily_life)), max_size=12
)
# Rules on sleep, food and movement only speak when there is something nearly every day.
steady = st.lists(st.one_of(symptom, daily_life), min_size=1, max_size=4).flatmap(
    lambda kinds: st.lists(
        st.tuples(st.integers(0, 35), st.sampled_from(kinds)), min_size=20, max_size=60
    )
)
journals = st.one_of(scattered, steady).map(
    lambda drawn: [_entry(at, ago, kind, body) for at, (ago, (kind, body)) in enumerate(drawn)]
)
profiles = st.fixed_dictionaries(
    {},
    optional={
        "cancer_type": st.sampled_from(["lung", "breast", "lymphoma"]),
        "timezone": st.sampled_from(["UTC", "America/Los_Angeles", "Pacific/Auckland"]),
        "weight_goal": st.integers(-5, 20).map(lambda n: {"direction": "lose", "to": str(day(-n))}),
        "journal_paused": st.integers(-10, 30).map(
            lambda n: {"from": str(day(5 - n)), "to": str(day(-n))}
        ),
        "followup_tests": st.integers(-30, 120).map(lambda n: [{"test": "CT", "due": str(day(n))}]),
        "checkin_every_days": st.integers(1, 14),
    },
)


def as_prior(item: Candidate, state: str) -> PriorFlag:
    is_open = state == "open"
    return PriorFlag(
        item.concept, item.subject, item.urgency, "open" if is_open else "acknowledged", item.level,
        acknowledged_on=None if is_open else TODAY, team_knows=state == "team_knows",
    )  # fmt: skip


def unchanged_until_next_look(
    readings: list[Reading], fields: dict[str, Any], state: str = "open"
) -> None:
    flags = [as_prior(item, state) for item in run(readings, **fields).new_flags]
    first = run(readings, prior_flags=flags, **fields)
    today = NOW.astimezone(ZoneInfo(fields.get("timezone", "UTC"))).date()
    for days in range(1, HORIZON):
        if first.next_on is not None and today + timedelta(days=days) >= first.next_on:
            return
        later = run(readings, now=NOW + timedelta(days=days), prior_flags=flags, **fields)
        assert later.candidates == first.candidates
        assert later.new_flags == first.new_flags == ()
        assert later.resolved == first.resolved == ()
        assert later.kept == first.kept
        assert later.suppressed == first.suppressed


@settings(max_examples=250, derandomize=True, deadline=None, database=None)
@given(journals, profiles, st.sampled_from(["open", "acknowledged", "team_knows"]))
def test_nothing_changes_until_the_next_look(readings, fields, state):
    unchanged_until_next_look(readings, fields, state)


def _daily(kind: str, days: range, **body: Any) -> list[Reading]:
    return [_entry(ago, ago, kind, body) for ago in days]


def _signs(*days: int) -> list[Reading]:
    slugs = ("cough", "fatigue", "appetite_loss")
    return [
        _entry(10 * ago + at, ago, "symptom", {"symptom": slug, "severity": 2})
        for ago in days
        for at, slug in enumerate(slugs)
    ]


def _cold_gland(*days: int) -> list[Reading]:
    body = {"symptom": "lump", "present": True, "qualifiers": ["with_cold_or_infection"]}
    return [_entry(n, n, "symptom", {**body, "site": {"region": "armpit"}}) for n in days]


WAKING: dict[str, tuple[list[Reading], dict[str, Any], int]] = {
    "F21": (_cold_gland(2, 5), {"cancer_type": "breast"}, 9),
    "F25": (_signs(0, 4), {"cancer_type": "lung"}, 3),
    "F29": (
        [_entry(n, n, "weight", {"kg": kg}) for n, kg in ((60, 80), (7, 75), (0, 75))],
        {"weight_goal": {"direction": "lose", "to": str(day(-5))}},
        6,
    ),
    "F34": (
        _daily("sleep", range(10), hours=6.5) + _daily("sleep", range(11, 14), hours=12),
        {},
        3,
    ),
    "F36": ([_entry(n, n, "activity", {"minutes": 20}) for n in (0, 7, 14, 21)], {}, 1),
    "F37": (
        _daily("diet", range(10), fruit_veg_servings=4)
        + _daily("diet", range(11, 14), fruit_veg_servings=20),
        {},
        3,
    ),
    "F39": ([_entry(0, 3, "checkin", {"all_clear": True})], {}, 11),
    "F40": ([], {"followup_tests": [{"test": "CT", "due": str(day(-2))}]}, 17),
}
"""Journals in which nothing is true, until the clock alone makes a rule speak so many days on."""


def test_every_rule_that_wakes_has_its_journal():
    assert {rule.id for rule in RULES if rule.wakes} == WAKING.keys()


@pytest.mark.parametrize("rule", WAKING)
def test_a_rule_that_the_clock_makes_true_is_not_slept_through(rule):
    entries, fields, days = WAKING[rule]
    before = run(entries, now=NOW + timedelta(days=days - 1), **fields)
    after = run(entries, now=NOW + timedelta(days=days), **fields)

    assert run(entries, **fields).new_flags == before.new_flags == ()
    assert [item.rule for item in after.new_flags] == [rule]
    unchanged_until_next_look(entries, fields)


@pytest.mark.parametrize("firing", FIRING, ids=lambda item: item.rule)
@pytest.mark.parametrize("state", ["open", "acknowledged", "team_knows"])
@pytest.mark.parametrize("shift", [0, 3, 9, 20, 45])
def test_nor_for_a_journal_that_makes_a_rule_speak(firing, shift, state):
    """Also some time before the rule speaks: not all of the entries are there yet."""
    entries = [item for item in firing.entries if item.local_date <= day(shift)]

    unchanged_until_next_look(entries, firing.profile, state)


@pytest.mark.parametrize(
    ("case", "entries", "fields", "expected"),
    [
        ("an empty journal", [], {}, None),
        ("a quiet day", [_entry(0, 2, "checkin", {"all_clear": True})], {}, day(-12)),
        ("something is true for a week",
         [_entry(0, 0, "symptom", {"symptom": "cough", "severity": 3})], {}, day(-7)),
        ("something that may end any day",
         [_entry(0, 0, "symptom", {"symptom": "jaundice", "present": True})], {}, day(-1)),
        ("a test on the plan", [], {"followup_tests": [{"test": "CT", "due": str(day(-10))}]},
         day(-25)),
        ("that is overdue", [], {"followup_tests": [{"test": "CT", "due": str(day(20))}]},
         day(-71)),
        ("a pause that ends", [_entry(0, 40, "checkin", {"all_clear": True})],
         {"journal_paused": {"to": str(day(-4))}}, day(-5)),
        ("an entry in the future", [_entry(0, -6, "checkin", {"all_clear": True})], {}, day(-6)),
    ],
)  # fmt: skip
def test_the_next_look(case, entries, fields, expected):
    assert run(entries, **fields).next_on == expected


def test_a_long_silence_needs_no_look_at_all():
    silent = run([_entry(0, 100, "checkin", {"all_clear": True})])

    assert [item.rule for item in silent.new_flags] == ["F39"]
    assert silent.next_on is None
