"""Three months of a made-up journal, day by day. The same every time; nobody real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

ZONE = "Europe/Vienna"
DAYS = 90


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry to be: type, section, body, and when."""

    type: str
    section: str
    body: dict[str, Any]
    at: datetime


def story(*, today: date) -> Iterator[Noted]:
    """Tiredness that eases, a cough that stays, slow weight, good and bad nights; oldest first."""
    chance = Random(20260101)  # noqa: S311 -- a story, not a secret
    for ago in range(DAYS, -1, -1):
        day = today - timedelta(days=ago)
        for kind, section, body in _care(today).get(ago, ()):
            yield _at(day, 12, kind, section, body)
        if ago % 2 == 0:
            # Every other day, so that no week of the calendar has too little, whatever today is.
            yield _at(day, 16, "activity", "movement", {"minutes": 50, "intensity": "moderate"})
        if chance.random() < 0.25:
            continue
        yield from _day(day, ago, chance)


def _day(day: date, ago: int, chance: Random) -> Iterator[Noted]:
    yield _at(day, 7, "sleep", "sleep", {"quality": chance.choice([0, 1, 1, 2, 3])})
    tired = 3 if ago > 60 else chance.choice([1, 1, 2])
    yield _at(day, 9, "symptom", "symptoms", {"symptom": "fatigue", "severity": tired})
    if chance.random() < 0.6:
        numb = {"symptom": "numbness_tingling", "severity": chance.choice([1, 2])}
        yield _at(day, 10, "symptom", "symptoms", numb)
    if 1 <= ago <= 24 and chance.random() < 0.7:
        yield _at(day, 11, "symptom", "symptoms", {"symptom": "cough", "severity": 1})
    if day.weekday() == 0:
        kg = round(71.5 - (DAYS - ago) * 0.012, 1)
        yield _at(day, 8, "weight", "measures", {"kg": kg})
    if chance.random() < 0.5:
        yield _at(day, 19, "diet", "food", {"intake_percent": chance.choice([50, 75, 100])})
    if ago:
        yield _at(day, 20, "checkin", "symptoms", {"overall": chance.choice([0, 1, 1, 2, 3])})


def _care(today: date) -> dict[int, list[tuple[str, str, dict[str, Any]]]]:
    """Visits, a scan and questions, by how many days ago they were written down."""

    def at(days: int, **body: Any) -> tuple[str, str, dict[str, Any]]:
        return "appointment", "tests", {"on": (today + timedelta(days=days)).isoformat(), **body}

    return {
        40: [at(-33, kind="clinic", at="10:30", with_whom="Dr. Lee", decided="Look again soon")],
        20: [at(-12, kind="scan", at="08:15", result="waiting")],
        10: [at(9, kind="clinic", at="10:30", with_whom="Dr. Lee", place="Clinic 4, room 12")],
        6: [("question", "notes", {"text": "Why do my hands still feel numb?", "place": 1})],
        3: [("question", "notes", {"text": "When do I hear about the scan?", "place": 2})],
    }


def _at(day: date, hour: int, kind: str, section: str, body: dict[str, Any]) -> Noted:
    return Noted(kind, section, body, datetime.combine(day, time(hour), ZoneInfo(ZONE)))
