"""Somebody with a visit behind and one ahead, and what was noted around both."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.journeys.steps import HERE, have_noted
from tests.people import Person


def today() -> date:
    return timezone.now().astimezone(HERE).date()


def day(ago: int) -> str:
    return (today() - timedelta(days=ago)).isoformat()


def levels(symptom: str, ago: int, *of: int) -> list[tuple[int, str, dict[str, Any]]]:
    """One note a day, the oldest first."""
    return [
        (ago - at, "symptom", {"symptom": symptom, "severity": level})
        for at, level in enumerate(of)
    ]


def with_visits(somebody: Person) -> None:
    """A visit a month ago, one in nine days, and what was noted around both."""
    have_noted(
        somebody,
        (40, "appointment", {"kind": "clinic", "on": day(33), "with_whom": "Dr. Lee"}),
        (20, "appointment", {"kind": "clinic", "on": day(-9), "at": "10:30"}),
        *levels("pain", 35, 1, 1, 1),
        *levels("pain", 4, 3, 3, 3),
        *levels("fatigue", 35, 3, 3),
        *levels("fatigue", 4, 1, 1),
        (34, "weight", {"kg": 71.5}),
        (2, "weight", {"kg": 69.8}),
    )
