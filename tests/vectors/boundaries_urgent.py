"""Boundary pairs for the urgent patterns, answered by hand."""

from __future__ import annotations

from typing import Any

from tests.vectors.writing import (
    CLEAR,
    Case,
    breath,
    case,
    days_ago,
    entry,
    marked,
    placed,
    symptom,
)

H48, H48_OVER = "2026-11-20T12:00:00+00:00", "2026-11-20T11:59:59+00:00"
H72, H72_OVER = "2026-11-19T12:00:00+00:00", "2026-11-19T11:59:59+00:00"
CHEST, LEAK, BACK, LIMB = "chest_pain", "bladder_control_loss", "back_pain", "arm_leg_swelling"
NOW, TODAY = "emergency_now", "same_day"


def _effort(at: str = "2026-11-22T11:00:00+00:00", *during: str) -> Case:
    return entry("activity", at, minutes=20, during_symptoms=list(during))


def _usual(**levels: int) -> Any:
    return {"baseline": levels}


_CHEST = [
    case("F02 none", [symptom(CHEST, severity=0)]),
    case("F02 1", [symptom(CHEST, severity=1)], "F02 this_week"),
    case("F02 2", [symptom(CHEST, severity=2)], "F02 same_day"),
    case("F02 3", [symptom(CHEST, severity=3)], "F02 emergency_now"),
    case("F02 0 spreads", [marked(CHEST, "spreads_arm_jaw", severity=0)]),
    case("F02 1 spreads", [marked(CHEST, "spreads_arm_jaw", severity=1)], "F02 emergency_now"),
    case("F02 1 sweating", [marked(CHEST, "sweating", severity=1)], "F02 emergency_now"),
    case("F02 1 sudden", [marked(CHEST, "sudden_onset", severity=1)], "F02 this_week"),
    case("F02 2 sudden", [marked(CHEST, "sudden_onset", severity=2)], "F02 emergency_now"),
    case("F02 1 exercise", [marked(CHEST, "during_exercise", severity=1)], "F02 this_week"),
    case("F02 2 exercise", [marked(CHEST, "during_exercise", severity=2)], "F02 emergency_now"),
    case("F02 effort today", [_effort(days_ago(0), "fainting")], "F02 emergency_now"),
    case("F02 effort yesterday", [_effort(days_ago(1), CHEST)], "F02 emergency_now"),
    case("F02 effort 2 days ago", [_effort(days_ago(2), CHEST)]),
    case("F02 effort without symptoms", [_effort()]),
    case("F02 at 48 h", [symptom(CHEST, H48, severity=2)], "F02 same_day"),
    case("F02 after 48 h", [symptom(CHEST, H48_OVER, severity=2)]),
    case("F02 at the usual level", [symptom(CHEST, severity=2)], profile=_usual(chest_pain=2)),
    case("F02 a later all-clear", [symptom(CHEST, severity=2), CLEAR], "F02 same_day"),
]
_BRAIN = [
    case("F03 seizure", [symptom("seizure", present=True)], "F03 emergency_now"),
    case("F03 no seizure", [symptom("seizure", present=False)]),
    case("F03 seizure at 48 h", [symptom("seizure", H48, present=True)], "F03 emergency_now"),
    case("F03 seizure after 48 h", [symptom("seizure", H48_OVER, present=True)]),
    case("F03 weak", [marked("limb_weakness", "sudden_onset", severity=1)], "F03 emergency_now"),
    case("F03 not weak", [marked("limb_weakness", "sudden_onset", severity=0)]),
    case("F03 slowly weak", [symptom("limb_weakness", severity=1)]),
    case("F03 speech", [marked("speech_trouble", "sudden_onset", present=True)], f"F03 {NOW}"),
    case("F03 confusion", [marked("confusion", "sudden_onset", severity=1)], f"F03 {NOW}"),
    case("F03 sight", [marked("vision_change", "sudden_onset", severity=1)], f"F03 {NOW}"),
    case("F03 dizzy is not one", [marked("dizziness_balance", "sudden_onset", severity=2)]),
    case("F03 numb", [marked("numbness_tingling", "sudden_onset", severity=1)]),
    case(
        "F03 numb on one side",
        [marked("numbness_tingling", "sudden_onset", "one_sided", severity=1)],
        "F03 emergency_now",
    ),
    case("F03 numb, one side, slow", [marked("numbness_tingling", "one_sided", severity=1)]),
    case("F03 headache 3", [marked("headache", "sudden_onset", severity=3)], "F17 same_day"),
    case("F03 headache 4", [marked("headache", "sudden_onset", severity=4)], "F03 emergency_now"),
    case("F03 headache 4, slow", [symptom("headache", severity=4)], "F17 same_day"),
    case(
        "F03 usual level is not used",
        [marked("vision_change", "sudden_onset", severity=1)],
        "F03 emergency_now",
        profile=_usual(vision_change=3),
    ),
]
_SPINE = [
    case("F04 saddle", [marked("numbness_tingling", "saddle_area", severity=1)], f"F04 {NOW}"),
    case("F04 saddle, none", [marked("numbness_tingling", "saddle_area", severity=0)]),
    case(
        "F04 saddle at 72 h",
        [marked("numbness_tingling", "saddle_area", at=H72, severity=1)],
        "F04 emergency_now",
    ),
    case(
        "F04 saddle after 72 h",
        [marked("numbness_tingling", "saddle_area", at=H72_OVER, severity=1)],
    ),
    case(
        "F04 saddle at the usual level",
        [marked("numbness_tingling", "saddle_area", severity=1)],
        "F04 emergency_now",
        profile=_usual(numbness_tingling=2),
    ),
    case(
        "F04 leg and back",
        [
            placed("limb_weakness", "leg", "left", severity=1),
            symptom(BACK, days_ago(13), severity=1),
        ],
        "F04 emergency_now",
    ),
    case(
        "F04 leg, back 14 days ago",
        [
            placed("limb_weakness", "leg", "left", severity=1),
            symptom(BACK, days_ago(14), severity=1),
        ],
    ),
    case(
        "F04 arm and back",
        [placed("limb_weakness", "arm", "left", severity=1), symptom(BACK, severity=1)],
    ),
    case("F04 leak alone", [symptom(LEAK, frequency=1)]),
    case(
        "F04 leak and back",
        [symptom(LEAK, H72, frequency=1), symptom(BACK, severity=1)],
        "F04 emergency_now",
    ),
    case(
        "F04 old leak and back", [symptom(LEAK, H72_OVER, frequency=1), symptom(BACK, severity=1)]
    ),
    case(
        "F04 bowel and leg",
        [
            symptom("bowel_control_loss", frequency=1),
            placed("limb_weakness", "leg", None, at=days_ago(9), severity=1),
        ],
        "F04 emergency_now",
    ),
    case(
        "F04 a usual leak",
        [symptom(LEAK, frequency=2), symptom(BACK, severity=1)],
        profile=_usual(bladder_control_loss=2),
    ),
    case(
        "F04 a usual back",
        [symptom(LEAK, frequency=2), symptom(BACK, severity=1)],
        profile=_usual(back_pain=1),
    ),
]
_BLEEDING = [
    case("F05 vomit", [marked("vomiting", "contains_blood", severity=1)], "F05 emergency_now"),
    case("F05 no vomit", [marked("vomiting", "contains_blood", severity=0)]),
    case("F05 coughed 2", [symptom("coughing_blood", amount=2)], "F05 emergency_now"),
    case("F05 stool 3", [symptom("blood_in_stool", amount=3)], "F05 emergency_now"),
    case("F05 vaginal 4", [symptom("vaginal_bleeding", amount=4)], "F05 emergency_now"),
    case(
        "F05 clots", [marked("blood_in_urine", "clots_cannot_pass_urine", amount=1)], f"F05 {NOW}"
    ),
    case(
        "F05 does not stop",
        [marked("easy_bruising_bleeding", "will_not_stop", present=True)],
        "F05 emergency_now",
    ),
    case("F05 bruises", [symptom("easy_bruising_bleeding", present=True)]),
    case("F05 at 48 h", [symptom("coughing_blood", H48, amount=2)], "F05 emergency_now"),
    case("F05 after 48 h", [symptom("coughing_blood", H48_OVER, amount=2)], "F26 same_day"),
    case(
        "F05 at the usual level",
        [symptom("coughing_blood", amount=2)],
        "F05 emergency_now",
        profile=_usual(coughing_blood=4),
    ),
]
_PAIN, _SICK, _BLOCK = (
    symptom("abdominal_pain", severity=3),
    symptom("vomiting", severity=2),
    symptom("constipation", severity=3),
)
_BOWEL = [
    case("F07 all three", [_PAIN, _SICK, _BLOCK], "F07 emergency_now"),
    case("F07 pain 2", [symptom("abdominal_pain", severity=2), _SICK, _BLOCK], "F17 this_week"),
    case(
        "F07 vomiting 1",
        [_PAIN, symptom("vomiting", severity=1), _BLOCK],
        "F17 same_day",
        "F17 this_week",
    ),
    case("F07 constipation 2", [_PAIN, _SICK, symptom("constipation", severity=2)], "F17 same_day"),
    case("F07 bloating 3", [_PAIN, _SICK, symptom("bloating", severity=3)], "F07 emergency_now"),
    case("F07 bloating 2", [_PAIN, _SICK, symptom("bloating", severity=2)], "F17 same_day"),
    case("F07 no gas", [_PAIN, marked("vomiting", "no_gas", severity=2)], "F07 emergency_now"),
    case(
        "F07 one part at 48 h",
        [_PAIN, symptom("vomiting", H48, severity=2), _BLOCK],
        "F07 emergency_now",
    ),
    case(
        "F07 one part after 48 h",
        [_PAIN, symptom("vomiting", H48_OVER, severity=2), _BLOCK],
        "F17 same_day",
        "F17 this_week",
    ),
    case("F08 yes", [symptom("self_harm_thoughts", present=True)], "F08 emergency_now"),
    case("F08 no", [symptom("self_harm_thoughts", present=False)]),
    case("F08 at 72 h", [symptom("self_harm_thoughts", H72, present=True)], "F08 emergency_now"),
    case("F08 after 72 h", [symptom("self_harm_thoughts", H72_OVER, present=True)]),
    case(
        "F08 in hospice",
        [symptom("self_harm_thoughts", present=True)],
        "F08 emergency_now",
        profile={"care_phase": "hospice"},
    ),
]
_LEG = placed(LIMB, "leg", "left", "one_sided", severity=1)
_SWELLING = [
    case("F09 one leg", [_LEG], "F09 same_day"),
    case("F09 one foot", [placed(LIMB, "foot", "left", "one_sided", severity=1)], "F09 same_day"),
    case("F09 legs", [placed(LIMB, "leg", "both", severity=2)]),
    case("F09 an arm", [placed(LIMB, "arm", "left", "one_sided", severity=2)]),
    case("F09 sudden arm", [placed(LIMB, "arm", None, "sudden_onset", severity=1)], f"F09 {TODAY}"),
    case("F09 no place", [marked(LIMB, "one_sided", "sudden_onset", severity=2)]),
    case("F09 none", [placed(LIMB, "leg", "left", "one_sided", severity=0)]),
    case("F09 usual", [_LEG], profile=_usual(arm_leg_swelling=1)),
    case("F09 breath 1", [_LEG, breath(severity=1)], "F09 same_day"),
    case("F09 breath 2", [_LEG, breath(severity=2)], "F09 emergency_now"),
    case("F09 breath 2 at 72 h", [_LEG, breath(H72, severity=2)], "F09 emergency_now"),
    case("F09 breath 2 after 72 h", [_LEG, breath(H72_OVER, severity=2)], "F09 same_day"),
    case("F09 chest 0", [_LEG, symptom(CHEST, severity=0)], "F09 same_day"),
    case("F09 chest 1", [_LEG, symptom(CHEST, severity=1)], "F09 emergency_now"),
    case(
        "F09 chest 3",
        [_LEG, symptom(CHEST, severity=3)],
        "F02 emergency_now",
        "F09 emergency_now",
    ),
    case(
        "F09 at 72 h", [placed(LIMB, "leg", None, "one_sided", at=H72, severity=1)], f"F09 {TODAY}"
    ),
    case("F09 after 72 h", [placed(LIMB, "leg", None, "one_sided", at=H72_OVER, severity=1)]),
    case("F10 1", [symptom("face_neck_swelling", severity=1)], "F10 same_day"),
    case("F10 0", [symptom("face_neck_swelling", severity=0)]),
    case("F10 lying", [marked("face_neck_swelling", "worse_lying_down", severity=1)], f"F10 {NOW}"),
    case(
        "F10 breath 1",
        [symptom("face_neck_swelling", severity=1), breath(severity=1)],
        "F10 same_day",
    ),
    case(
        "F10 breath 2",
        [symptom("face_neck_swelling", severity=1), breath(H72, severity=2)],
        "F10 emergency_now",
    ),
    case(
        "F10 usual",
        [symptom("face_neck_swelling", severity=2)],
        profile=_usual(face_neck_swelling=2),
    ),
    case("F10 after 72 h", [symptom("face_neck_swelling", H72_OVER, severity=1)]),
    case("F13 yes", [symptom("skin_infection", present=True)], "F13 same_day"),
    case("F13 no", [symptom("skin_infection", present=False)]),
    case("F13 at 72 h", [symptom("skin_infection", H72, present=True)], "F13 same_day"),
    case("F13 after 72 h", [symptom("skin_infection", H72_OVER, present=True)]),
]

URGENT: list[Case] = [*_CHEST, *_BRAIN, *_SPINE, *_BLEEDING, *_BOWEL, *_SWELLING]
