"""Write the golden vectors that the Python and the TypeScript evaluator are both held to.

    python -m tests.vectors.generate

Grids are drawn with a fixed seed and answered by the Python evaluator. The boundary pairs below
are answered by hand: writing stops when the evaluator disagrees with one of them.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from journal.accounts.profile import JournalProfile
from journal.catalogue.grade import summary_grade
from journal.catalogue.terms import read_data, terms
from journal.flags.engine.combine import in_urgency_order
from journal.flags.engine.evaluate import evaluate
from journal.flags.engine.findings import Candidate
from journal.flags.engine.inputs import Reading
from journal.flags.engine.rule_set import public_rules, rule_set
from journal.flags.rules import RULES
from journal.flags.texts import Reader, render_flag
from tests.vectors.boundaries import BOUNDARIES
from tests.vectors.history_texts import HISTORY

HERE = Path(__file__).parent
SEED = 20261122
NOW = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
SINGLE_ENTRY = [rule for rule in RULES if rule_set().rules[rule.id].where != "H"]
Case = dict[str, Any]
LOCALES: tuple[Literal["en", "es"], ...] = ("en", "es")
UNITS: tuple[Literal["metric", "imperial"], ...] = ("metric", "imperial")


def symptom(slug: str, at: datetime = NOW, **body: Any) -> Case:
    return entry("symptom", at, symptom=slug, **body)


def entry(kind: str, at: datetime = NOW, **body: Any) -> Case:
    return {"type": kind, "at": at.isoformat(), "body": body}


def breathing_grid() -> Iterator[Case]:
    pains = [None, (1, 0), (2, 24), (2, 25)]
    marks = [[], ["at_rest"], ["sudden_onset"], ["at_rest", "sudden_onset"]]
    for severity, qualifiers, pain, baseline in itertools.product(range(5), marks, pains, (0, 2)):
        at = NOW - timedelta(hours=26)
        entries = [symptom("shortness_of_breath", at, severity=severity, qualifiers=qualifiers)]
        if pain:
            level, hours = pain
            entries.append(symptom("chest_pain", at + timedelta(hours=hours), severity=level))
        yield {"profile": {"baseline": {"shortness_of_breath": baseline}}, "entries": entries}


def fever_grid() -> Iterator[Case]:
    chemo = {"kind": "chemotherapy", "start": "2026-08-01"}
    risks: list[Case] = [
        {},
        {"treatments": [chemo]},
        {"treatments": [{**chemo, "end": "2026-10-11"}]},
        {"treatments": [{**chemo, "end": "2026-10-10"}]},
        {"treatments": [{**chemo, "kind": "hormone"}]},
        {"infection_risk_flags": ["no_spleen"]},
        {"anc": {"value": 0.9, "unit": "10*9/L"}},
        {"anc": {"value": 1000, "unit": "cells/uL"}},
    ]
    limits: list[Case] = [{}, {"fever_threshold_c": 37.5, "low_temp_threshold_c": 36.0}]
    temperatures = [None, 35.9, 36.0, 37.4, 37.5, 38.0]
    for risk, limit, celsius, chills in itertools.product(risks, limits, temperatures, (None, 3)):
        fields = {**risk, **limit}
        entries = []
        if count := fields.pop("anc", None):
            entries.append(entry("lab", NOW - timedelta(days=2), analyte="anc", **count))
        if celsius is not None:
            entries.append(entry("temperature", NOW - timedelta(hours=3), celsius=celsius))
        if chills is not None:
            entries.append(symptom("chills", NOW - timedelta(hours=1), severity=chills))
        if entries:
            yield {"profile": fields, "entries": entries}


def symptom_grid(rng: random.Random) -> Iterator[Case]:
    phases = ["surveillance", "surveillance", "hospice", "no_more_treatment"]
    for slug, term in terms().items():
        for _ in range(6):
            body: Case = {}
            for attribute in term.attributes:
                if attribute == "present":
                    body["present"] = rng.random() < 0.7
                elif rng.random() < 0.85:
                    body[attribute] = rng.choice([0, 1, 2, 3, 3, 4, 4])
            if not body:
                continue
            if rng.random() < 0.25:
                body["qualifiers"] = ["sudden_onset"]
            profile: Case = {"care_phase": rng.choice(phases)}
            if rng.random() < 0.2:
                profile["baseline"] = {slug: rng.randint(1, 4)}
            yield {"profile": profile, "entries": [symptom(slug, **body)]}


def journal_grid(rng: random.Random) -> Iterator[Case]:
    """Several entries over some days, in other zones, with all-clears and late reports."""
    slugs = ["shortness_of_breath", "chest_pain", "chills", "pain", "diarrhea", "insomnia"]
    for _ in range(150):
        entries = []
        for _ in range(rng.randint(2, 6)):
            at = NOW - timedelta(minutes=rng.choice([0, 30, 600, 1439, 1441, 2881, 7000, 11000]))
            at = at.astimezone(_offset(rng.choice([-8, 0, 1, 9])))
            kind = rng.random()
            if kind < 0.12:
                entries.append(entry("checkin", at, all_clear=True))
            elif kind < 0.25:
                entries.append(entry("temperature", at, celsius=rng.choice([36.5, 38.0, 38.9])))
            else:
                key = "frequency" if (slug := rng.choice(slugs)) == "diarrhea" else "severity"
                entries.append(symptom(slug, at, **{key: rng.randint(0, 4)}))
        zone = rng.choice(["UTC", "Europe/Madrid", "America/Los_Angeles", "Pacific/Auckland"])
        profile: Case = {"timezone": zone}
        if rng.random() < 0.5:
            profile["infection_risk_flags"] = ["steroids"]
        yield {"profile": profile, "entries": entries}


def _offset(hours: int) -> Any:
    return datetime.fromisoformat(f"2026-01-01T00:00:00{hours:+03d}:00").tzinfo


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
        for reader in rng.sample(readers, 4)
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
    for grid in (breathing_grid(), fever_grid(), symptom_grid(rng), journal_grid(rng)):
        cases += [answer(case) for case in grid]
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
