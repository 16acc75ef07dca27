"""What holds for every journal: order, repetition, and that worse is never less urgent."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journal.flags.engine.inputs import RANK, PriorFlag, Reading
from tests.journal.flags.paper import NOW, run

SLUGS = ["shortness_of_breath", "chest_pain", "chills", "pain", "appetite_loss", "insomnia"]
QUALIFIERS = ["sudden_onset", "at_rest"]
OFFSETS = [timezone(timedelta(hours=hours)) for hours in (-8, 0, 1, 12)]
quick = settings(max_examples=150, derandomize=True, deadline=None, database=None)

score = st.integers(0, 4)
moments = st.builds(
    lambda minutes, zone: (NOW - timedelta(minutes=minutes)).astimezone(zone),
    # Some in the future, most in the last days, some long ago.
    st.one_of(st.integers(-3000, 6000), st.integers(6000, 60000), st.integers(0, 260000)),
    st.sampled_from(OFFSETS),
)
symptoms = st.fixed_dictionaries(
    {"symptom": st.sampled_from(SLUGS), "severity": score},
    optional={
        "interference": score,
        "frequency": score,
        "qualifiers": st.lists(st.sampled_from(QUALIFIERS), unique=True),
    },
)
bodies = st.one_of(
    symptoms.map(lambda body: ("symptom", body)),
    symptoms.map(lambda body: ("symptom", body)),
    st.just(("checkin", {"all_clear": True})),
    st.sampled_from([36.5, 37.9, 38.0, 39.2]).map(lambda c: ("temperature", {"celsius": c})),
    st.sampled_from([52.0, 55.0, 57.1, 60.0]).map(lambda kg: ("weight", {"kg": kg})),
    st.sampled_from([0.4, 1.0, 3.0]).map(lambda v: ("lab", {"analyte": "anc", "value": v})),
)


def _reading(position: int, when: datetime, entry: tuple[str, dict[str, Any]]) -> Reading:
    kind, body = entry
    return Reading(f"e{position}", kind, when, when.date(), body)


entries = st.lists(st.tuples(moments, bodies), max_size=14).map(
    lambda drawn: [_reading(at, when, body) for at, (when, body) in enumerate(drawn)]
)
profiles = st.fixed_dictionaries(
    {},
    optional={
        "cancer_type": st.sampled_from(["lung", "breast", "other"]),
        "baseline": st.dictionaries(st.sampled_from(SLUGS), score, max_size=2),
        "infection_risk_flags": st.just(["steroids"]),
        "care_phase": st.sampled_from(["surveillance", "hospice", "no_more_treatment"]),
        "timezone": st.sampled_from(["UTC", "America/Los_Angeles", "Pacific/Auckland"]),
        "height_cm": st.just(172),
        "weight_goal": st.just({"direction": "lose"}),
    },
)


@quick
@given(entries, profiles, st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_entries_changes_nothing(readings, fields, rng, copies):
    # Some entries have a second version waiting for a decision.
    versions = [
        item._replace(body=other.body, type=other.type, is_copy=True)
        for item, other in zip(readings[:copies], readings[copies:], strict=False)
    ]
    everything = [*readings, *versions]
    shuffled = rng.sample(everything, len(everything))

    assert run(shuffled, **fields) == run(everything, **fields)


@quick
@given(entries, profiles)
def test_evaluating_twice_raises_nothing_new(readings, fields):
    first = run(readings, **fields)
    flags = [
        PriorFlag(item.concept, item.subject, item.urgency, "open", item.level)
        for item in first.new_flags
    ]

    again = run(readings, prior_flags=flags, **fields)

    assert again.new_flags == ()
    assert [item.candidate for item in again.kept] == list(first.new_flags)
    assert not any(item.is_raised for item in again.kept)
    assert again.resolved == ()


@quick
@given(entries, profiles)
def test_an_answered_flag_stays_quiet_at_the_same_moment(readings, fields):
    first = run(readings, **fields)
    flags = [
        PriorFlag(
            item.concept,
            item.subject,
            item.urgency,
            "acknowledged",
            item.level,
            acknowledged_at=NOW,
        )
        for item in first.new_flags
    ]

    assert run(readings, prior_flags=flags, **fields).new_flags == ()


@quick
@given(entries, profiles, st.data())
def test_a_worse_score_is_never_less_urgent(readings, fields, data):
    """Raise one score of a symptom's newest day; an older day is what later ones are held to."""
    newest: dict[str, date] = {}
    for item in readings:
        if item.type == "symptom" and (item.at is not None and item.at <= NOW):
            slug = item.body["symptom"]
            newest[slug] = max(newest.get(slug, item.local_date), item.local_date)
    choices = [
        (at, name)
        for at, item in enumerate(readings)
        if item.type == "symptom" and newest.get(item.body["symptom"]) == item.local_date
        for name in ("severity", "interference", "frequency")
        if item.body.get(name, 4) < 4
    ]
    assume(choices)
    at, name = data.draw(st.sampled_from(choices))
    worse = list(readings)
    worse[at] = readings[at]._replace(body={**readings[at].body, name: readings[at].body[name] + 1})

    before, after = _urgencies(run(readings, **fields)), _urgencies(run(worse, **fields))

    for subject, rank in before.items():
        assert after.get(subject, -1) >= rank


def _urgencies(evaluation):
    """The highest urgency found for each subject, before general rules give way to specific."""
    found: dict[str | None, int] = {}
    for item in evaluation.candidates:
        found[item.subject] = max(found.get(item.subject, -1), RANK[item.urgency])
    return found


@quick
@given(entries, profiles)
def test_every_finding_rests_on_entries_of_the_journal(readings, fields):
    evaluation = run(readings, **fields)
    known = {item.id for item in readings} - set(evaluation.held_back)

    for item in evaluation.candidates:
        assert item.evidence
        assert len(set(item.evidence)) == len(item.evidence)
        assert set(item.evidence) <= known


@quick
@given(entries, profiles)
def test_there_is_one_general_flag_per_symptom(readings, fields):
    general = [
        item.subject
        for item in run(readings, **fields).new_flags
        if item.rule in ("F17", "F18", "F19")
    ]

    assert len(general) == len(set(general))


@quick
@given(entries, profiles)
def test_the_evidence_alone_gives_the_same_finding(readings, fields):
    """What a flag rests on is enough: an emergency needs nothing that the person is not shown."""
    for item in run(readings, **fields).candidates:
        if item.rule in ("F01", "F06"):
            shown = [reading for reading in readings if reading.id in item.evidence]
            again = run(shown, **fields).candidates
            assert (item.rule, item.urgency, item.evidence) in {
                (other.rule, other.urgency, other.evidence) for other in again
            }
