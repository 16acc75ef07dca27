"""Short ways to write a case: a profile, some entries, and the findings worked out by hand."""

from __future__ import annotations

from typing import Any

Case = dict[str, Any]
AT = "2026-11-22T11:00:00+00:00"
"""One hour before the moment of the vectors."""


def entry(kind: str, at: str = AT, **body: Any) -> Case:
    return {"type": kind, "at": at, "body": body}


def symptom(slug: str, at: str = AT, **body: Any) -> Case:
    return entry("symptom", at, symptom=slug, **body)


def breath(at: str = AT, **body: Any) -> Case:
    return symptom("shortness_of_breath", at, **body)


def marked(slug: str, *qualifiers: str, at: str = AT, **body: Any) -> Case:
    return symptom(slug, at, qualifiers=list(qualifiers), **body)


def placed(slug: str, region: str, side: str | None, *qualifiers: str, at: str = AT, **body: Any):
    site = {"region": region, "side": side}
    return marked(slug, *qualifiers, at=at, site=site, **body)


def heat(celsius: float, at: str = AT) -> Case:
    return entry("temperature", at, celsius=celsius)


def lab(analyte: str, value: float, at: str = "2026-11-21T09:00:00+00:00", **more: Any) -> Case:
    return entry("lab", at, analyte=analyte, value=value, **more)


def days_ago(days: int) -> str:
    """Eleven o'clock on a day of November."""
    return f"2026-11-{22 - days:02d}T11:00:00+00:00"


def chemo(end: str | None) -> Case:
    return {"treatments": [{"kind": "chemotherapy", "start": "2026-06-01", "end": end}]}


def case(name: str, entries: list[Case], *expected: str, profile: Any = None, **more: Any) -> Case:
    return {
        "case": name,
        "profile": profile or {},
        "entries": entries,
        "expected": list(expected),
        **more,
    }


SUDDEN: Any = {"qualifiers": ["sudden_onset"]}
REST: Any = {"qualifiers": ["at_rest"]}
CLEAR: Case = {"type": "checkin", "at": "2026-11-22T11:30:00+00:00", "body": {"all_clear": True}}
NO_SPLEEN: Any = {"infection_risk_flags": ["no_spleen"]}
SOB = "shortness_of_breath"
