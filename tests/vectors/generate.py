"""Write the golden vectors that the Python and the TypeScript evaluator are both held to.

    python -m tests.vectors.generate

Grids are drawn with a fixed seed and answered by the Python evaluator. The boundary pairs are
answered by hand: writing stops when the evaluator disagrees with one of them.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from journal.accounts.profile import JournalProfile
from journal.catalogue.grade import summary_grade
from journal.catalogue.terms import read_data
from journal.flags.engine.combine import in_urgency_order
from journal.flags.engine.evaluate import evaluate
from journal.flags.engine.findings import Candidate
from journal.flags.engine.inputs import Reading
from journal.flags.engine.rule_set import public_rules, rule_set
from journal.flags.rules import RULES
from journal.flags.texts import Reader, render_flag
from tests.vectors.boundaries import BOUNDARIES
from tests.vectors.grids import NOW, grids
from tests.vectors.history_texts import HISTORY

HERE = Path(__file__).parent
SEED = 20261122
SINGLE_ENTRY = [rule for rule in RULES if rule_set().rules[rule.id].where != "H"]
Case = dict[str, Any]
LOCALES: tuple[Literal["en", "es"], ...] = ("en", "es")
UNITS: tuple[Literal["metric", "imperial"], ...] = ("metric", "imperial")


def answer(case: Case) -> Case:
    """Complete a case with ids, local days and what the Python evaluator finds."""
    now = datetime.fromisoformat(case.get("now", NOW.isoformat()))
    readings = []
    for position, raw in enumerate(case["entries"]):
        at = datetime.fromisoformat(raw["at"])
        readings.append(Reading(f"e{position}", raw["type"], at, at.date(), raw["body"]))
    profile = JournalProfile.model_validate(case["profile"])
    findings = evaluate(profile, readings, now, [], rule_set(), rules=SINGLE_ENTRY).new_flags
    return {
        **({"case": case["case"]} if "case" in case else {}),
        "profile": case["profile"],
        **({"now": case["now"]} if "now" in case else {}),
        "readings": [
            {
                "id": item.id,
                "type": item.type,
                "at": raw["at"],
                "local_date": item.local_date.isoformat(),
                "body": item.body,
            }
            for item, raw in zip(readings, case["entries"], strict=True)
        ],
        "findings": [_finding(item) for item in in_urgency_order(findings)],
    }


def _finding(item: Candidate) -> Case:
    return {
        "rule": item.rule,
        "concept": item.concept,
        "urgency": item.urgency.value,
        "subject": item.subject,
        "level": item.level,
        "evidence": list(item.evidence),
        "facts": dict(item.facts),
    }


def by_hand() -> Iterator[Case]:
    for boundary in BOUNDARIES:
        answered = answer(boundary)
        findings = [f"{item['rule']} {item['urgency']}" for item in answered["findings"]]
        if findings != boundary["expected"]:
            raise SystemExit(f"{boundary['case']}: {findings} is not {boundary['expected']}")
        yield answered


def text_cases(cases: list[Case], rng: random.Random) -> list[Case]:
    """Every variant of every text once, for several kinds of reader."""
    seen: dict[tuple[Any, ...], Case] = {}
    for case in cases:
        for item in case["findings"]:
            facts = item["facts"]
            key = (item["rule"], item["urgency"], facts.get("saw"), facts.get("why"))
            seen.setdefault(key, item)
    flags = [(item["rule"], item["urgency"], item["facts"]) for item in seen.values()] + HISTORY
    readers: list[Reader] = [
        Reader(locale, units, country, is_hospice)
        for locale, units, country, is_hospice in itertools.product(
            LOCALES, UNITS, ("US", "GB", ""), (False, True)
        )
    ]
    return [
        {
            "rule": rule,
            "urgency": urgency,
            "facts": facts,
            "reader": {
                "locale": reader.locale,
                "units": reader.units,
                "country": reader.country,
                "isHospice": reader.is_hospice,
            },
            "text": render_flag(public_rules(), rule, urgency, facts, reader),
        }
        for rule, urgency, facts in flags
        for reader in _some(readers, rng)
    ]


def _some(readers: list[Reader], rng: random.Random) -> list[Reader]:
    """Two readers of each language."""
    return [
        reader
        for locale in LOCALES
        for reader in rng.sample([item for item in readers if item.locale == locale], 2)
    ]


def grade_cases() -> list[Case]:
    """Every row of the tables, then what has no grade."""
    names = ("frequency", "severity", "interference")
    kinds = [[name] for name in names]
    kinds += [["frequency", "severity"], ["frequency", "interference"], list(names[1:])]
    rows = []
    for attributes in [*kinds, list(names)]:
        for scores in itertools.product(range(5), repeat=len(attributes)):
            # Once the first is 0, the others are not asked: one row, as in the publication.
            if scores[0] or not any(scores):
                row = _grade(attributes, dict(zip(attributes, scores, strict=True)))
                rows.append(row)
    rows += [_grade(["amount"], {"amount": amount}) for amount in range(5)]
    rows += [
        _grade(["present"], {"present": True}),
        _grade(["severity", "interference"], {"severity": 0}),
        _grade(["severity", "interference"], {"severity": 3}),
        _grade(["severity", "interference"], {"interference": 3}),
        _grade(list(names), {"frequency": 0}),
        _grade(list(names), {"frequency": 2, "severity": 0}),
        _grade(list(names), {"severity": 0}),
        _grade(["severity"], {}),
    ]
    return rows


def _grade(attributes: list[Any], scores: Case) -> Case:
    return {
        "attributes": attributes,
        "scores": scores,
        "grade": summary_grade(attributes, scores),
    }


def flag_vectors() -> Case:
    rng = random.Random(SEED)
    cases = [*by_hand()]
    cases += [answer(case) for case in grids(rng)]
    return {
        "rule_set": rule_set().version,
        "seed": SEED,
        "now": NOW.isoformat(),
        "cases": cases,
        "texts": text_cases(cases, rng),
    }


def grade_vectors() -> Case:
    return {"version": read_data("grade")["version"], "rows": grade_cases()}


def written(data: Case) -> str:
    """One case a line, so that a change can be read."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list):
            lines = ",\n".join(
                json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in value
            )
            parts.append(f'"{key}": [\n{lines}\n]')
        else:
            parts.append(f'"{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


FILES = {"flags-single-entry.json": flag_vectors, "grade.json": grade_vectors}

if __name__ == "__main__":
    for name, make in FILES.items():
        (HERE / name).write_text(written(make()), "utf-8")
