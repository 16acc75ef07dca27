"""For every rule one journal that makes it speak: rule, entries, profile, urgency, subject."""

from __future__ import annotations

from typing import Any, NamedTuple

from journal.flags.engine.inputs import Reading
from tests.journal.flags.paper import ago, day, symptom, temperature, weight


class Firing(NamedTuple):
    rule: str
    urgency: str
    subject: str | None
    entries: list[Reading]
    profile: dict[str, Any] = {}


NOW, TODAY, WEEK = "emergency_now", "same_day", "this_week"
LEG = {"region": "leg", "side": "left"}

URGENT = [
    Firing("F01", NOW, "shortness_of_breath", [symptom("a", "shortness_of_breath", severity=4)]),
    Firing("F02", NOW, "chest_pain", [symptom("a", "chest_pain", severity=3)]),
    Firing("F03", NOW, "seizure", [symptom("a", "seizure", present=True)]),
    Firing(
        "F04",
        NOW,
        "limb_weakness",
        [
            symptom("a", "back_pain", ago(days=9), severity=1),
            symptom("b", "limb_weakness", ago(hours=3), severity=1, site=LEG),
        ],
    ),
    Firing("F05", NOW, "coughing_blood", [symptom("a", "coughing_blood", amount=2)]),
    Firing("F06", NOW, None, [temperature("a", 38.5)], {"infection_risk_flags": ["no_spleen"]}),
    Firing(
        "F07",
        NOW,
        None,
        [
            symptom("a", "abdominal_pain", ago(hours=40), severity=3),
            symptom("b", "vomiting", ago(hours=20), severity=2),
            symptom("c", "bloating", ago(hours=1), severity=1, qualifiers=["no_gas"]),
        ],
    ),
    Firing("F08", NOW, "self_harm_thoughts", [symptom("a", "self_harm_thoughts", present=True)]),
    Firing(
        "F09",
        NOW,
        "arm_leg_swelling",
        [
            symptom(
                "a", "arm_leg_swelling", ago(hours=60), severity=1, site=LEG,
                qualifiers=["one_sided"],
            ),
            symptom("b", "chest_pain", ago(hours=1), severity=1),
        ],
    ),
    Firing("F10", TODAY, "face_neck_swelling", [symptom("a", "face_neck_swelling", severity=1)]),
    Firing("F11", TODAY, "jaundice", [symptom("a", "jaundice", present=True)]),
    Firing("F12", TODAY, None, [temperature("a", 39.4)]),
    Firing("F13", TODAY, "skin_infection", [symptom("a", "skin_infection", present=True)]),
    Firing("F14", TODAY, "confusion", [symptom("a", "confusion", severity=1)]),
    Firing(
        "F15",
        TODAY,
        "back_pain",
        [symptom("a", "back_pain", severity=2, qualifiers=["band_around_body"])],
    ),
    Firing(
        "F16",
        WEEK,
        "diarrhea",
        [
            symptom("a", "diarrhea", day(1), frequency=1, count_over_baseline=4),
            symptom("b", "diarrhea", day(0), frequency=1, count_over_baseline=4),
        ],
    ),
]  # fmt: skip
GENERAL = [
    Firing("F17", TODAY, "cough", [symptom("a", "cough", severity=4)]),
    Firing(
        "F18",
        WEEK,
        "cough",
        [symptom("a", "cough", day(3), severity=0), symptom("b", "cough", day(0), severity=2)],
    ),
    Firing(
        "F19",
        WEEK,
        "cough",
        [symptom(f"d{days}", "cough", day(days), severity=1) for days in (14, 7, 0)],
    ),
]
RECURRENCE = [
    Firing(
        "F29",
        WEEK,
        None,
        [weight("a", 80, day(60)), weight("b", 70, day(7)), weight("c", 70, day(0))],
    ),
]

FIRING = [*URGENT, *GENERAL, *RECURRENCE]
