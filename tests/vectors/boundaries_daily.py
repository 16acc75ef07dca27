"""Boundary pairs for tests, mood and daily life, answered by hand."""

from __future__ import annotations

from typing import Any

from tests.vectors.writing import Case, case, chemo, days_ago, entry, lab

HIGH: Any = {"ref_high": 5.0}
PROSTATE: Any = {"cancer_type": "prostate"}


def _treated(kind: str, end: str | None = None, detail: str = "") -> Any:
    item = {"kind": kind, "detail": detail, "start": "2025-01-01", "end": end}
    return {**PROSTATE, "treatments": [item]}


def _psa(value: float, days: int = 1) -> Case:
    return lab("psa", value, days_ago(days), ref_high=4.0)


_MARKERS = [
    case("F30 at the limit", [lab("cea", 5.0, **HIGH)]),
    case("F30 over the limit", [lab("cea", 5.1, **HIGH)], "F30 this_week"),
    case("F30 no range", [lab("cea", 50)]),
    case("F30 known unit", [lab("cea", 5.1, unit="ng/mL", **HIGH)], "F30 this_week"),
    case("F30 unknown unit", [lab("cea", 5.1, unit="drops", **HIGH)]),
    case("F30 newer inside", [lab("cea", 9, days_ago(5), **HIGH), lab("cea", 2, **HIGH)]),
    case("F30 hospice", [lab("cea", 9, **HIGH)], profile={"care_phase": "hospice"}),
    case("F30 30 days ago", [lab("cea", 9, "2026-10-23T09:00:00+00:00", **HIGH)]),
    case(
        "F30 29 days ago", [lab("cea", 9, "2026-10-24T09:00:00+00:00", **HIGH)], "F30 this_week"
    ),
    case("F30 PSA, another cancer", [_psa(4.1)], "F30 this_week"),
    case("F30 PSA, not treated", [_psa(4.1)], profile=PROSTATE),
    case("F30 PSA removed 0.19", [_psa(0.19)], profile=_treated("surgery")),
    case("F30 PSA removed 0.2", [_psa(0.2)], "F30 this_week", profile=_treated("surgery")),
    case(
        "F30 PSA prostatectomy", [_psa(0.2)], "F30 this_week",
        profile=_treated("surgery", None, "Radical prostatectomy"),
    ),
    case("F30 PSA other surgery", [_psa(3)], profile=_treated("surgery", None, "hernia")),
    case(
        "F30 PSA 1.9 over the lowest", [_psa(0.5, 9), _psa(2.4)],
        profile=_treated("radiation", "2026-01-01"),
    ),
    case(
        "F30 PSA 2.0 over the lowest", [_psa(0.5, 9), _psa(2.5)], "F30 this_week",
        profile=_treated("radiation", "2026-01-01"),
    ),
    case(
        "F30 PSA lowest before the end", [_psa(0.5, 9), _psa(2.5)],
        profile=_treated("radiation", "2026-11-15"),
    ),
    case("F30 PSA still treated", [_psa(0.5, 9), _psa(9)], profile=_treated("radiation")),
]  # fmt: skip
BLOOD: Any = {"cancer_type": "lymphoma"}
_COUNTS = [
    case("F32 neutrophils 0.49", [lab("anc", 0.49)], "F32 same_day"),
    case("F32 neutrophils 0.5", [lab("anc", 0.5)], "F32 this_week"),
    case("F32 neutrophils 0.99", [lab("anc", 0.99)], "F32 this_week"),
    case("F32 neutrophils 1.0", [lab("anc", 1.0)]),
    case("F32 neutrophils 0.99, treated", [lab("anc", 0.99)], "F32 same_day",
         profile=chemo(None)),
    case("F32 neutrophils 1.0, treated", [lab("anc", 1.0)], profile=chemo(None)),
    case("F32 neutrophils, cells", [lab("anc", 990, unit="cells/uL")], "F32 this_week"),
    case("F32 neutrophils, unknown unit", [lab("anc", 0.4, unit="mg/dL")]),
    case("F32 platelets 24", [lab("platelets", 24)], "F32 same_day"),
    case("F32 platelets 25", [lab("platelets", 25)], "F32 this_week"),
    case("F32 platelets 49", [lab("platelets", 49)], "F32 this_week"),
    case("F32 platelets 50", [lab("platelets", 50, ref_low=150)]),
    case("F32 hemoglobin 7.9", [lab("hemoglobin", 7.9)], "F32 same_day"),
    case("F32 hemoglobin 8.0", [lab("hemoglobin", 8.0)], "F32 this_week"),
    case("F32 hemoglobin 9.9", [lab("hemoglobin", 9.9)], "F32 this_week"),
    case("F32 hemoglobin 10.0", [lab("hemoglobin", 10.0, ref_low=12)]),
    case("F32 hemoglobin in g/L", [lab("hemoglobin", 99, unit="g/L")], "F32 this_week"),
    case("F32 white cells 1.9", [lab("wbc", 1.9)], "F32 this_week"),
    case("F32 white cells 2.0", [lab("wbc", 2.0, ref_low=4)]),
    case("F32 white cells twice", [lab("wbc", 20, ref_high=10)]),
    case("F32 white cells over twice", [lab("wbc", 20.1, ref_high=10)], "F32 this_week"),
    case("F32 white cells, no range", [lab("wbc", 90)]),
    case("F32 blood cancer, low", [lab("platelets", 149, ref_low=150)], "F32 this_week",
         profile=BLOOD),
    case("F32 blood cancer, high", [lab("wbc", 11, ref_high=10)], "F32 this_week", profile=BLOOD),
    case("F32 blood cancer, at the edge", [lab("platelets", 150, ref_low=150)], profile=BLOOD),
    case("F32 blood cancer, no range", [lab("platelets", 149)], profile=BLOOD),
    case("F32 bilirubin 1.5", [lab("bilirubin", 1.5, ref_high=1)]),
    case("F32 bilirubin 1.6", [lab("bilirubin", 1.6, ref_high=1)], "F32 this_week"),
    case("F32 bilirubin 3.0", [lab("bilirubin", 3, ref_high=1)], "F32 this_week"),
    case("F32 bilirubin 3.1", [lab("bilirubin", 3.1, ref_high=1, unit="any")], "F32 same_day"),
    case("F32 bilirubin, no range", [lab("bilirubin", 9)]),
    case("F32 29 days ago", [lab("wbc", 1, "2026-10-24T09:00:00+00:00")], "F32 this_week"),
    case("F32 30 days ago", [lab("wbc", 1, "2026-10-23T09:00:00+00:00")]),
    case("F32 a test out of range once", [lab("creatinine", 9, ref_high=1)]),
]  # fmt: skip


def _urine(word: str) -> Case:
    return entry("lab", days_ago(1), analyte="urine_blood", qualitative=word)


_URINE = [
    case("F32 urine", [_urine("Positive")], "F32 next_visit"),
    case("F32 urine, plus", [_urine("2+")], "F32 next_visit"),
    case("F32 urine, bladder", [_urine("positive")], "F32 this_week",
         profile={"cancer_type": "bladder"}),
    case("F32 urine, negative", [_urine("negative")], profile={"cancer_type": "bladder"}),
    case("F32 urine, count inside", [lab("urine_blood", 3, ref_high=3)]),
    case("F32 urine, count over", [lab("urine_blood", 4, ref_high=3)], "F32 next_visit"),
]  # fmt: skip


def _mood(score: int, days: int = 0) -> Case:
    return entry("mood_screen", days_ago(days), instrument="phq2", score=score)


def _distress(score: int, days: int = 0) -> Case:
    return entry("distress", days_ago(days), score=score)


def _drinks(drinks: float, days: int = 0) -> Case:
    return entry("alcohol", days_ago(days), drinks=drinks)


def _tobacco(days: int = 0, *, used: bool = True) -> Case:
    return entry("tobacco", days_ago(days), used=used)


MAN: Any = {"sex": "male"}
_MOOD = [
    case("F33 mood 2", [_mood(2)]),
    case("F33 mood 3", [_mood(3)], "F33 this_week"),
    case("F33 mood 13 days ago", [_mood(3, 13)], "F33 this_week"),
    case("F33 mood 14 days ago", [_mood(3, 14)]),
    case("F33 distress 3", [_distress(3)]),
    case("F33 distress 4", [_distress(4)], "F33 next_visit"),
    case("F33 distress 14 days ago", [_distress(4, 14)]),
    case("F33 both", [_mood(3), _distress(9)], "F33 this_week"),
    case("F33 hospice", [_mood(3)], "F33 this_week", profile={"care_phase": "hospice"}),
]
_DRINKS = [
    case("F38 3 drinks", [_drinks(3)]),
    case("F38 4 drinks", [_drinks(4)], "F38 next_visit"),
    case("F38 4 drinks, a man", [_drinks(4)], profile=MAN),
    case("F38 5 drinks, a man", [_drinks(5)], "F38 next_visit", profile=MAN),
    case("F38 2 and 2 on a day", [_drinks(2), _drinks(2)], "F38 next_visit"),
    case("F38 7 in a week", [_drinks(3), _drinks(3, 3), _drinks(1, 6)]),
    case("F38 8 in a week", [_drinks(3), _drinks(3, 3), _drinks(2, 6)], "F38 next_visit"),
    case("F38 8, one 7 days ago", [_drinks(3), _drinks(3, 3), _drinks(2, 7)]),
    case("F38 14 in a week, a man", [*(_drinks(4, n) for n in range(3)), _drinks(2, 6)],
         profile=MAN),
    case("F38 15 in a week, a man", [*(_drinks(4, n) for n in range(3)), _drinks(3, 6)],
         "F38 next_visit", profile=MAN),
    case("F38 tobacco", [_tobacco()], "F38 next_visit"),
    case("F38 tobacco 29 days ago", [entry("tobacco", "2026-10-24T09:00:00+00:00", used=True)],
         "F38 next_visit"),
    case("F38 tobacco 30 days ago", [entry("tobacco", "2026-10-23T09:00:00+00:00", used=True)]),
    case("F38 no tobacco", [_tobacco(used=False)]),
]  # fmt: skip

DAILY: list[Case] = [*_MARKERS, *_COUNTS, *_URINE, *_MOOD, *_DRINKS]
