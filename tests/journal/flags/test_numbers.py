"""The numbers that a person in trouble calls: data, served with the rules, each with its mark."""

from __future__ import annotations

import re

import pytest

from journal.flags.engine.rule_set import public_rules

NUMBER = re.compile(r"\d[\d ]*\d")


def lines():
    return public_rules()["crisis_lines"]


def test_they_are_served_with_the_rules(client):
    served = client.get("/api/v1/rules").json()

    assert served["emergency_numbers"]["US"] == ["911"]
    assert served["crisis_lines"]["US"]["call"] == served["crisis_lines"]["US"]["text"] == "988"


def test_every_number_can_be_dialled():
    emergency = [one for numbers in public_rules()["emergency_numbers"].values() for one in numbers]
    crisis = [line[way] for line in lines().values() for way in ("call", "text") if way in line]

    assert [number for number in emergency + crisis if not NUMBER.fullmatch(number)] == []


@pytest.mark.parametrize("country", lines())
def test_a_crisis_line_says_what_it_rests_on(country):
    line = lines()[country]

    assert set(line) - {"text"} == {"call", "sources", "evidence"}
    assert all(key in public_rules()["sources"] for key in line["sources"])
    # "V" is read in a source; a number without one is "K" and has to be checked.
    assert line["evidence"] == ("V" if line["sources"] else "K")


def test_where_there_is_a_crisis_line_there_is_an_emergency_number():
    assert set(lines()) <= set(public_rules()["emergency_numbers"])
