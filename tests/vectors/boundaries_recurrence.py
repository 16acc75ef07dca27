"""Boundary pairs for the recurrence-type rules that one entry can meet, answered by hand."""

from __future__ import annotations

from typing import Any

from tests.vectors.writing import CLEAR, Case, case, days_ago, marked, placed, symptom

BREAST: Any = {
    "cancer_type": "breast",
    "primary_site": {"region": "breast", "side": "left", "also": ["chest"]},
}
LUMP, COLD = "lump", "with_cold_or_infection"
MELANOMA: Any = {"cancer_type": "melanoma", "primary_site": {"region": "leg", "side": "right"}}


def _lump(region: str, side: str | None = None, *marks: str, at: str = days_ago(0)) -> Case:
    return placed(LUMP, region, side, *marks, at=at, present=True)


_LOCAL = [
    case("F20 same side", [_lump("breast", "left")], "F20 this_week", profile=BREAST),
    case("F20 side not known", [_lump("breast")], "F20 this_week", profile=BREAST),
    case("F20 both sides", [_lump("breast", "both")], "F20 this_week", profile=BREAST),
    case("F20 also there", [_lump("chest", "left")], "F20 this_week", profile=BREAST),
    case("F20 other side is F22", [_lump("breast", "right")], "F22 this_week", profile=BREAST),
    case("F20 no first place", [_lump("chest")], "F22 next_visit"),
    case(
        "F20 13 days ago",
        [_lump("breast", "left", at=days_ago(13))],
        "F20 this_week",
        profile=BREAST,
    ),
    case("F20 14 days ago", [_lump("breast", "left", at=days_ago(14))], profile=BREAST),
    case("F20 all-clear", [_lump("breast", "left", at=days_ago(1)), CLEAR], profile=BREAST),
    case(
        "F20 not hidden by another place",
        [_lump("breast", "left", at=days_ago(3)), _lump("abdomen")],
        "F20 this_week",
        "F22 next_visit",
        profile=BREAST,
    ),
    case(
        "F20 nipple",
        [symptom("breast_nipple_change", present=True)],
        "F20 this_week",
        profile=BREAST,
    ),
    case(
        "F20 skin",
        [placed("skin_mole_change", "leg", "right", present=True)],
        "F20 this_week",
        profile=MELANOMA,
    ),
    case(
        "F20 hospice",
        [_lump("breast", "left")],
        profile={**BREAST, "care_phase": "hospice"},
    ),
    case(
        "F20 comfort focus",
        [_lump("breast", "left")],
        profile={**BREAST, "care_phase": "no_more_treatment", "comfort_focus": True},
    ),
    case(
        "F20 no more treatment",
        [_lump("breast", "left")],
        "F20 this_week",
        profile={**BREAST, "care_phase": "no_more_treatment"},
    ),
]
_NODE: Any = {"cancer_type": "breast", "node_surgery": {"limb": "arm", "side": "left"}}
_REGIONAL = [
    case("F21 armpit", [_lump("armpit", "left")], "F21 this_week", profile=BREAST),
    case("F21 other armpit", [_lump("armpit", "right")], "F22 next_visit", profile=BREAST),
    case(
        "F21 neck, either side", [_lump("neck", "left")], "F21 this_week",
        profile={"cancer_type": "thyroid", "primary_site": {"region": "throat", "side": "right"}},
    ),
    case("F21 cold", [_lump("armpit", "left", COLD)], profile=BREAST),
    case(
        "F21 cold since 13 days",
        [_lump("armpit", "left", COLD, at=days_ago(13)), _lump("armpit", "left", COLD)],
        profile=BREAST,
    ),
    case(
        "F21 cold since 14 days",
        [_lump("armpit", "left", COLD, at=days_ago(14)), _lump("armpit", "left", COLD)],
        "F21 this_week",
        profile=BREAST,
    ),
    case("F21 melanoma of the leg", [_lump("groin", "right")], "F21 this_week", profile=MELANOMA),
    case("F21 other groin", [_lump("groin", "left")], "F22 this_week", profile=MELANOMA),
    case("F21 not its nodes", [_lump("armpit", "right")], "F22 this_week", profile=MELANOMA),
    case(
        "F21 limb",
        [placed("arm_leg_swelling", "arm", "left", severity=1)],
        "F21 this_week",
        profile=_NODE,
    ),
    case("F21 other arm", [placed("arm_leg_swelling", "arm", "right", severity=1)], profile=_NODE),
    case(
        "F21 limb, usual",
        [placed("arm_leg_swelling", "arm", "left", severity=1)],
        profile={**_NODE, "baseline": {"arm_leg_swelling": 1}},
    ),
    case(
        "F21 limb gives way to F13",
        [
            placed("arm_leg_swelling", "arm", "left", severity=1),
            symptom("skin_infection", present=True),
        ],
        "F13 same_day",
        profile=_NODE,
    ),
    case(
        "F21 limb gives way to F09",
        [placed("arm_leg_swelling", "arm", "left", "sudden_onset", severity=1)],
        "F09 same_day",
        profile=_NODE,
    ),
]  # fmt: skip
_ELSEWHERE = [
    case("F22 a lump", [_lump("abdomen")], "F22 next_visit"),
    case("F22 no place", [symptom(LUMP, present=True)], "F22 next_visit"),
    case("F22 growing", [_lump("abdomen", None, "growing")], "F22 this_week"),
    case("F22 testicle", [_lump("testicle")], "F22 this_week"),
    case("F22 sarcoma", [_lump("abdomen")], "F22 this_week", profile={"cancer_type": "sarcoma"}),
    case("F22 blood", [_lump("abdomen")], "F22 this_week", profile={"cancer_type": "lymphoma"}),
    case("F22 cold", [_lump("abdomen", None, COLD)]),
    case("F22 cold, growing", [_lump("abdomen", None, COLD, "growing")], "F22 this_week"),
    case("F22 since 13 days", [_lump("arm", at=days_ago(13)), _lump("arm")], "F22 next_visit"),
    case("F22 since 14 days", [_lump("arm", at=days_ago(14)), _lump("arm")], "F22 this_week"),
    case(
        "F22 since 14 days, gone between",
        [
            _lump("arm", at=days_ago(14)),
            symptom(LUMP, days_ago(5), present=False),
            _lump("arm"),
        ],
        "F22 next_visit",
    ),
    case("F22 13 days ago", [_lump("abdomen", at=days_ago(13))], "F22 next_visit"),
    case("F22 14 days ago", [_lump("abdomen", at=days_ago(14))]),
    case("F22 gone", [_lump("abdomen", at=days_ago(1)), symptom(LUMP, present=False)]),
    case("F27 skin", [symptom("skin_mole_change", present=True)], "F27 next_visit"),
    case("F27 melanoma", [symptom("skin_mole_change", present=True)], "F27 this_week",
         profile=MELANOMA),
    case("F27 none", [symptom("skin_mole_change", present=False)]),
    case("F27 13 days ago", [symptom("skin_mole_change", days_ago(13), present=True)],
         "F27 next_visit"),
    case("F27 14 days ago", [symptom("skin_mole_change", days_ago(14), present=True)]),
]  # fmt: skip


def _from(slug: str, amount: int, *marks: str, at: str = days_ago(0)) -> Case:
    return marked(slug, *marks, at=at, amount=amount)


VAGINAL, BRUISES = "vaginal_bleeding", "easy_bruising_bleeding"


def _tamoxifen(end: str | None) -> Any:
    drug = {"kind": "hormone", "detail": "Tamoxifen 20", "start": "2025-01-01", "end": end}
    return {"treatments": [drug]}


def _chemo(end: str) -> Any:
    return {"treatments": [{"kind": "chemotherapy", "start": "2026-06-01", "end": end}]}


_BRUISES = symptom(BRUISES, present=True)
_BLEEDING = [
    case("F26 coughed 1", [_from("coughing_blood", 1)], "F26 same_day"),
    case("F26 coughed 0", [_from("coughing_blood", 0)]),
    case("F26 leaves it to F05", [_from("coughing_blood", 2)], "F05 emergency_now"),
    case("F26 stool 1", [_from("blood_in_stool", 1)], "F26 this_week"),
    case("F26 stool 2", [_from("blood_in_stool", 2)], "F26 this_week"),
    case("F26 stool, tarry", [_from("blood_in_stool", 1, "black_tarry")], "F26 same_day"),
    case("F26 stool, colorectal", [_from("blood_in_stool", 1)], "F26 same_day",
         profile={"cancer_type": "colorectal"}),
    case("F26 urine 1", [_from("blood_in_urine", 1)], "F26 this_week"),
    case("F26 6 days ago", [_from("blood_in_urine", 1, at=days_ago(6))], "F26 this_week"),
    case("F26 7 days ago", [_from("blood_in_urine", 1, at=days_ago(7))]),
    case("F26 never usual", [_from("blood_in_urine", 1)], "F26 this_week",
         profile={"baseline": {"blood_in_urine": 2}}),
    case("F26 vaginal 2", [_from(VAGINAL, 2)]),
    case("F26 vaginal 3", [_from(VAGINAL, 3)], "F26 same_day"),
    case("F26 a period of 3", [_from(VAGINAL, 3, "expected_period")]),
    case("F26 menopause", [_from(VAGINAL, 1)], "F26 this_week", profile={"menopause": "post"}),
    case("F26 menopause, yes", [_from(VAGINAL, 1)], "F26 this_week", profile={"menopause": True}),
    case("F26 before menopause", [_from(VAGINAL, 1)], profile={"menopause": "peri"}),
    case("F26 no womb", [_from(VAGINAL, 1)], "F26 this_week", profile={"hysterectomy": True}),
    case("F26 ovarian", [_from(VAGINAL, 1)], "F26 this_week", profile={"cancer_type": "ovarian"}),
    case("F26 tamoxifen", [_from(VAGINAL, 1)], "F26 this_week", profile=_tamoxifen(None)),
    case("F26 tamoxifen ends today", [_from(VAGINAL, 1)], "F26 this_week",
         profile=_tamoxifen("2026-11-22")),
    case("F26 tamoxifen is over", [_from(VAGINAL, 1)], profile=_tamoxifen("2026-11-21")),
    case("F26 bruises", [_BRUISES]),
    case("F26 bruises, treated", [_BRUISES], "F26 same_day", profile=_chemo("2026-10-11")),
    case("F26 bruises, long after", [_BRUISES], profile=_chemo("2026-10-10")),
    case("F26 bruises, blood", [_BRUISES], "F26 this_week", profile={"cancer_type": "lymphoma"}),
]  # fmt: skip

RECURRENCE: list[Case] = [*_LOCAL, *_REGIONAL, *_ELSEWHERE, *_BLEEDING]
