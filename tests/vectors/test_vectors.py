"""The golden vectors are up to date and cover what they should."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from journal.catalogue.terms import terms
from journal.flags.engine.rule_set import public_rules
from tests.vectors import generate
from tests.vectors.boundaries import BOUNDARIES

NOW, TODAY, WEEK, VISIT = "emergency_now", "same_day", "this_week", "next_visit"
MET = {
    "F01": [NOW, TODAY, WEEK],
    "F02": [NOW, TODAY, WEEK],
    "F03": [NOW],
    "F04": [NOW],
    "F05": [NOW],
    "F06": [NOW],
    "F07": [NOW],
    "F08": [NOW],
    "F09": [NOW, TODAY],
    "F10": [NOW, TODAY],
    "F11": [TODAY, WEEK],
    "F12": [NOW, TODAY, WEEK],
    "F13": [TODAY],
    "F14": [TODAY],
    "F15": [TODAY],
    "F16": [TODAY, WEEK],
    "F17": [VISIT, TODAY, WEEK],
    "F20": [WEEK],
    "F21": [WEEK],
    "F22": [VISIT, WEEK],
    "F26": [TODAY, WEEK],
    "F27": [VISIT, WEEK],
    "F30": [WEEK],
    "F32": [VISIT, TODAY, WEEK],
    "F33": [VISIT, WEEK],
    "F38": [VISIT],
}


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

    assert {rule: sorted(levels) for rule, levels in _by_rule(found).items()} == MET
    assert min(found.values()) >= 10
    assert terms().keys() <= slugs


def _by_rule(found):
    rules: dict[str, set[str]] = {rule: set() for rule, _ in found}
    for rule, level in found:
        rules[rule].add(level)
    return rules


def test_every_text_of_every_rule_is_met(vectors):
    met = {(item["rule"], item["reader"]["locale"]) for item in vectors["texts"]}

    assert met == {
        (raw["id"], locale) for raw in public_rules()["rules"] for locale in ("en", "es")
    }
