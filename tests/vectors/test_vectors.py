"""The golden vectors are up to date and cover what they should."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from journal.catalogue.terms import terms
from journal.flags.engine.rule_set import public_rules
from tests.vectors import generate
from tests.vectors.boundaries import BOUNDARIES


@pytest.fixture(scope="module")
def vectors():
    return json.loads((generate.HERE / "flags-single-entry.json").read_text("utf-8"))


@pytest.mark.parametrize("name", generate.FILES)
def test_the_file_is_what_the_script_writes(name):
    stored = (generate.HERE / name).read_text("utf-8")

    assert generate.written(generate.FILES[name]()) == stored


def test_every_case_answered_by_hand_is_in_the_file(vectors):
    named = [case["case"] for case in vectors["cases"] if "case" in case]

    assert named == [boundary["case"] for boundary in BOUNDARIES]
    assert len(set(named)) == len(named)


def test_every_rule_urgency_and_symptom_is_met(vectors):
    found = Counter(
        (item["rule"], item["urgency"]) for case in vectors["cases"] for item in case["findings"]
    )
    slugs = {
        entry["body"].get("symptom") for case in vectors["cases"] for entry in case["readings"]
    }

    assert set(found) == {
        ("F01", "emergency_now"),
        ("F01", "same_day"),
        ("F01", "this_week"),
        ("F06", "emergency_now"),
        ("F17", "same_day"),
        ("F17", "this_week"),
        ("F17", "next_visit"),
    }
    assert min(found.values()) >= 10
    assert terms().keys() <= slugs


def test_every_text_of_every_rule_is_met(vectors):
    met = {(item["rule"], item["reader"]["locale"]) for item in vectors["texts"]}

    assert met == {
        (raw["id"], locale) for raw in public_rules()["rules"] for locale in ("en", "es")
    }
