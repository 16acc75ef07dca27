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
        minutes = chance.choice([0, 10, 20, 30, 45])
        body = {"minutes": minutes, "intensity": "moderate" if minutes else "light"}
        yield _at(day, 16, "activity", "movement", body)
    if chance.random() < 0.5:
        yield _at(day, 19, "diet", "food", {"intake_percent": chance.choice([50, 75, 100])})
    if ago:
        yield _at(day, 20, "checkin", "symptoms", {"overall": chance.choice([0, 1, 1, 2, 3])})


def _at(day: date, hour: int, kind: str, section: str, body: dict[str, Any]) -> Noted:
    return Noted(kind, section, body, datetime.combine(day, time(hour), ZoneInfo(ZONE)))
