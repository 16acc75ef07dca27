"""What random journals of one pattern are drawn from: entries, profiles, hours before now."""

from __future__ import annotations

from typing import Any

Pool = dict[str, Any]
LEVELS = [0, 1, 1, 2, 2, 3, 3, 4]
LATELY = [0, 1, 20, 30, 47, 48, 49, 71, 72, 73]
"""Around the edges of 24, 48 and 72 hours."""


def _symptom(slug: str, *qualifiers: str, by: str = "severity", **body: Any) -> Pool:
    scores = {by: [True, True, False] if by == "present" else LEVELS, **body}
    if qualifiers:
        scores["qualifiers"] = qualifiers
    return {"type": "symptom", "body": {"symptom": slug, **scores}}


def _sites(*regions: str) -> list[Any]:
    sides = ["left", "right", "both", None]
    return [None, *({"region": region, "side": side} for region in regions for side in sides)]


def _is(kind: str, **body: Any) -> Pool:
    return {"type": kind, "body": body}


CLEAR = _is("checkin", all_clear=True)
BREATH = _symptom("shortness_of_breath", "sudden_onset", "at_rest")
CHEST = _symptom("chest_pain", "sudden_onset", "spreads_arm_jaw", "during_exercise")
BACK = _symptom(
    "back_pain", "worse_lying_down", "worse_cough_strain", "after_injury", "band_around_body",
    "wakes_from_sleep", site=_sites("neck", "mid_back", "lower_back"),
)  # fmt: skip
LIMB = _symptom(
    "arm_leg_swelling", "one_sided", "sudden_onset", site=_sites("leg", "arm", "foot")
)  # fmt: skip
FELT = [["chest_pain"], ["fainting", "chest_pain"], []]

URGENT: list[Pool] = [
    {
        "entries": [BREATH, CHEST, LIMB, LIMB, _is("activity", during_symptoms=FELT)],
        "profiles": [{}, {"baseline": {"chest_pain": 2, "arm_leg_swelling": 1}}],
        "hours": LATELY,
        "number": 140,
    },
    {
        "entries": [
            _symptom("limb_weakness", "sudden_onset", "one_sided", site=_sites("leg", "arm")),
            _symptom("numbness_tingling", "sudden_onset", "one_sided", "saddle_area"),
            _symptom("headache", "sudden_onset"),
            _symptom("vision_change", "sudden_onset"),
            _symptom("confusion", "sudden_onset"),
            _symptom("dizziness_balance", "sudden_onset"),
            _symptom("speech_trouble", "sudden_onset", by="present"),
            _symptom("fainting", by="present"),
            _symptom("seizure", by="present"),
            _symptom("bladder_control_loss", by="frequency"),
            _symptom("bowel_control_loss", by="frequency"),
            BACK,
            BACK,
            CLEAR,
        ],
        "profiles": [{}, {}, {"baseline": {"bladder_control_loss": 2, "back_pain": 1}}],
        "hours": [*LATELY, 150, 300],
        "number": 200,
        "most": 5,
    },
    {
        "entries": [
            _symptom("vomiting", "contains_blood", "cannot_keep_fluids", "no_gas"),
            _symptom("abdominal_pain", "no_gas", severity=[2, 3, 3, 4]),
            _symptom("constipation", "no_gas"),
            _symptom("bloating", "no_gas"),
            _symptom("diarrhea", by="frequency", count_over_baseline=[None, 3, 4, 5, 6, 7, 8]),
            _symptom("trouble_swallowing"),
        ],
        "profiles": [{}],
        "hours": [*LATELY, 90, 100],
        "number": 180,
        "most": 6,
    },
    {
        "entries": [
            _symptom("face_neck_swelling", "worse_lying_down"),
            _symptom("skin_infection", by="present", site=_sites("arm", "hand", "leg")),
            _symptom("self_harm_thoughts", by="present"),
            _symptom("jaundice", by="present"),
            BREATH,
        ],
        "profiles": [
            {},
            {"node_surgery": {"limb": "arm", "side": "left"}},
            {"care_phase": "hospice", "node_surgery": {"limb": "leg"}},
        ],
        "hours": LATELY,
        "number": 120,
    },
    {
        "entries": [
            _symptom("appetite_loss", severity=[2, 2, 3, 1]),
            _symptom(
                "abdominal_pain", severity=[2, 2, 1, 3],
                site=_sites("abdomen_upper_right", "abdomen"),
            ),
            _symptom("bloating", severity=[2, 2, 3, 1]),
            _symptom("bloating", severity=[0, 2]),
        ],
        "profiles": [{"cancer_type": "lung"}, {"cancer_type": "lung", "baseline": {"bloating": 1}}],
        "hours": [0, 24, 144, 168, 192, 300],
        "number": 260,
        "least": 5,
        "most": 9,
    },
    {
        "entries": [
            _is("temperature", celsius=[37.4, 37.9, 38.0, 38.5, 39.0, 39.1, 40.0, 40.1]),
            _is("temperature", celsius=[38.0, 38.5, 39.1, 40.1]),
            _symptom("chills"),
            _symptom("confusion"),
        ],
        "profiles": [{}, {}, {"fever_threshold_c": 37.5}, {"infection_risk_flags": ["steroids"]}],
        "hours": [0, 1, 20, 47, 48, 49, 100, 200, 300],
        "number": 140,
        "most": 6,
    },
    {
        "entries": [
            _is("temperature", celsius=[38.0, 38.4, 37.9]),
            _symptom("diarrhea", by="frequency", count_over_baseline=[3, 4, 5, 6]),
        ],
        "profiles": [{}],
        "hours": [0, 20, 24, 48, 72, 96, 200, 300, 330],
        "number": 60,
        "least": 4,
        "most": 7,
    },
    {
        "entries": [
            _symptom("vomiting", "no_gas", severity=[2, 3, 1]),
            _symptom("abdominal_pain", severity=[3, 4]),
            _symptom("constipation", severity=[2, 3, 4]),
        ],
        "profiles": [{}, {"baseline": {"abdominal_pain": 4}}],
        "hours": [0, 20, 40, 47, 48, 49],
        "number": 60,
        "least": 3,
    },
]  # fmt: skip

_HOURS = [0, 20, 100, 167, 168, 169, 250, 310]
_BREAST = {
    "cancer_type": "breast",
    "primary_site": {"region": "breast", "side": "left", "also": ["chest"]},
    "node_surgery": {"limb": "arm", "side": "left"},
}
_LEG = {"cancer_type": "melanoma", "primary_site": {"region": "leg", "side": "right"}}
RECURRENCE: list[Pool] = [
    {
        "entries": [
            _symptom(
                "lump", "growing", "with_cold_or_infection", by="present",
                site=_sites("breast", "armpit", "groin", "neck", "chest", "abdomen"),
            ),
            _symptom(
                "lump", "with_cold_or_infection", by="present", site=_sites("armpit", "neck")
            ),
            _symptom("breast_nipple_change", by="present", site=_sites("breast")),
            _symptom("skin_mole_change", by="present", site=_sites("leg", "arm", "chest")),
            _symptom("skin_infection", present=[False, False, True]),
            LIMB,
            CLEAR,
        ],
        "profiles": [
            _BREAST,
            _LEG,
            {"cancer_type": "lymphoma"},
            {"cancer_type": "lung", "primary_site": {"region": "chest", "side": "left"}},
            {**_BREAST, "care_phase": "hospice"},
            {**_LEG, "care_phase": "no_more_treatment", "comfort_focus": True},
            {},
        ],
        "hours": _HOURS,
        "number": 320,
        "most": 5,
    },
    {
        "entries": [
            _symptom("coughing_blood", by="amount"),
            _symptom("blood_in_stool", "black_tarry", by="amount"),
            _symptom("blood_in_urine", "clots_cannot_pass_urine", by="amount"),
            _symptom("vaginal_bleeding", "expected_period", by="amount"),
            _symptom("vaginal_bleeding", by="amount"),
            _symptom("easy_bruising_bleeding", "will_not_stop", by="present"),
            CLEAR,
        ],
        "profiles": [
            {},
            {"menopause": "post"},
            {"cancer_type": "colorectal"},
            {"cancer_type": "lymphoma"},
            {"treatments": [{"kind": "hormone", "detail": "tamoxifen", "start": "2026-01-01"}]},
            {"treatments": [{"kind": "targeted", "start": "2026-01-01", "end": "2026-10-10"}]},
        ],
        "hours": _HOURS,
        "number": 220,
    },
]  # fmt: skip

_RADIATED = {"kind": "radiation", "start": "2026-01-01", "end": "2026-11-14"}
DAILY: list[Pool] = [
    {
        "entries": [
            _is("lab", analyte="anc", value=[0.4, 0.5, 0.9, 1.0, 3], unit=[None, "K/uL", "odd"]),
            _is("lab", analyte="platelets", value=[24, 25, 49, 50, 140], ref_low=[None, 150]),
            _is("lab", analyte="hemoglobin", value=[7.9, 8, 9.9, 10, 99], unit=[None, "g/L"]),
            _is("lab", analyte="wbc", value=[1.9, 2, 11, 20.1], ref_high=[None, 10]),
            _is("lab", analyte="bilirubin", value=[1, 1.6, 3, 3.1], ref_high=[None, 1, 1]),
            _is("lab", analyte="urine_blood", qualitative=["positive", "negative", "1+", "trace"]),
            _is("lab", analyte=["cea", "CA125"], value=[4, 5, 5.1, 9], ref_high=[5, 5, None]),
            _is("lab", analyte="psa", value=[0.1, 0.2, 2.1, 2.2, 4.1], ref_high=[4, None]),
        ],
        "profiles": [
            {},
            {"cancer_type": "lymphoma"},
            {"cancer_type": "prostate"},
            {"cancer_type": "prostate", "treatments": [_RADIATED]},
            {"cancer_type": "prostate", "treatments": [{**_RADIATED, "kind": "surgery"}]},
            {"treatments": [{"kind": "chemotherapy", "start": "2026-10-01"}]},
        ],
        "hours": _HOURS,
        "number": 260,
        "most": 5,
    },
    {
        "entries": [
            _is("mood_screen", instrument="phq2", score=[1, 2, 3, 6]),
            _is("distress", score=[2, 3, 4, 9]),
            _is("alcohol", drinks=[0, 1, 2, 3, 4, 5]),
            _is("alcohol", drinks=[2, 3]),
            _is("tobacco", used=[True, False, False, False]),
        ],
        "profiles": [{}, {"sex": "male"}, {"care_phase": "hospice"}],
        "hours": _HOURS,
        "number": 160,
        "most": 7,
    },
]  # fmt: skip

POOLS: list[Pool] = [*URGENT, *RECURRENCE, *DAILY]
