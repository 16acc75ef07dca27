"""F20, F21, F22 and F27: what the golden boundary pairs do not say."""

from __future__ import annotations

import pytest

from tests.journal.flags.paper import all_clear, day, found, raised, run, symptom, urgency

WEEK, VISIT = "this_week", "next_visit"
THROAT = {"cancer_type": "head_neck", "primary_site": {"region": "throat"}}
THERE = {"region": "throat"}


def sores(*days, slug="mouth_sore", severity=1, site=THERE):
    return [symptom(f"d{n}", slug, day(n), severity=severity, site=site) for n in days]


def lump(entry_id, region, days=0, side=None, *, present=True, marks=()):
    site = {"region": region, "side": side}
    return symptom(entry_id, "lump", day(days), present=present, site=site, qualifiers=list(marks))


@pytest.mark.parametrize(
    ("case", "days", "expected"),
    [
        ("13 days", (13, 6, 0), None),
        ("14 days", (14, 7, 0), WEEK),
        ("15 days", (15, 8, 0), WEEK),
        ("a gap of 10 days", (14, 10, 0), WEEK),
        ("a gap of 11 days", (22, 11, 0), None),
        ("newest 6 days ago", (20, 13, 6), WEEK),
        ("newest 7 days ago", (21, 14, 7), None),
        ("one report", (0,), None),
    ],
)
@pytest.mark.parametrize("slug", ["mouth_sore", "pain"])
def test_pain_or_a_sore_that_stays_at_the_first_place(slug, case, days, expected):
    assert urgency(run(sores(*days, slug=slug), **THROAT), "F20") == expected


@pytest.mark.parametrize(
    ("case", "more"),
    [
        ("all-clear between", [all_clear("z", day(4))]),
        ("gone between", [symptom("z", "mouth_sore", day(4), severity=0)]),
        ("gone there", [symptom("z", "mouth_sore", day(4), severity=0, site=THERE)]),
    ],
)
def test_a_sore_that_went_starts_the_clock_again(case, more):
    assert urgency(run([*sores(14, 7, 0), *more], **THROAT), "F20") is None


def test_a_sore_that_is_gone_elsewhere_stays_here():
    other = symptom("z", "mouth_sore", day(4), severity=0, site={"region": "mouth"})

    assert urgency(run([*sores(14, 7, 0), other], **THROAT), "F20") == WEEK


@pytest.mark.parametrize(("usual", "expected"), [(0, WEEK), (1, None), (2, None)])
def test_a_usual_sore_does_not_count_and_a_usual_lump_does(usual, expected):
    assert (
        urgency(run(sores(14, 7, 0), baseline={"mouth_sore": usual}, **THROAT), "F20") == expected
    )
    lumps = [lump("a", "throat")]
    assert urgency(run(lumps, baseline={"lump": 4}, **THROAT), "F20") == WEEK


def test_a_sore_somewhere_else_is_not_at_the_first_place():
    assert urgency(run(sores(14, 7, 0, site={"region": "mouth"}), **THROAT), "F20") is None


def test_a_lump_at_the_first_place_is_no_node_and_not_elsewhere():
    neck = {"cancer_type": "head_neck", "primary_site": {"region": "neck", "side": "left"}}

    assert raised(run([lump("a", "neck", side="left")], **neck)) == {("F20", WEEK, "lump")}
    assert raised(run([lump("a", "neck", side="right")], **neck)) == {("F21", WEEK, "lump")}


def test_lumps_at_several_places_each_count_where_they_are():
    entries = [
        lump("a", "breast", 9, "left"),
        lump("b", "armpit", 5, "left"),
        lump("c", "abdomen", 1),
        lump("d", "arm", 0, marks=["growing"]),
    ]
    breast = {"cancer_type": "breast", "primary_site": {"region": "breast", "side": "left"}}

    evaluation = run(entries, **breast)

    assert found(evaluation, "F20") == [(WEEK, "lump", ("a",))]
    assert found(evaluation, "F21") == [(WEEK, "lump", ("b",))]
    assert found(evaluation, "F22") == [(WEEK, "lump", ("d",))]


@pytest.mark.parametrize(
    ("case", "gone", "expected"),
    [
        ("of the same place", lump("z", "arm", 0, "left", present=False), None),
        ("side not named", lump("z", "arm", 0, present=False), None),
        ("of the other side", lump("z", "arm", 0, "right", present=False), VISIT),
        ("of another place", lump("z", "leg", 0, present=False), VISIT),
        ("of no place", symptom("z", "lump", day(0), present=False), None),
        ("of the same day as the lump", lump("z", "arm", 3, "left", present=False), VISIT),
    ],
)
def test_a_lump_ends_where_it_is_said_to_be_gone(case, gone, expected):
    assert urgency(run([lump("a", "arm", 3, "left"), gone]), "F22") == expected


@pytest.mark.parametrize(
    ("cancer", "site", "region", "expected"),
    [
        ("lung", None, "neck", True),
        ("colorectal", None, "groin", True),
        ("ovarian", None, "above_collarbone", True),
        ("leukemia_myeloma", None, "below_collarbone", False),
        ("lymphoma", None, "below_collarbone", True),
        ("melanoma", "arm", "armpit", True),
        ("melanoma", "mid_back", "armpit", True),
        ("melanoma", "abdomen", "groin", True),
        ("melanoma", "face", "neck", True),
        ("melanoma", "face", "groin", False),
        ("melanoma", None, "groin", False),
        ("kidney", None, "neck", False),
        ("other", None, "armpit", False),
    ],
)
def test_node_regions_go_by_the_cancer(cancer, site, region, expected):
    fields = {"cancer_type": cancer, **({"primary_site": {"region": site}} if site else {})}

    assert bool(found(run([lump("a", region)], **fields), "F21")) is expected


@pytest.mark.parametrize(("days", "expected"), [(13, WEEK), (14, None)])
def test_swelling_of_the_limb_counts_while_it_is_active(days, expected):
    arm = symptom(
        "a", "arm_leg_swelling", day(days), severity=1, site={"region": "hand", "side": "left"}
    )

    evaluation = run([arm], node_surgery={"limb": "arm", "side": "both"})

    assert urgency(evaluation, "F21") == expected


def test_a_skin_change_without_a_place_may_be_anywhere():
    leg = {"cancer_type": "melanoma", "primary_site": {"region": "leg"}}
    here = symptom("a", "skin_mole_change", present=True, site={"region": "leg"})
    unknown = symptom("b", "skin_mole_change", present=True)

    evaluation = run([here, unknown], **leg)

    assert found(evaluation, "F20") == [(WEEK, "skin_mole_change", ("a",))]
    assert found(evaluation, "F27") == [(WEEK, "skin_mole_change", ("b",))]
