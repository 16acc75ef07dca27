"""Open conflict copies: two versions of one entry, of which the graver counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from journal.flags.engine.inputs import EntryId, Reading
from journal.flags.engine.levels import level_of


def settle_copies(readings: Iterable[Reading]) -> list[Reading]:
    """Drop the versions that would hide a graver one of the same entry.

    Versions with a value all stay, and a rule takes the graver. A version that says "not there",
    which is severity 0 or an all-clear, goes when another version does not say so.
    """
    versions: dict[EntryId, list[Reading]] = defaultdict(list)
    for reading in readings:
        versions[reading.id].append(reading)
    kept: list[Reading] = []
    for group in versions.values():
        graver = [reading for reading in group if not _says_not_there(reading)]
        kept.extend(graver or group)
    return kept


def _says_not_there(reading: Reading) -> bool:
    if reading.type == "symptom":
        return level_of(reading.body) == 0
    return reading.type == "checkin" and bool(reading.body.get("all_clear"))
