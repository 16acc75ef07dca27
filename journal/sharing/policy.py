"""Who may do what with a journal: the whole of it, as data, and the rule that reads it.

Nothing here touches the database or a request. What is not in the table is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from journal.audit.models import AuditEvent
from journal.core.access import ALL_SECTIONS, Access, Principal, Role, Section
from journal.core.errors import (
    AccessRevoked,
    JournalGone,
    NotFound,
    PendingDeletion,
    ProofNeeded,
    ReadOnly,
    ScopeNeeded,
    SecondFactorNeeded,
)


class Action(StrEnum):
    """What somebody wants to do with a journal."""

    READ_ENTRIES = "read-entries"
    READ_FLAGS = "read-flags"
    SYNC = "sync"
    WRITE_ENTRIES = "write-entries"
    ANSWER_FLAGS = "answer-flags"
    READ_SETTINGS = "read-settings"
    CHANGE_SETTINGS = "change-settings"
    SHARE = "share"
    CHANGE_SHARING = "change-sharing"
    SHOW_CODE = "show-code"
    STOP_SHARING = "stop-sharing"
    SEE_OWN_ACCESS = "see-own-access"
    LEAVE = "leave"
    SEE_WHO_LOOKED = "see-who-looked"
    CHANGE_REMINDERS = "change-reminders"
    SEND_PAGE = "send-page"
    LIST_PAGES = "list-pages"
    OPEN_PAGE = "open-page"
    ERASE = "erase"
    COPY_ALL = "copy-all"


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a role may do something.

    ``logged_as`` is what the audit log calls it, None for what needs no event of its own.
    ``section`` must be among those shared. ``fresh``: only just after proving who one is.
    ``writes``: only where the grant lets one note something.
    """

    logged_as: AuditEvent.Action | None = None
    section: Section | None = None
    fresh: bool = False
    writes: bool = False


_LOOK: Final = Terms(AuditEvent.Action.LOOKED_AT_ENTRIES)
_LOOK_AT_FLAGS: Final = Terms(AuditEvent.Action.LOOKED_AT_FLAGS, section=Section.FLAGS)
_NOTE: Final = Terms(AuditEvent.Action.NOTED, writes=True)
_OPEN_PAGE: Final = Terms(AuditEvent.Action.LOOKED_AT_PAGE)
_OWN: Final = Terms()

POLICY: Final[Mapping[Action, Mapping[Role, Terms]]] = {
    Action.READ_ENTRIES: {
        Role.OWNER: _OWN,
        Role.CAREGIVER: _LOOK,
        Role.VIEWER: _LOOK,
        Role.MEMBER: _LOOK,
        Role.VISIT: _LOOK,
        Role.OPERATOR: _LOOK,
    },
    Action.READ_FLAGS: {
        Role.OWNER: _OWN,
        Role.CAREGIVER: _LOOK_AT_FLAGS,
        Role.VIEWER: _LOOK_AT_FLAGS,
        Role.MEMBER: _LOOK_AT_FLAGS,
        Role.VISIT: _LOOK_AT_FLAGS,
    },
    Action.WRITE_ENTRIES: {Role.OWNER: _OWN, Role.CAREGIVER: _NOTE},
    Action.LEAVE: {Role.CAREGIVER: _OWN, Role.VIEWER: _OWN, Role.VISIT: _OWN},
    # Opens nothing: it only says whether the journal is still open, and how far.
    Action.SEE_OWN_ACCESS: {Role.CAREGIVER: _OWN, Role.VIEWER: _OWN, Role.MEMBER: _OWN},
    Action.SYNC: {Role.OWNER: _OWN},
    Action.ANSWER_FLAGS: {Role.OWNER: _OWN},
    Action.READ_SETTINGS: {Role.OWNER: _OWN},
    Action.CHANGE_SETTINGS: {Role.OWNER: _OWN},
    Action.SHARE: {Role.OWNER: Terms(fresh=True)},
    # Giving less needs no proof; ``change_grant`` asks for one where it gives more.
    Action.CHANGE_SHARING: {Role.OWNER: _OWN},
    # In the room, with the phone in the hand: no mail to wait for, and it ends by itself.
    Action.SHOW_CODE: {Role.OWNER: _OWN},
    # Ending it must never wait for anything.
    Action.STOP_SHARING: {Role.OWNER: _OWN},
    Action.SEE_WHO_LOOKED: {Role.OWNER: _OWN},
    Action.CHANGE_REMINDERS: {Role.OWNER: _OWN},
    # To people who may look already; what she sends is what she wrote there.
    Action.SEND_PAGE: {Role.OWNER: _OWN},
    # Which pages these are, the pages' own receivers say: ``selectors.pages``.
    Action.LIST_PAGES: {
        Role.OWNER: _OWN,
        Role.CAREGIVER: _OWN,
        Role.VIEWER: _OWN,
        Role.MEMBER: _OWN,
    },
    # One entry for good, or all of them; and a copy of everything there is.
    Action.ERASE: {Role.OWNER: Terms(fresh=True)},
    Action.COPY_ALL: {Role.OWNER: Terms(fresh=True)},
    Action.OPEN_PAGE: {
        Role.OWNER: _OWN,
        Role.CAREGIVER: _OPEN_PAGE,
        Role.VIEWER: _OPEN_PAGE,
        Role.MEMBER: _OPEN_PAGE,
    },
}
SCOPES: Final[Mapping[Action, str]] = {
    Action.READ_ENTRIES: "journal:read",
    Action.READ_FLAGS: "journal:read",
    Action.READ_SETTINGS: "journal:read",
    Action.SYNC: "journal:read",
    Action.WRITE_ENTRIES: "entries:write",
}
"""What an integrator's token needs. A token never does what is not here, whatever its scopes."""

LOGGED_FOR_APPS: Final[Mapping[Action, tuple[AuditEvent.Action, frozenset[Section]]]] = {
    Action.READ_ENTRIES: (AuditEvent.Action.LOOKED_AT_ENTRIES, ALL_SECTIONS - {Section.PROFILE}),
    Action.READ_FLAGS: (AuditEvent.Action.LOOKED_AT_FLAGS, frozenset({Section.FLAGS})),
    Action.READ_SETTINGS: (AuditEvent.Action.LOOKED_AT_ENTRIES, frozenset({Section.PROFILE})),
    Action.SYNC: (AuditEvent.Action.LOOKED_AT_ENTRIES, ALL_SECTIONS - {Section.PROFILE}),
    Action.WRITE_ENTRIES: (AuditEvent.Action.NOTED, frozenset()),
}
"""How the log calls what an app does with its owner's token; it is never without an event."""

NEED_SECOND_FACTOR: Final = frozenset({Role.CAREGIVER, Role.VIEWER, Role.MEMBER, Role.OPERATOR})
WRITES: Final = frozenset(
    {
        Action.WRITE_ENTRIES,
        Action.ANSWER_FLAGS,
        Action.CHANGE_SETTINGS,
        Action.SHARE,
        Action.CHANGE_SHARING,
        Action.SHOW_CODE,
        Action.CHANGE_REMINDERS,
        Action.SEND_PAGE,
        Action.ERASE,
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A way into a journal that one has or had: a grant, a team's, a visit, an operator's look."""

    id: UUID
    role: Role
    sections: frozenset[Section]
    since: date | None
    ends_at: datetime
    ended_at: datetime | None
    version: int

    def holds(self, now: datetime) -> bool:
        """Whether it opens anything at ``now``."""
        return self.ended_at is None and now < self.ends_at


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """What the rule asks about the journal."""

    id: UUID
    owner_id: UUID
    is_deleted: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Access, and how the log calls it; None where no event is due."""

    access: Access
    logged_as: AuditEvent.Action | None
    sections: frozenset[Section]
    """What the event says was open."""


def decide(
    principal: Principal,
    action: Action,
    journal: JournalFacts,
    standings: Sequence[Standing],
    now: datetime,
) -> Decision:
    """Open the journal, or raise the refusal.

    ``standings`` are those of this principal in this journal, those one was given oneself before
    those of a team. Somebody without any is told the same as for a journal that does not exist.
    """
    is_owner = principal.user_id is not None and principal.user_id == journal.owner_id
    if is_owner and principal.operator_look is None:
        access = Access(
            *(journal.id, principal.user_id, ALL_SECTIONS, Role.OWNER, ALL_SECTIONS),
            through_app=principal.scopes is not None,
        )
        _check_owner(action, journal)
    else:
        access = _through(principal, action, journal, standings, now)
    terms = POLICY[action].get(access.role)
    if terms is None or (terms.section is not None and terms.section not in access.sections):
        raise ReadOnly
    if terms.writes and not access.writes:
        raise ReadOnly
    _check_proof(principal, action, access.role, terms)
    if principal.scopes is not None:
        return Decision(access, *LOGGED_FOR_APPS[action])
    return Decision(access, terms.logged_as, access.sections)


def _check_owner(action: Action, journal: JournalFacts) -> None:
    if journal.is_deleted:
        raise JournalGone
    if not journal.is_active and action in WRITES:
        raise PendingDeletion


def _through(
    principal: Principal,
    action: Action,
    journal: JournalFacts,
    standings: Sequence[Standing],
    now: datetime,
) -> Access:
    if not standings or not journal.is_active:
        raise NotFound
    standing = next((item for item in standings if item.holds(now)), None)
    if standing is None:
        raise AccessRevoked
    is_caregiver = standing.role is Role.CAREGIVER
    return Access(
        journal.id,
        principal.user_id,
        standing.sections,
        standing.role,
        standing.sections if is_caregiver else frozenset(),
        since=standing.since,
        view=standing.version,
        grant_id=standing.id,
    )


def _check_proof(principal: Principal, action: Action, role: Role, terms: Terms) -> None:
    if principal.scopes is not None:
        if SCOPES.get(action) not in principal.scopes or role is not Role.OWNER:
            raise ScopeNeeded(scope=SCOPES.get(action, ""))
        return
    if role in NEED_SECOND_FACTOR and not principal.second_factor:
        raise SecondFactorNeeded
    if terms.fresh and not principal.is_fresh:
        raise ProofNeeded
