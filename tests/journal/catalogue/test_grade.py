"""The summary grade: every row of the publication, typed in here a second time."""

from __future__ import annotations

import json
from collections import Counter
from itertools import product

import pytest

from journal.catalogue.grade import summary_grade
from journal.catalogue.terms import terms
from tests.vectors.generate import HERE

F, S, I = "frequency", "severity", "interference"  # noqa: E741  # the field's own letters

SINGLE = {F: "01123", S: "01233", I: "01122"}
PAIRS = {
    (F, S): ("11122", "11222", "11233", "11233"),
    (F, I): ("11122", "11122", "11233", "11233"),
    (S, I): ("11122", "11223", "12233", "22233"),
}
ALL_THREE = (
    ("01122", "11122", "12223", "22233", "22333"),
    ("01122", "11122", "22233", "22233", "22333"),
    ("11122", "11122", "22233", "22333", "22333"),
    ("11122", "11223", "22233", "22333", "22333"),
)


def rows():
    """All 179 rows: attributes, scores, grade."""
    for name, grades in SINGLE.items():
        for score, grade in enumerate(grades):
            yield (name,), (score,), int(grade)
    for names, lines in PAIRS.items():
        yield names, (0, 0), 0
        for (first, line), second in product(enumerate(lines, start=1), range(5)):
            yield names, (first, second), int(line[second])
    yield (F, S, I), (0, 0, 0), 0
    for (often, table), severity, way in product(enumerate(ALL_THREE, start=1), range(5), range(5)):
        yield (F, S, I), (often, severity, way), int(table[severity][way])


def test_all_179_rows_have_the_published_grade():
    for attributes, scores, grade in rows():
        answers = dict(zip(attributes, scores, strict=True))
        assert summary_grade(attributes, answers) == grade, (attributes, scores)


def test_the_self_check_counts_hold():
    counted = [(attributes, grade) for attributes, _, grade in rows()]

    assert Counter(grade for _, grade in counted) == {0: 9, 1: 52, 2: 72, 3: 46}
    assert Counter(attributes for attributes, _ in counted) == {
        (F,): 5,
        (S,): 5,
        (I,): 5,
        (F, S): 21,
        (F, I): 21,
        (S, I): 21,
        (F, S, I): 101,
    }


@pytest.mark.parametrize("attributes", [(F,), (S,), (I,), *PAIRS, (F, S, I)])
def test_no_grade_falls_when_one_score_rises(attributes):
    for scores in product(range(5), repeat=len(attributes)):
        answers = dict(zip(attributes, scores, strict=True))
        before = summary_grade(attributes, answers)
        for name in attributes:
            if answers[name] < 4:
                after = summary_grade(attributes, {**answers, name: answers[name] + 1})
                assert None not in (before, after)
                assert int(after or 0) >= int(before or 0), (attributes, scores, name)


def test_amounts_are_graded_like_interference():
    grades = [summary_grade(("amount",), {"amount": amount}) for amount in range(5)]

    assert grades == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("case", "attributes", "scores", "grade"),
    [
        ("nothing answered", (S,), {}, None),
        ("second missing", (S, I), {S: 3}, None),
        ("first missing", (S, I), {I: 3}, None),
        ("one of three missing", (F, S, I), {F: 2, I: 2}, None),
        ("first is 0, others missing", (F, S, I), {F: 0}, 0),
        ("first is 0, others high", (F, S, I), {F: 0, S: 4, I: 4}, 0),
        ("first missing, second 0", (F, S, I), {S: 0}, None),
        ("yes or no", ("present",), {"present": True}, None),
        ("very bad, not in the way", (S, I), {S: 4, I: 0}, 2),
        ("answers that the item does not ask", (S,), {S: 1, I: 4}, 1),
    ],
)
def test_a_grade_is_never_guessed(case, attributes, scores, grade):
    assert summary_grade(attributes, scores) == grade


def test_every_term_but_the_yes_or_no_ones_can_be_graded():
    for slug, term in terms().items():
        answers = {str(attribute): 4 for attribute in term.attributes}
        expected = term.attributes != ("present",)
        assert (summary_grade(term.attributes, answers) is not None) is expected, slug


def test_the_shared_vectors_hold_every_row():
    stored = json.loads((HERE / "grade.json").read_text("utf-8"))["rows"]
    listed = {(tuple(row["attributes"]), tuple(row["scores"].values())): row["grade"]
              for row in stored}  # fmt: skip

    for attributes, scores, grade in rows():
        assert listed[attributes, scores] == grade
