"""The summary grade of a symptom report: one number, 0 to 3, for display and for one rule.

Source: the published composite grading algorithm (Basch E et al., Clinical Trials 2021;18:104),
re-entered as numbers in ``data/grade.json``. It is not a CTCAE grade, which a clinician gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from journal.catalogue.terms import Attribute, read_data

_TABLES: Final[Mapping[str, Any]] = read_data("grade")["tables"]
# An amount is graded like interference; presence has no grade.
_TABLE_OF: Final[Mapping[tuple[str, ...], Any]] = {
    ("amount",): _TABLES["interference"],
    ("frequency",): _TABLES["frequency"],
    ("severity",): _TABLES["severity"],
    ("interference",): _TABLES["interference"],
    ("frequency", "severity"): _TABLES["frequency_severity"],
    ("frequency", "interference"): _TABLES["frequency_interference"],
    ("severity", "interference"): _TABLES["severity_interference"],
    ("frequency", "severity", "interference"): _TABLES["frequency_severity_interference"],
}


def summary_grade(attributes: Sequence[Attribute], scores: Mapping[str, Any]) -> int | None:
    """Grade a report from 0 to 3; ``attributes`` are those the term has, in catalogue order.

    0 for the first attribute settles it, whatever the others say. Returns None when an attribute
    that is needed is missing, or when the term has no grade: a grade is never guessed.
    """
    table = _TABLE_OF.get(tuple(attributes))
    if table is None:
        return None
    if scores.get(attributes[0]) == 0:
        return 0
    for attribute in attributes:
        score = scores.get(attribute)
        if score is None:
            return None
        table = table[score]
    return int(table)
