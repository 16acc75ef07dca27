"""Boundary pairs for the single-entry rules, answered by hand from the clinical specification."""

from __future__ import annotations

from typing import Any

NO_SPLEEN = {"infection_risk_flags": ["no_spleen"]}
SOB = "shortness_of_breath"


def _breath(at: str = "2026-11-22T11:00:00+00:00", **body: Any) -> dict[str, Any]:
    return {"type": "symptom", "at": at, "body": {"symptom": SOB, **body}}


def _symptom(slug: str, at: str = "2026-11-22T11:00:00+00:00", **body: Any) -> dict[str, Any]:
    return {"type": "symptom", "at": at, "body": {"symptom": slug, **body}}


def _heat(celsius: float, at: str = "2026-11-22T11:00:00+00:00") -> dict[str, Any]:
    return {"type": "temperature", "at": at, "body": {"celsius": celsius}}


def _chemo(end: str | None) -> dict[str, Any]:
    return {"treatments": [{"kind": "chemotherapy", "start": "2026-06-01", "end": end}]}


def _anc(value: float, at: str = "2026-11-21T09:00:00+00:00", **more: Any) -> dict[str, Any]:
    return {"type": "lab", "at": at, "body": {"analyte": "anc", "value": value, **more}}


def _case(
    name: str, entries: list[dict[str, Any]], *expected: str, profile: Any = None, **more: Any
) -> dict[str, Any]:
    return {
        "case": name,
        "profile": profile or {},
        "entries": entries,
        "expected": list(expected),
        **more,
    }


_SUDDEN: Any = {"qualifiers": ["sudden_onset"]}
_REST: Any = {"qualifiers": ["at_rest"]}
_CLEAR = {"type": "checkin", "at": "2026-11-22T11:30:00+00:00", "body": {"all_clear": True}}

BOUNDARIES: list[dict[str, Any]] = [
    _case("F01 severity 1", [_breath(severity=1)]),
    _case("F01 severity 2", [_breath(severity=2)], "F01 this_week"),
    _case("F01 severity 3", [_breath(severity=3)], "F01 same_day"),
    _case("F01 severity 4", [_breath(severity=4)], "F01 emergency_now"),
    _case("F01 2 at rest", [_breath(severity=2, **_REST)], "F01 this_week"),
    _case("F01 3 at rest", [_breath(severity=3, **_REST)], "F01 emergency_now"),
    _case("F01 0 sudden", [_breath(severity=0, **_SUDDEN)]),
    _case("F01 1 sudden", [_breath(severity=1, **_SUDDEN)], "F01 same_day"),
    _case("F01 2 sudden", [_breath(severity=2, **_SUDDEN)], "F01 emergency_now"),
    _case("F01 1 with chest pain 2", [_breath(severity=1), _symptom("chest_pain", severity=2)]),
    _case(
        "F01 2 with chest pain 1",
        [_breath(severity=2), _symptom("chest_pain", severity=1)],
        "F01 this_week",
    ),
    _case(
        "F01 2 with chest pain 2",
        [_breath(severity=2), _symptom("chest_pain", severity=2)],
        "F01 emergency_now",
    ),
    _case(
        "F01 chest pain 24 h before",
        [_breath(severity=2), _symptom("chest_pain", "2026-11-21T11:00:00+00:00", severity=2)],
        "F01 emergency_now",
    ),
    _case(
        "F01 chest pain 24 h and 1 s before",
        [_breath(severity=2), _symptom("chest_pain", "2026-11-21T10:59:59+00:00", severity=2)],
        "F01 this_week",
    ),
    _case("F01 at 48 h", [_breath("2026-11-20T12:00:00+00:00", severity=4)], "F01 emergency_now"),
    _case(
        "F01 after 48 h leaves it to F17",
        [_breath("2026-11-20T11:59:59+00:00", severity=4)],
        "F17 same_day",
    ),
    _case("F01 at baseline", [_breath(severity=3)], profile={"baseline": {SOB: 3}}),
    _case(
        "F01 above baseline",
        [_breath(severity=3)],
        "F01 same_day",
        profile={"baseline": {SOB: 2}},
    ),
    _case("F01 a later all-clear", [_breath(severity=4), _CLEAR], "F01 emergency_now"),
    _case("F01 one second in the future", [_breath("2026-11-22T12:00:01+00:00", severity=4)]),
    _case("F06 37.9", [_heat(37.9)], profile=NO_SPLEEN),
    _case("F06 38.0", [_heat(38.0)], "F06 emergency_now", profile=NO_SPLEEN),
    _case(
        "F06 own threshold 37.4", [_heat(37.4)], profile={**NO_SPLEEN, "fever_threshold_c": 37.5}
    ),
    _case(
        "F06 own threshold 37.5",
        [_heat(37.5)],
        "F06 emergency_now",
        profile={**NO_SPLEEN, "fever_threshold_c": 37.5},
    ),
    _case("F06 low 36.0", [_heat(36.0)], profile={**NO_SPLEEN, "low_temp_threshold_c": 36.0}),
    _case(
        "F06 low 35.9",
        [_heat(35.9)],
        "F06 emergency_now",
        profile={**NO_SPLEEN, "low_temp_threshold_c": 36.0},
    ),
    _case("F06 low is off", [_heat(35.0)], profile=NO_SPLEEN),
    _case("F06 chills 2", [_symptom("chills", severity=2)], profile=NO_SPLEEN),
    _case("F06 chills 3", [_symptom("chills", severity=3)], "F06 emergency_now", profile=NO_SPLEEN),
    _case("F06 no risk", [_heat(39.5)]),
    _case("F06 42 days", [_heat(38.0)], "F06 emergency_now", profile=_chemo("2026-10-11")),
    _case("F06 43 days", [_heat(38.0)], profile=_chemo("2026-10-10")),
    _case("F06 treatment goes on", [_heat(38.0)], "F06 emergency_now", profile=_chemo(None)),
    _case("F06 count 0.9", [_heat(38.0), _anc(0.9)], "F06 emergency_now"),
    _case("F06 count 1.0", [_heat(38.0), _anc(1.0)]),
    _case("F06 unknown unit", [_heat(38.0), _anc(0.9, unit="mg/dL")]),
    _case(
        "F06 count 13 days old",
        [_heat(38.0), _anc(0.9, "2026-11-09T09:00:00+00:00")],
        "F06 emergency_now",
    ),
    _case("F06 count 14 days old", [_heat(38.0), _anc(0.9, "2026-11-08T09:00:00+00:00")]),
    _case(
        "F06 at 48 h",
        [_heat(38.0, "2026-11-20T12:00:00+00:00")],
        "F06 emergency_now",
        profile=NO_SPLEEN,
    ),
    _case("F06 after 48 h", [_heat(38.0, "2026-11-20T11:59:59+00:00")], profile=NO_SPLEEN),
    _case("F17 severity 2", [_symptom("cough", severity=2, interference=0)]),
    _case("F17 severity 3", [_symptom("cough", severity=3)], "F17 this_week"),
    _case("F17 severity 4", [_symptom("cough", severity=4)], "F17 same_day"),
    _case("F17 3 sudden", [_symptom("cough", severity=3, **_SUDDEN)], "F17 same_day"),
    _case("F17 interference 2", [_symptom("cough", severity=1, interference=2)]),
    _case("F17 interference 3", [_symptom("cough", severity=1, interference=3)], "F17 this_week"),
    _case("F17 stools 2", [_symptom("diarrhea", frequency=2)]),
    _case("F17 stools 3", [_symptom("diarrhea", frequency=3)], "F17 this_week"),
    _case("F17 belly pain 2", [_symptom("abdominal_pain", severity=2)]),
    _case("F17 belly pain 3", [_symptom("abdominal_pain", severity=3)], "F17 same_day"),
    _case("F17 comfort item 4", [_symptom("insomnia", severity=4)], "F17 next_visit"),
    _case(
        "F17 hospice",
        [_symptom("cough", severity=3)],
        "F17 same_day",
        profile={"care_phase": "hospice"},
    ),
    _case(
        "F17 hospice comfort item",
        [_symptom("insomnia", severity=3)],
        "F17 next_visit",
        profile={"care_phase": "hospice"},
    ),
    _case(
        "F17 6 days ago",
        [_symptom("cough", "2026-11-16T00:00:00+00:00", severity=3)],
        "F17 this_week",
    ),
    _case("F17 7 days ago", [_symptom("cough", "2026-11-15T23:59:59+00:00", severity=3)]),
    _case(
        "F17 the day of its own offset",
        [_symptom("cough", "2026-11-16T00:30:00+13:00", severity=3)],
        "F17 this_week",
    ),
    _case(
        "F17 today in the person's zone",
        [_symptom("cough", "2026-11-16T12:00:00+00:00", severity=3)],
        profile={"timezone": "Pacific/Auckland"},
    ),
    _case(
        "F17 all-clear of the same day",
        [_symptom("cough", severity=3), _CLEAR],
        "F17 this_week",
    ),
    _case(
        "F17 all-clear of a later day",
        [_symptom("cough", "2026-11-21T11:00:00+00:00", severity=3), _CLEAR],
    ),
    _case(
        "F17 over a clock change",
        [_symptom("cough", "2026-10-25T00:10:00+02:00", severity=3)],
        "F17 this_week",
        profile={"timezone": "Europe/Madrid"},
        now="2026-10-31T23:30:00+01:00",
    ),
    _case(
        "F17 two reports in a day",
        [
            _symptom("cough", "2026-11-22T08:00:00+00:00", severity=1, interference=3),
            _symptom("cough", severity=2),
        ],
        "F17 this_week",
    ),
    _case("F17 not for seizures", [_symptom("seizure", present=True)]),
    _case("F17 not for amounts", [_symptom("blood_in_stool", amount=4)]),
]
