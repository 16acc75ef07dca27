"""Journals for ``try_rules`` with the flags they must raise, written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.journal.flags.paper import day
from tests.vectors.boundaries import BOUNDARIES

NOW = "2026-11-22T12:00:00+00:00"
Flag = tuple[str, str, str | None, list[int]]
Journal = tuple[dict[str, Any], list[Flag]]


def journal(name: str, entries, *flags: Flag, priors=(), at: str = NOW, **profile) -> Journal:
    written: dict[str, Any] = {
        "id": name,
        "profile": profile,
        "entries": entries,
        "evaluate_at": at,
    }
    if priors:
        written["prior_flags"] = list(priors)
    return written, list(flags)


def on(days: int, slug: str = "cough", **body: Any) -> dict[str, Any]:
    scores = body or {"severity": 1}
    return {"type": "symptom", "date": str(day(days)), "symptom": slug, **scores}


def clear(days: int) -> dict[str, Any]:
    return {"type": "checkin", "date": str(day(days)), "all_clear": True}


def kg(days: int, value: float) -> dict[str, Any]:
    return {"type": "weight", "date": str(day(days)), "kg": value}


def prior(concept: str, subject: str | None, urgency: str, **more: Any) -> dict[str, Any]:
    return {"concept": concept, "subject": subject, "urgency": urgency, **more}


def _boundary_journals() -> Iterator[Journal]:
    """The single-entry boundary pairs, in the words of the file format."""
    for case in BOUNDARIES:
        entries = [{"type": raw["type"], "at": raw["at"], **raw["body"]} for raw in case["entries"]]
        # These are about single entries, not about the silence after them.
        profile = {"checkin_every_days": 90, **case["profile"]}
        written, _ = journal(case["case"], entries, at=case.get("now", NOW), **profile)
        yield written, [tuple(text.split()) for text in case["expected"]]


def _worsening() -> Iterator[Journal]:
    yield journal("one report", [on(0, severity=2)])
    yield journal("up by 1", [on(3, severity=1), on(0, severity=2)])
    yield journal(
        "up by 2, watched",
        [on(3, severity=0), on(0, severity=2)],
        ("F18", "this_week", "cough", [0, 1]),
        cancer_type="breast",
    )
    yield journal(
        "up by 2, not watched",
        [on(0, "nausea", severity=2), on(3, "nausea", severity=0)],
        ("F18", "next_visit", "nausea", [0, 1]),
    )
    yield journal("15 days apart", [on(15, severity=0), on(0, severity=2)])
    yield journal(
        "14 days apart",
        [on(14, severity=0), on(0, severity=2)],
        ("F18", "this_week", "cough", [0, 1]),
    )
    yield journal(
        "after an all-clear",
        [clear(5), on(0, severity=2)],
        ("F18", "this_week", "cough", [0, 1]),
    )
    yield journal("newest 7 days ago", [on(9, severity=0), on(7, severity=2)])
    yield journal(
        "at the usual level", [on(3, severity=0), on(0, severity=2)], baseline={"cough": 2}
    )
    yield journal("comfort item", [on(3, "insomnia", severity=0), on(0, "insomnia", severity=2)])
    yield journal(
        "severe and worse",
        [on(3, severity=0), on(0, severity=3)],
        ("F17", "this_week", "cough", [1]),
    )


def _staying() -> Iterator[Journal]:
    lung = {"cancer_type": "lung"}
    yield journal("13 days", [on(13), on(6), on(0)], **lung)
    yield journal(
        "14 days", [on(14), on(7), on(0)], ("F19", "this_week", "cough", [0, 1, 2]), **lung
    )
    yield journal(
        "14 days, late upload",
        [on(0), on(14), on(7)],
        ("F19", "this_week", "cough", [0, 1, 2]),
        **lung,
    )
    yield journal("all-clear between", [on(14), clear(9), on(7), on(0)], **lung)
    yield journal("a gap of 11 days", [on(21), on(10), on(0)], **lung)
    yield journal(
        "gaps of 10 days", [on(20), on(10), on(0)], ("F19", "this_week", "cough", [0, 1, 2]), **lung
    )
    yield journal("20 days, not watched", [on(20), on(10), on(0)], cancer_type="prostate")
    yield journal(
        "21 days, not watched",
        [on(21), on(14), on(7), on(0)],
        ("F19", "next_visit", "cough", [0, 1, 2, 3]),
        cancer_type="prostate",
    )
    yield journal("hospice", [on(14), on(7), on(0)], care_phase="hospice", **lung)
    yield journal(
        "low mood",
        [on(days, "sadness", severity=2) for days in (14, 7, 0)],
        ("F19", "next_visit", "sadness", [0, 1, 2]),
    )
    yield journal(
        "low mood, one mild day",
        [on(14, "sadness", severity=2), on(7, "sadness"), on(0, "sadness", severity=2)],
    )


def _weight() -> Iterator[Journal]:
    yield journal("4.9 percent", [kg(60, 100), kg(7, 95.1), kg(0, 95.1)])
    yield journal(
        "5.0 percent",
        [kg(60, 100), kg(7, 95.0), kg(0, 95.0)],
        ("F29", "this_week", None, [0, 1, 2]),
    )
    yield journal("one reading", [kg(60, 100), kg(0, 90)])
    yield journal("27 days", [kg(27, 100), kg(7, 90), kg(0, 90)])
    yield journal("hospice weight", [kg(60, 100), kg(7, 90), kg(0, 90)], care_phase="hospice")
    yield journal(
        "thin",
        [kg(60, 50), kg(7, 49), kg(0, 49)],
        ("F29", "next_visit", None, [0, 1, 2]),
        height_cm=165,
    )
    goal = {"direction": "lose", "from": str(day(100)), "to": None}
    yield journal("goal, 9 percent", [kg(60, 100), kg(7, 91), kg(0, 91)], weight_goal=goal)
    yield journal(
        "goal, 10 percent",
        [kg(60, 100), kg(7, 90), kg(0, 90)],
        ("F29", "next_visit", None, [0, 1, 2]),
        weight_goal=goal,
    )


def _earlier_flags() -> Iterator[Journal]:
    bad = [on(0, severity=3)]
    flag = ("F17", "this_week", "cough", [0])
    severe = ("severe_symptom", "cough", "this_week")
    answered: Any = {"state": "acknowledged", "level": 3}
    yield journal("open", bad, priors=[prior(*severe, state="open", date=str(day(90)))])
    yield journal(
        "answered 13 days ago", bad, priors=[prior(*severe, date=str(day(13)), **answered)]
    )
    yield journal(
        "answered 14 days ago", bad, flag, priors=[prior(*severe, date=str(day(14)), **answered)]
    )
    yield journal(
        "answered, level higher now",
        bad,
        flag,
        priors=[prior(*severe, state="acknowledged", level=2, date=str(day(0)))],
    )
    yield journal(
        "answered, more urgent now",
        [on(0, severity=4)],
        ("F17", "same_day", "cough", [0]),
        priors=[prior(*severe, date=str(day(0)), state="acknowledged")],
    )
    yield journal(
        "a rule not known yet",
        bad,
        flag,
        priors=[prior("marker_rising", "cea", "next_visit", state="open")],
    )


def _known_to_the_team() -> Iterator[Journal]:
    bad = [on(0, severity=3)]
    severe = ("severe_symptom", "cough", "this_week")
    answered: Any = {"state": "acknowledged", "level": 3}
    knows: Any = {**answered, "team_knows": True, "date": str(day(99))}
    yield journal("the team knows", bad, priors=[prior(*severe, **knows)])
    yield journal(
        "the team knows, worse now",
        [on(0, severity=4)],
        ("F17", "same_day", "cough", [0]),
        priors=[prior(*severe, **knows)],
    )
    yield journal(
        "the team knows, still open", bad, priors=[prior(*severe, **{**knows, "state": "open"})]
    )


def _answered_emergencies() -> Iterator[Journal]:
    fever = [{"type": "temperature", "at": "2026-11-22T09:00:00+00:00", "celsius": 38.4}]
    emergency = ("fever_high_risk", None, "emergency_now")
    risk: Any = {"infection_risk_flags": ["no_spleen"]}
    for name, when, flags in (
        ("11 hours", "2026-11-22T01:00:00+00:00", []),
        ("12 hours", "2026-11-22T00:00:00+00:00", [("F06", "emergency_now", None, [0])]),
    ):
        answer = prior(*emergency, state="acknowledged", date=when)
        yield journal(f"an emergency answered {name} ago", fever, *flags, priors=[answer], **risk)


JOURNALS: list[Journal] = [
    *_boundary_journals(),
    *_worsening(),
    *_staying(),
    *_weight(),
    *_earlier_flags(),
    *_known_to_the_team(),
    *_answered_emergencies(),
]
