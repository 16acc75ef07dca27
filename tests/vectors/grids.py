"""Cases drawn over a grid, or at random with a fixed seed, for the evaluators to agree on."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from journal.catalogue.terms import terms
from tests.vectors.pools import POOLS

NOW = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
Case = dict[str, Any]


def grids(rng: random.Random) -> Iterator[Case]:
    """Every case that nobody has worked out by hand."""
    yield from breathing_grid()
    yield from fever_grid()
    yield from symptom_grid(rng)
    yield from journal_grid(rng)
    for pool in POOLS:
        yield from pool_grid(rng, **pool)


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


def pool_grid(
    rng: random.Random,
    *,
    entries: list[Case],
    profiles: list[Case],
    hours: list[float],
    number: int,
    least: int = 1,
    most: int = 4,
) -> Iterator[Case]:
    """Draw entries that belong to one pattern; a list in a body is a choice of values."""
    for _ in range(number):
        drawn = []
        for _ in range(rng.randint(least, most)):
            raw = rng.choice(entries)
            body = {name: _one_of(rng, value) for name, value in raw["body"].items()}
            at = NOW - timedelta(hours=rng.choice(hours), minutes=rng.randint(0, 50))
            given = {name: value for name, value in body.items() if value is not None}
            drawn.append(entry(raw["type"], at.astimezone(_offset(rng.choice([0, 0, 2]))), **given))
        yield {"profile": rng.choice(profiles), "entries": drawn}


def _one_of(rng: random.Random, value: Any) -> Any:
    """Choose from a list; a tuple is a list of qualifiers, of which any number may be given."""
    if isinstance(value, tuple):
        return rng.sample(value, rng.randint(0, min(2, len(value))))
    return rng.choice(value) if isinstance(value, list) else value
