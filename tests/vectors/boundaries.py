"""Boundary pairs for the single-entry rules, answered by hand from the clinical specification."""

from __future__ import annotations

from tests.vectors.boundaries_daily import DAILY
from tests.vectors.boundaries_recurrence import RECURRENCE
from tests.vectors.boundaries_same_day import SAME_DAY
from tests.vectors.boundaries_urgent import URGENT
from tests.vectors.writing import (
    CLEAR,
    NO_SPLEEN,
    REST,
    SOB,
    SUDDEN,
    Case,
    breath,
    case,
    chemo,
    heat,
    lab,
    symptom,
)

_FIRST: list[Case] = [
    case("F01 severity 1", [breath(severity=1)]),
    case("F01 severity 2", [breath(severity=2)], "F01 this_week"),
    case("F01 severity 3", [breath(severity=3)], "F01 same_day"),
    case("F01 severity 4", [breath(severity=4)], "F01 emergency_now"),
    case("F01 2 at rest", [breath(severity=2, **REST)], "F01 this_week"),
    case("F01 3 at rest", [breath(severity=3, **REST)], "F01 emergency_now"),
    case("F01 0 sudden", [breath(severity=0, **SUDDEN)]),
    case("F01 1 sudden", [breath(severity=1, **SUDDEN)], "F01 same_day"),
    case("F01 2 sudden", [breath(severity=2, **SUDDEN)], "F01 emergency_now"),
    case(
        "F01 1 with chest pain 2",
        [breath(severity=1), symptom("chest_pain", severity=2)],
        "F02 same_day",
    ),
    case(
        "F01 2 with chest pain 1",
        [breath(severity=2), symptom("chest_pain", severity=1)],
        "F01 this_week",
        "F02 this_week",
    ),
    case(
        "F01 2 with chest pain 2",
        [breath(severity=2), symptom("chest_pain", severity=2)],
        "F01 emergency_now",
        "F02 same_day",
    ),
    case(
        "F01 chest pain 24 h before",
        [breath(severity=2), symptom("chest_pain", "2026-11-21T11:00:00+00:00", severity=2)],
        "F01 emergency_now",
        "F02 same_day",
    ),
    case(
        "F01 chest pain 24 h and 1 s before",
        [breath(severity=2), symptom("chest_pain", "2026-11-21T10:59:59+00:00", severity=2)],
        "F02 same_day",
        "F01 this_week",
    ),
    case("F01 at 48 h", [breath("2026-11-20T12:00:00+00:00", severity=4)], "F01 emergency_now"),
    case(
        "F01 after 48 h leaves it to F17",
        [breath("2026-11-20T11:59:59+00:00", severity=4)],
        "F17 same_day",
    ),
    case("F01 at baseline", [breath(severity=3)], profile={"baseline": {SOB: 3}}),
    case(
        "F01 above baseline",
        [breath(severity=3)],
        "F01 same_day",
        profile={"baseline": {SOB: 2}},
    ),
    case("F01 a later all-clear", [breath(severity=4), CLEAR], "F01 emergency_now"),
    case("F01 one second in the future", [breath("2026-11-22T12:00:01+00:00", severity=4)]),
    case("F06 37.9", [heat(37.9)], profile=NO_SPLEEN),
    case("F06 38.0", [heat(38.0)], "F06 emergency_now", profile=NO_SPLEEN),
    case("F06 own threshold 37.4", [heat(37.4)], profile={**NO_SPLEEN, "fever_threshold_c": 37.5}),
    case(
        "F06 own threshold 37.5",
        [heat(37.5)],
        "F06 emergency_now",
        profile={**NO_SPLEEN, "fever_threshold_c": 37.5},
    ),
    case("F06 low 36.0", [heat(36.0)], profile={**NO_SPLEEN, "low_temp_threshold_c": 36.0}),
    case(
        "F06 low 35.9",
        [heat(35.9)],
        "F06 emergency_now",
        profile={**NO_SPLEEN, "low_temp_threshold_c": 36.0},
    ),
    case("F06 low is off", [heat(35.0)], profile=NO_SPLEEN),
    case("F06 chills 2", [symptom("chills", severity=2)], profile=NO_SPLEEN),
    case("F06 chills 3", [symptom("chills", severity=3)], "F06 emergency_now", profile=NO_SPLEEN),
    case("F06 no risk", [heat(39.5)], "F12 same_day"),
    case("F06 42 days", [heat(38.0)], "F06 emergency_now", profile=chemo("2026-10-11")),
    case("F06 43 days", [heat(38.0)], profile=chemo("2026-10-10")),
    case("F06 treatment goes on", [heat(38.0)], "F06 emergency_now", profile=chemo(None)),
    case(
        "F06 count 0.9",
        [heat(38.0), lab("anc", 0.9)],
        "F06 emergency_now",
        "F32 this_week",
    ),
    case("F06 count 1.0", [heat(38.0), lab("anc", 1.0)]),
    case("F06 unknown unit", [heat(38.0), lab("anc", 0.9, unit="mg/dL")]),
    case(
        "F06 count 13 days old",
        [heat(38.0), lab("anc", 0.9, "2026-11-09T09:00:00+00:00")],
        "F06 emergency_now",
        "F32 this_week",
    ),
    case(
        "F06 count 14 days old",
        [heat(38.0), lab("anc", 0.9, "2026-11-08T09:00:00+00:00")],
        "F32 this_week",
    ),
    case(
        "F06 at 48 h",
        [heat(38.0, "2026-11-20T12:00:00+00:00")],
        "F06 emergency_now",
        profile=NO_SPLEEN,
    ),
    case("F06 after 48 h", [heat(38.0, "2026-11-20T11:59:59+00:00")], profile=NO_SPLEEN),
    case("F17 severity 2", [symptom("cough", severity=2, interference=0)]),
    case("F17 severity 3", [symptom("cough", severity=3)], "F17 this_week"),
    case("F17 severity 4", [symptom("cough", severity=4)], "F17 same_day"),
    case("F17 3 sudden", [symptom("cough", severity=3, **SUDDEN)], "F17 same_day"),
    case("F17 interference 2", [symptom("cough", severity=1, interference=2)]),
    case("F17 interference 3", [symptom("cough", severity=1, interference=3)], "F17 this_week"),
    case("F17 stools 2", [symptom("diarrhea", frequency=2)]),
    case("F17 stools 3", [symptom("diarrhea", frequency=3)], "F17 this_week"),
    case("F17 belly pain 2", [symptom("abdominal_pain", severity=2)]),
    case("F17 belly pain 3", [symptom("abdominal_pain", severity=3)], "F17 same_day"),
    case("F17 comfort item 4", [symptom("insomnia", severity=4)], "F17 next_visit"),
    case(
        "F17 hospice",
        [symptom("cough", severity=3)],
        "F17 same_day",
        profile={"care_phase": "hospice"},
    ),
    case(
        "F17 hospice comfort item",
        [symptom("insomnia", severity=3)],
        "F17 next_visit",
        profile={"care_phase": "hospice"},
    ),
    case(
        "F17 6 days ago",
        [symptom("cough", "2026-11-16T00:00:00+00:00", severity=3)],
        "F17 this_week",
    ),
    case("F17 7 days ago", [symptom("cough", "2026-11-15T23:59:59+00:00", severity=3)]),
    case(
        "F17 the day of its own offset",
        [symptom("cough", "2026-11-16T00:30:00+13:00", severity=3)],
        "F17 this_week",
    ),
    case(
        "F17 today in the person's zone",
        [symptom("cough", "2026-11-16T12:00:00+00:00", severity=3)],
        profile={"timezone": "Pacific/Auckland"},
    ),
    case(
        "F17 all-clear of the same day",
        [symptom("cough", severity=3), CLEAR],
        "F17 this_week",
    ),
    case(
        "F17 all-clear of a later day",
        [symptom("cough", "2026-11-21T11:00:00+00:00", severity=3), CLEAR],
    ),
    case(
        "F17 over a clock change",
        [symptom("cough", "2026-10-25T00:10:00+02:00", severity=3)],
        "F17 this_week",
        profile={"timezone": "Europe/Madrid"},
        now="2026-10-31T23:30:00+01:00",
    ),
    case(
        "F17 two reports in a day",
        [
            symptom("cough", "2026-11-22T08:00:00+00:00", severity=1, interference=3),
            symptom("cough", severity=2),
        ],
        "F17 this_week",
    ),
    case("F17 not for seizures", [symptom("seizure", present=True)], "F03 emergency_now"),
    case("F17 not for amounts", [symptom("blood_in_stool", amount=4)], "F05 emergency_now"),
]

BOUNDARIES: list[Case] = [*_FIRST, *URGENT, *SAME_DAY, *RECURRENCE, *DAILY]
