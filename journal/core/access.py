"""Who asks, and the value that opens a journal, which only ``journal.sharing.access`` makes."""

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


class Role(StrEnum):
    """What somebody is to a journal."""

    OWNER = "owner"
    CAREGIVER = "caregiver"
    VIEWER = "viewer"
    MEMBER = "member"
    """Of a care team that the journal is shared with."""
    VISIT = "visit"
    """A browser in the room, for one visit, without an account."""
    OPERATOR = "operator"
    """Somebody who runs the server, let in by a second one for an hour: ``journal.operators``."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks, and how sure we are of it.

    ``user_id`` is None for a visit. ``second_factor``: this session was opened with a passkey, or
    with a password or code and a second proof. ``is_fresh``: the person proved who they are just
    now. ``scopes`` limits what an integrator's token may do, None for people; ``app_id`` is the
    consent that the token rests on. ``operator_look`` is the look that an operator asked for.
    """

    user_id: UUID | None
    second_factor: bool = False
    is_fresh: bool = False
    scopes: frozenset[str] | None = None
    visit_id: UUID | None = None
    app_id: UUID | None = None
    operator_look: UUID | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """A decision already taken and, for anyone but the owner, already written to the audit log.

    ``user_id`` is None for a visit. ``writes`` are the sections in which it may note something
    new; only the owner changes what others noted. ``since`` is the first local day that is open,
    None for all. ``view`` changes whenever the visible part changes, so that a cursor made under
    another view is refused. ``through_app``: an app of the owner's asks, not she herself.
    """

    journal_id: UUID
    user_id: UUID | None
    sections: frozenset[Section]
    role: Role
    writes: frozenset[Section] = frozenset()
    since: date | None = None
    view: int = 1
    grant_id: UUID | None = None
    through_app: bool = False

    @property
    def is_owner(self) -> bool:
        """Whether it is one's own journal."""
        return self.role is Role.OWNER

    @property
    def section_names(self) -> list[str]:
        """The sections in a fixed order, for SQL and for people."""
        return [section.value for section in Section if section in self.sections]

    @property
    def sees_notes(self) -> bool:
        """Whether free text inside entries of any section is open too."""
        return Section.NOTES in self.sections

    @property
    def sees_private(self) -> bool:
        """Whether entries that are for the owner alone are open: to nobody but her, in person."""
        return self.is_owner and not self.through_app
