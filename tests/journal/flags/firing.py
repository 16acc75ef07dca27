"""For every rule one journal that makes it speak: rule, entries, profile, urgency, subject."""

from __future__ import annotations

from typing import Any, NamedTuple

from journal.flags.engine.inputs import Reading
from tests.journal.flags.paper import ago, day, reading, symptom, temperature, weight


class Firing(NamedTuple):
    rule: str
    urgency: str
    subject: str | None
    entries: list[Reading]
    profile: dict[str, Any] = {}


NOW, TODAY, WEEK, VISIT = "emergency_now", "same_day", "this_week", "next_visit"
KNOW = "information"
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
LOCAL = {"cancer_type": "breast", "primary_site": {"region": "breast", "side": "left"}}


def _lump(region: str, side: str | None = None) -> list[Reading]:
    return [symptom("a", "lump", day(2), present=True, site={"region": region, "side": side})]


def _each(slugs: tuple[str, ...], *days: int, **body: Any) -> list[Reading]:
    return [symptom(f"{slug}{n}", slug, day(n), **body) for slug in slugs for n in days]


RECURRENCE = [
    Firing("F20", WEEK, "lump", _lump("breast", "left"), LOCAL),
    Firing("F21", WEEK, "lump", _lump("armpit"), LOCAL),
    Firing("F22", VISIT, "lump", _lump("abdomen"), LOCAL),
    Firing("F23", WEEK, "headache", _each(("headache",), 13, 6, 0, severity=2), LOCAL),
    Firing("F24", WEEK, "bone_pain", _each(("bone_pain",), 14, 7, 0, severity=2), LOCAL),
    Firing(
        "F25",
        WEEK,
        None,
        _each(("appetite_loss", "fatigue", "cough"), 8, 1, severity=2),
        {"cancer_type": "lung"},
    ),
    Firing("F26", TODAY, "coughing_blood", [symptom("a", "coughing_blood", day(2), amount=1)]),
    Firing("F27", VISIT, "skin_mole_change", _each(("skin_mole_change",), 2, present=True)),
    Firing(
        "F28",
        WEEK,
        None,
        _each(("night_sweats",), 9, 5, 2, severity=1, qualifiers=["drenching"]),
        {"cancer_type": "lymphoma"},
    ),
    Firing(
        "F29",
        WEEK,
        None,
        [weight("a", 80, day(60)), weight("b", 70, day(7)), weight("c", 70, day(0))],
    ),
]


def _daily(kind: str, *days: int, **body: Any) -> list[Reading]:
    return [reading(f"{kind}{n}", kind, day(n), **body) for n in days]


DAILY = [
    Firing("F30", WEEK, "cea", _daily("lab", 3, analyte="cea", value=6.1, ref_high=5.0)),
    Firing(
        "F31",
        VISIT,
        "cea",
        [
            reading(f"l{n}", "lab", day(n), analyte="cea", value=value, ref_high=5.0)
            for n, value in ((60, 1.0), (30, 1.2), (2, 1.5))
        ],
    ),
    Firing("F32", WEEK, "platelets", _daily("lab", 3, analyte="platelets", value=40)),
    Firing("F33", WEEK, None, _daily("mood_screen", 3, instrument="phq2", score=3)),
    Firing("F34", VISIT, None, _daily("sleep", *range(28), sol_min=45, daytime_impact=2)),
    Firing("F35", WEEK, None, _daily("diet", *range(5), intake_percent=50)),
    Firing("F36", KNOW, None, _daily("activity", 8, 15, 22, 29, minutes=30)),
    Firing("F37", KNOW, None, _daily("diet", *range(10), fruit_veg_servings=4)),
    Firing("F38", VISIT, None, _daily("tobacco", 3, used=True)),
    Firing("F39", KNOW, None, _daily("weight", 14, kg=70)),
    Firing(
        "F40",
        VISIT,
        "colonoscopy",
        [],
        {"followup_tests": [{"test": "colonoscopy", "due": str(day(15)), "done": None}]},
    ),
]

FIRING = [*URGENT, *GENERAL, *RECURRENCE, *DAILY]
