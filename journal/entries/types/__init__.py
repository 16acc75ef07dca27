"""The types of entry. A new symptom or lab value is catalogue data, not a new type."""

from __future__ import annotations

from journal.entries.types import (
    care,
    checkin,
    daily_life,
    measures,
    photo,
    results_and_mood,
    symptom,
)
from journal.entries.types.base import EntryBody, EntryType

ENTRY_TYPES: dict[str, EntryType] = {
    entry_type.slug: entry_type
    for entry_type in (
        symptom.TYPE,
        checkin.TYPE,
        measures.TEMPERATURE,
        measures.WEIGHT,
        daily_life.SLEEP,
        daily_life.DIET,
        daily_life.ACTIVITY,
        daily_life.ALCOHOL,
        daily_life.TOBACCO,
        results_and_mood.LAB,
        results_and_mood.MOOD_SCREEN,
        results_and_mood.DISTRESS,
        results_and_mood.NOTE,
        care.APPOINTMENT,
        care.QUESTION,
        photo.PHOTO,
    )
}
WORDS = frozenset({"note"}).union(*(entry_type.words for entry_type in ENTRY_TYPES.values()))
"""Body keys of free words, which the section of an entry alone does not open."""

SCHEMA_V = 1
"""The version of the bodies above; a client says which one it writes."""

OLDEST_SCHEMA_V = 1
"""A client that writes an older one is told to upgrade; it keeps what it has not sent."""

__all__ = ["ENTRY_TYPES", "OLDEST_SCHEMA_V", "SCHEMA_V", "WORDS", "EntryBody", "EntryType"]
