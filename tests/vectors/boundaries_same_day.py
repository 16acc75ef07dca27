"""Boundary pairs for the patterns that call for a call today, answered by hand."""

from __future__ import annotations

from typing import Any

from tests.vectors.writing import NO_SPLEEN, Case, case, days_ago, heat, marked, placed, symptom

H48, H48_OVER = "2026-11-20T12:00:00+00:00", "2026-11-20T11:59:59+00:00"
H72, H72_OVER = "2026-11-19T12:00:00+00:00", "2026-11-19T11:59:59+00:00"
LUNG: Any = {"cancer_type": "lung"}


def _slow(
    *days: int, slug: str = "bloating", level: int = 2, appetite: int = 2, **more: Any
) -> list[Case]:
    """Poor appetite and another sign on the same days."""
    return [
        item
        for day in days
        for item in (
            symptom("appetite_loss", days_ago(day), severity=appetite),
            symptom(slug, days_ago(day), severity=level, **more),
        )
    ]


_THERE: Any = {"slug": "abdominal_pain", "site": {"region": "abdomen_upper_right"}}
_LIVER = [
    case("F11 yellow", [symptom("jaundice", present=True)], "F11 same_day"),
    case("F11 not yellow", [symptom("jaundice", present=False)]),
    case("F11 yellow at 72 h", [symptom("jaundice", H72, present=True)], "F11 same_day"),
    case("F11 yellow after 72 h", [symptom("jaundice", H72_OVER, present=True)]),
    case(
        "F11 yellow is never usual",
        [symptom("jaundice", present=True)],
        "F11 same_day",
        profile={"baseline": {"jaundice": 2}},
    ),
    case("F11 slow, 7 days apart", _slow(7, 0), "F11 this_week", profile=LUNG),
    case("F11 slow, 6 days apart", _slow(6, 0), profile=LUNG),
    case("F11 slow, from 13 days ago", _slow(13, 6), "F11 this_week", profile=LUNG),
    case("F11 slow, from 14 days ago", _slow(14, 6), profile=LUNG),
    case("F11 slow, level 1", _slow(7, 0, level=1), profile=LUNG),
    case("F11 slow, appetite 1", _slow(7, 0, appetite=1), profile=LUNG),
    case("F11 slow, one day", _slow(0), profile=LUNG),
    case("F11 slow, pain there", _slow(7, 0, **_THERE), "F11 this_week", profile=LUNG),
    case("F11 slow, pain somewhere", _slow(7, 0, slug="abdominal_pain"), profile=LUNG),
    case("F11 slow, another cancer", _slow(7, 0), profile={"cancer_type": "prostate"}),
    case("F11 slow, usual", _slow(7, 0), profile={**LUNG, "baseline": {"bloating": 2}}),
    case(
        "F11 slow, one part gone",
        [*_slow(8, 1), symptom("bloating", severity=0)],
        profile=LUNG,
    ),
]
_FEVER = [
    case("F12 39.0", [heat(39.0)]),
    case("F12 39.1", [heat(39.1)], "F12 same_day"),
    case("F12 40.0", [heat(40.0)], "F12 same_day"),
    case("F12 40.1", [heat(40.1)], "F12 emergency_now"),
    case("F12 gives way to F06", [heat(40.1)], "F06 emergency_now", profile=NO_SPLEEN),
    case("F12 at 48 h", [heat(39.1, H48)], "F12 same_day"),
    case("F12 after 48 h", [heat(39.1, H48_OVER)]),
    case("F12 38.0 with chills 2", [heat(38.0), symptom("chills", severity=2)]),
    case("F12 38.0 with chills 3", [heat(38.0), symptom("chills", severity=3)], "F12 same_day"),
    case("F12 37.9 with chills 3", [heat(37.9), symptom("chills", severity=3)], "F17 this_week"),
    case(
        "F12 38.0 with confusion",
        [heat(38.0), symptom("confusion", severity=1)],
        "F12 same_day",
        "F14 same_day",
    ),
    case(
        "F12 chills of another day",
        [heat(38.0), symptom("chills", days_ago(1), severity=3)],
        "F17 this_week",
    ),
    case(
        "F12 own threshold",
        [heat(37.5), symptom("chills", severity=3)],
        "F12 same_day",
        profile={"fever_threshold_c": 37.5},
    ),
    case("F12 on 2 dates", [heat(38.0), heat(38.0, days_ago(5))]),
    case(
        "F12 on 3 dates",
        [heat(38.0), heat(38.0, days_ago(5)), heat(38.0, days_ago(13))],
        "F12 this_week",
    ),
    case(
        "F12 the first 14 days ago",
        [heat(38.0), heat(38.0, days_ago(5)), heat(38.0, days_ago(14))],
    ),
    case("F12 3 times on 2 dates", [heat(38.0), heat(38.5), heat(38.0, days_ago(5))]),
]
_NERVES = [
    case("F14 confusion 1", [symptom("confusion", severity=1)], "F14 same_day"),
    case("F14 confusion 0", [symptom("confusion", severity=0)]),
    case("F14 speech", [symptom("speech_trouble", present=True)], "F14 same_day"),
    case("F14 fainting", [symptom("fainting", present=True)], "F14 same_day"),
    case("F14 weak 2", [symptom("limb_weakness", severity=2)], "F14 same_day"),
    case("F14 weak 1", [symptom("limb_weakness", severity=1)]),
    case(
        "F14 weak 1, one side", [marked("limb_weakness", "one_sided", severity=1)], "F14 same_day"
    ),
    case("F14 sight 1", [symptom("vision_change", severity=1)]),
    case("F14 sight 2", [symptom("vision_change", severity=2)], "F14 same_day"),
    case("F14 dizzy 2", [symptom("dizziness_balance", severity=2)]),
    case("F14 dizzy 3", [symptom("dizziness_balance", severity=3)], "F14 same_day"),
    case("F14 2 days ago", [symptom("confusion", days_ago(2), severity=1)], "F14 same_day"),
    case("F14 3 days ago", [symptom("confusion", days_ago(3), severity=1)]),
    case(
        "F14 gone since",
        [symptom("confusion", days_ago(1), severity=1), symptom("confusion", severity=0)],
    ),
    case("F14 usual", [symptom("confusion", severity=1)], profile={"baseline": {"confusion": 1}}),
    case(
        "F14 leaves it to F03",
        [marked("vision_change", "sudden_onset", severity=2)],
        "F03 emergency_now",
    ),
    case(
        "F14 leaves it to F04",
        [placed("limb_weakness", "leg", None, severity=2), symptom("back_pain", severity=1)],
        "F04 emergency_now",
    ),
]
_BACK = [
    case("F15 lying 1", [marked("back_pain", "worse_lying_down", severity=1)]),
    case("F15 lying 2", [marked("back_pain", "worse_lying_down", severity=2)], "F15 same_day"),
    case("F15 cough", [marked("back_pain", "worse_cough_strain", severity=2)], "F15 same_day"),
    case("F15 wakes", [marked("back_pain", "wakes_from_sleep", severity=2)], "F15 same_day"),
    case("F15 band", [marked("back_pain", "band_around_body", severity=2)], "F15 same_day"),
    case("F15 neck", [placed("back_pain", "neck", None, severity=2)], "F15 same_day"),
    case("F15 upper back", [placed("back_pain", "upper_back", None, severity=2)], "F15 same_day"),
    case("F15 middle back", [placed("back_pain", "mid_back", None, severity=2)], "F15 same_day"),
    case("F15 lower back", [placed("back_pain", "lower_back", None, severity=2)]),
    case("F15 no sign", [symptom("back_pain", severity=2)]),
    case("F15 injury", [marked("back_pain", "worse_lying_down", "after_injury", severity=2)]),
    case(
        "F15 usual",
        [marked("back_pain", "worse_lying_down", severity=2)],
        profile={"baseline": {"back_pain": 2}},
    ),
    case(
        "F15 6 days ago",
        [marked("back_pain", "worse_lying_down", at=days_ago(6), severity=2)],
        "F15 same_day",
    ),
    case("F15 7 days ago", [marked("back_pain", "worse_lying_down", at=days_ago(7), severity=2)]),
    case(
        "F15 leaves it to F04",
        [
            marked("back_pain", "worse_lying_down", severity=2),
            placed("limb_weakness", "leg", None, severity=1),
        ],
        "F04 emergency_now",
    ),
]


def _stools(count: int, at: str = days_ago(0)) -> Case:
    return symptom("diarrhea", at, frequency=1, count_over_baseline=count)


_KEPT: Any = ("vomiting", "cannot_keep_fluids")
_FLUIDS = [
    case("F16 6 stools", [_stools(6)]),
    case("F16 7 stools", [_stools(7)], "F16 same_day"),
    case("F16 7 stools at 48 h", [_stools(7, H48)], "F16 same_day"),
    case("F16 7 stools after 48 h", [_stools(7, H48_OVER)]),
    case("F16 4 stools on 2 days", [_stools(4), _stools(4, days_ago(1))], "F16 this_week"),
    case("F16 3 stools on one", [_stools(4), _stools(3, days_ago(1))]),
    case("F16 a day between", [_stools(4), _stools(4, days_ago(2))]),
    case(
        "F16 from 3 days ago", [_stools(4, days_ago(3)), _stools(4, days_ago(2))], "F16 this_week"
    ),
    case("F16 from 4 days ago", [_stools(4, days_ago(4)), _stools(4, days_ago(3))]),
    case("F16 vomiting 2", [marked(*_KEPT, severity=2)]),
    case("F16 vomiting 3", [marked(*_KEPT, severity=3)], "F16 same_day"),
    case("F16 vomiting 3, kept", [symptom("vomiting", severity=3)], "F17 this_week"),
    case("F16 swallowing 3", [symptom("trouble_swallowing", severity=3)], "F17 this_week"),
    case("F16 swallowing 4", [symptom("trouble_swallowing", severity=4)], "F16 same_day"),
]

SAME_DAY: list[Case] = [*_LIVER, *_FEVER, *_NERVES, *_BACK, *_FLUIDS]
