"""Findings of the rules that need history: the phone only writes their words."""

from __future__ import annotations

from typing import Any

HISTORY: list[tuple[str, str, dict[str, Any]]] = [
    ("F18", "this_week", {"symptom": "blood_in_urine", "on": "2026-11-22", "level": 3,
     "level_scale": "amount", "before_on": "2026-11-01", "before": 1,
     "before_scale": "amount"}),
    ("F18", "next_visit", {"symptom": "nausea", "on": "2026-11-02", "level": 2,
     "level_scale": "severity", "before_on": "2026-10-31", "before": 0,
     "saw": "after_all_clear"}),
    ("F19", "this_week", {"symptom": "lump", "days": 3, "span": 14, "from": "2026-11-08",
     "on": "2026-11-22"}),
    ("F20", "this_week", {"symptom": "pain", "days": 3, "span": 14, "on": "2026-11-22",
     "saw": "stays"}),
    ("F23", "same_day", {"on": "2026-11-22", "saw": "morning"}),
    ("F23", "this_week", {"on": "2026-11-22", "saw": "often", "days": 3}),
    ("F23", "this_week", {"on": "2026-11-22", "saw": "with_signs", "days": 2}),
    ("F24", "this_week", {"symptom": "bone_pain", "days": 3, "span": 14, "on": "2026-11-22",
     "saw": "stays"}),
    ("F24", "this_week", {"symptom": "back_pain", "days": 2, "span": 2, "on": "2026-11-22",
     "saw": "nights"}),
    ("F25", "this_week", {"count": 4, "on": "2026-11-22"}),
    ("F28", "this_week", {"on": "2026-11-22", "saw": "temperature"}),
    ("F28", "this_week", {"on": "2026-11-22", "saw": "several"}),
    ("F29", "this_week", {"why": "default", "from_kg": 80.0, "from_on": "2026-08-05",
     "kg": 75.55, "on": "2026-11-20", "percent": 5.6}),
    ("F29", "next_visit", {"why": "with_goal", "from_kg": 101.3, "from_on": "2026-06-05",
     "kg": 90.0, "on": "2026-11-20", "percent": 11.2}),
]  # fmt: skip
