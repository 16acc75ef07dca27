"""A site's own numbers: only those that it may set, and a person's own before them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from journal.flags.engine.evaluate import evaluate
from journal.flags.engine.rule_set import RULE_SET_VERSION, public_rules
from journal.flags.engine.site import SiteRules, with_site
from journal.flags.engine.specs import rule_set_from
from journal.flags.site import site_rule_set, site_rules
from tests.journal.flags.paper import NOW, TODAY, ago, day, prior, profile, reading, temperature

NO_SPLEEN = {"infection_risk_flags": ["no_spleen"]}
UNITED_KINGDOM = {"fever_threshold_c": 37.5, "low_temp_threshold_c": 36.0}


def rules_with(**numbers):
    return rule_set_from(with_site(public_rules(), SiteRules.model_validate(numbers)))


def raised(readings, prior_flags=(), *, site, **fields):
    evaluation = evaluate(profile(**fields), readings, NOW, prior_flags, rules_with(**site))
    return {(item.rule, item.urgency.value) for item in evaluation.new_flags}


@pytest.mark.parametrize(
    ("case", "celsius", "fields", "expected"),
    [
        ("at the site's fever", 37.5, {}, True),
        ("just under it", 37.4, {}, False),
        ("at the site's low end", 36.0, {}, False),
        ("under the low end", 35.9, {}, True),
        ("the person's own goes first", 37.6, {"fever_threshold_c": 38.0}, False),
        ("the person's own low goes first", 35.5, {"low_temp_threshold_c": 35.0}, False),
    ],
)
def test_temperatures(case, celsius, fields, expected):
    found = raised([temperature("a", celsius)], site=UNITED_KINGDOM, **NO_SPLEEN, **fields)

    assert (("F06", "emergency_now") in found) is expected


@pytest.mark.parametrize(
    ("case", "entry", "site", "expected"),
    [
        ("PHQ-2 as it comes", ("mood_screen", {"instrument": "phq2", "score": 2}), {}, None),
        ("PHQ-2 cut of 2", ("mood_screen", {"instrument": "phq2", "score": 2}), {"phq2": 2},
         "this_week"),
        ("under the cut of 2", ("mood_screen", {"instrument": "phq2", "score": 1}), {"phq2": 2},
         None),
        ("distress as it comes", ("distress", {"score": 3}), {}, None),
        ("distress cut of 3", ("distress", {"score": 3}), {"distress": 3}, "next_visit"),
        ("under the cut of 3", ("distress", {"score": 2}), {"distress": 3}, None),
    ],
)  # fmt: skip
def test_cuts_of_the_mood_screens(case, entry, site, expected):
    entry_type, body = entry
    found = raised([reading("a", entry_type, **body)], site=site)

    assert {urgency for rule, urgency in found if rule == "F33"} == ({expected} - {None})


@pytest.mark.parametrize(("days_ago", "expected"), [(39, False), (40, True)])
def test_a_longer_cooldown(days_ago, expected):
    answered = prior(
        "mood_screen_positive", None, "next_visit", "acknowledged",
        acknowledged_on=TODAY - timedelta(days=days_ago),
    )  # fmt: skip
    site = {"cooldown_days": {"next_visit": 40}}
    found = raised([reading("a", "distress", score=5)], [answered], site=site)

    assert (("F33", "next_visit") in found) is expected


@pytest.mark.parametrize(("silent", "expected"), [(27, False), (28, True)])
def test_the_rhythm_of_check_ins(silent, expected):
    entry = reading("a", "note", ago(silent), text="x")
    found = raised([entry], site={"checkin_every_days": 14})

    assert (("F39", "information") in found) is expected


@pytest.mark.parametrize(
    ("late", "own", "expected"), [(30, None, False), (31, None, True), (8, 7, True)]
)
def test_grace_days(late, own, expected):
    test = {"test": "CT", "due": str(day(late))} | ({"grace_days": own} if own else {})
    found = raised([], site={"grace_days": 30}, followup_tests=[test])

    assert (("F40", "next_visit") in found) is expected


@pytest.mark.parametrize(
    ("case", "given", "message"),
    [
        ("not JSON", "{", "FLAG_RULES"),
        ("a number that no site may change", '{"within_hours": 1}', "within_hours"),
        ("a fever that is none", '{"fever_threshold_c": 36.9}', "fever_threshold_c"),
        ("a shorter cooldown", '{"cooldown_days": {"next_visit": 29}}', "may only be longer"),
        ("a cooldown of an urgent level", '{"cooldown_days": {"same_day": 9}}', "same_day"),
    ],
)
def test_what_a_site_may_not_set_stops_the_start(settings, case, given, message):
    settings.FLAG_RULES = given
    site_rules.cache_clear()
    try:
        with pytest.raises(ImproperlyConfigured, match=message):
            site_rules()
    finally:
        settings.FLAG_RULES = "{}"
        site_rules.cache_clear()


def test_the_version_tells_that_a_site_has_its_own_numbers():
    plain, first = rules_with(), rules_with(phq2=2)

    assert plain.version == site_rule_set().version == RULE_SET_VERSION
    assert first.version.startswith(f"{RULE_SET_VERSION}+")
    assert len(first.version) <= 16
    assert first.version != rules_with(distress=3).version
    assert first.version == rules_with(phq2=2).version
