"""The value that opens a journal. Only ``journal.sharing.access`` makes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Section(StrEnum):
    """What a survivor can share or keep; each type of entry belongs to one."""

    SYMPTOMS = "symptoms"
    SLEEP = "sleep"
    FOOD = "food"
    MOVEMENT = "movement"
    MEASURES = "measures"
    TESTS = "tests"
    MEDICINES = "medicines"
    MOOD = "mood"
    NOTES = "notes"
    FILES = "files"
    FLAGS = "flags"
    PROFILE = "profile"


ALL_SECTIONS = frozenset(Section)


@dataclass(frozen=True, slots=True)
class Access:
    """A decision already taken and, for anyone but the owner, already written to the audit log.

    ``since`` is the first local day that is open, None for all. ``view`` changes whenever the
    visible part changes, so that a cursor made under another view is refused.
    """

    journal_id: UUID
    user_id: UUID
    sections: frozenset[Section]
    is_owner: bool
    since: date | None = None
    view: int = 1
    grant_id: UUID | None = None

    @property
    def section_names(self) -> list[str]:
        """The sections in a fixed order, for SQL and for people."""
        return [section.value for section in Section if section in self.sections]

    @property
    def sees_notes(self) -> bool:
        """Whether free text inside entries of any section is open too."""
        return Section.NOTES in self.sections
