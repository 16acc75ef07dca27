"""The catalogue as data: complete, consistent, and free of what may not be shipped."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from journal.accounts.profile import CancerType, Region, Side
from journal.catalogue import terms as catalogue
from journal.flags.engine.rule_set import public_rules

TIERS = {
    "A": {
        "chest_pain", "shortness_of_breath", "coughing_blood", "blood_in_stool", "jaundice",
        "blood_in_urine", "vaginal_bleeding", "lump", "face_neck_swelling",
        "breast_nipple_change", "skin_mole_change", "skin_infection", "easy_bruising_bleeding",
        "limb_weakness", "speech_trouble", "confusion", "seizure", "fainting",
        "self_harm_thoughts",
    },
    "C": {"hot_flashes", "memory_focus", "insomnia"},
}  # fmt: skip


def test_there_are_50_terms_in_three_tiers():
    by_tier: dict[str, set[str]] = {tier: set() for tier in "ABC"}
    for slug, term in catalogue.terms().items():
        by_tier[term.tier].add(slug)

    assert len(catalogue.SYMPTOM_SLUGS) == 50
    assert by_tier["A"] == TIERS["A"]
    assert by_tier["C"] == TIERS["C"]
    assert len(by_tier["B"]) == 28


@pytest.mark.parametrize("term", catalogue.terms().values(), ids=lambda term: term.slug)
def test_every_term_is_whole(term):
    assert term.attributes
    assert set(term.attributes) <= set(get_args(catalogue.Attribute))
    assert set(term.name) == set(term.synonyms) == {"en", "es"}
    assert all(term.synonyms.values())
    assert set(term.deciding) <= set(term.qualifiers) <= catalogue.QUALIFIERS
    assert set(term.hint) in (set(), {"en", "es"})
    assert (term.amount_scale is not None) == ("amount" in term.attributes)
    assert term.retired_on is None


def test_alarm_items_that_need_a_severity_ask_two_questions_before_saving():
    asked = {slug: term.deciding for slug, term in catalogue.terms().items() if term.deciding}

    assert asked == {
        "chest_pain": ("spreads_arm_jaw", "sweating"),
        "shortness_of_breath": ("at_rest", "sudden_onset"),
    }
    assert {slug for slug, term in catalogue.terms().items() if term.severity_required} == set(
        asked
    )


def test_a_sudden_start_can_be_told_wherever_it_changes_the_urgency():
    for slug, term in catalogue.terms().items():
        if "severity" in term.attributes:
            assert "sudden_onset" in term.qualifiers, slug


def test_names_are_told_apart_in_both_languages():
    for locale in ("en", "es"):
        names = [term.name[locale].lower() for term in catalogue.terms().values()]
        assert len(set(names)) == len(names)


def test_the_vocabularies_have_a_name_for_every_word():
    vocabulary = catalogue.read_data("vocabulary")

    assert vocabulary["regions"].keys() == set(get_args(Region))
    assert vocabulary["sides"].keys() == set(get_args(Side)) == catalogue.SIDES
    assert len(vocabulary["qualifiers"]) == 25


def test_every_scale_has_an_answer_for_every_score():
    for slug, scale in catalogue.read_data("scales")["scales"].items():
        expected = 2 if slug == "present" else 5
        assert {len(labels) for labels in scale["labels"].values()} == {expected}, slug


def test_only_codes_of_free_sets_are_shipped():
    codes = [code for term in catalogue.terms().values() for code in term.codes]

    assert len(codes) == 8
    for code in codes:
        assert code.free_set == "IPS"
        assert ",I" in code.check or "A:I" in code.check
        assert code.display


def test_every_other_code_says_how_it_was_checked():
    codes = catalogue.read_data("codes")

    for kind in ("entries", "attributes", "analytes"):
        for slug, code in codes[kind].items():
            assert code["check"].startswith(("verified: ", "unverified")), slug
    assert "Regenstrief" in codes["notice"]


def test_what_the_api_sends_is_whole_and_small():
    public = catalogue.public_catalogue()

    assert public.keys() == {
        "version",
        "symptoms",
        "scales",
        "grade_tables",
        "regions",
        "sides",
        "qualifiers",
        "codes",
    }
    assert catalogue.public_catalogue() is public
    assert len(json.dumps(public, ensure_ascii=False)) < 40_000


def test_unknown_symptoms_are_named():
    known = catalogue.term("headache")

    assert known is not None
    assert known.name["en"] == "Headache"
    assert catalogue.term("head_ache") is None
    assert catalogue.unknown_symptoms(["pain", "zzz", "aaa", "zzz"]) == ["aaa", "zzz"]


def test_the_rule_data_speaks_of_known_things_only():
    rules = public_rules()
    lists = rules["watch_lists"]
    regions = [
        region
        for node in rules["node_regions"].values()
        for part in node.get("by_first_site", [node])
        for region in [*part["regions"], *part.get("sites", [])]
    ]

    known = {"A", "B", "C", *catalogue.REGIONS, *catalogue.QUALIFIERS}

    assert lists["by_cancer_type"].keys() == set(get_args(CancerType))
    for slugs in [lists["always"], *lists["by_cancer_type"].values()]:
        assert catalogue.unknown_symptoms(slugs) == []
    assert set(regions) <= catalogue.REGIONS
    for raw in rules["rules"]:
        assert set(raw["sources"]) <= rules["sources"].keys()
        named = [slug for value in raw["thresholds"].values() if isinstance(value, list)
                 for slug in value if slug not in known]  # fmt: skip
        assert catalogue.unknown_symptoms(named) == []
    assert set(lists["sources"]) <= rules["sources"].keys()
