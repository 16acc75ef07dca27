"""On what terms something is shared: what makes sense, and what gives more than before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from journal.core.access import Section
from journal.core.clock import instant_of
from journal.core.errors import FieldError
from journal.sharing.models import GrantRole

LONGEST: Final = timedelta(days=366)
CONSENT_TEXT: Final = "1"
"""The version of the words on the screen that asks; raised when they change."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is shared, from which local day on, until which, and what the other may be."""

    sections: frozenset[Section]
    since: date | None
    until: date
    role: str

    @property
    def section_names(self) -> list[str]:
        """The sections as they are stored."""
        return sorted(section.value for section in self.sections)

    def errors(self, *, today: date, for_team: bool) -> list[FieldError]:
        """What makes no sense, as of the journal's ``today``."""
        errors = []
        if not self.sections:
            errors.append(FieldError("#/sections", "empty", "choose at least one kind"))
        if not today <= self.until <= today + LONGEST:
            errors.append(FieldError("#/until", "range", "choose a day within the next year"))
        if self.since is not None and self.since > self.until:
            errors.append(FieldError("#/since", "range", "this is after the last day"))
        if for_team and self.role != GrantRole.VIEWER:
            errors.append(FieldError("#/role", "role", "a team can look, not note"))
        return errors

    def widens(self, before: Terms) -> bool:
        """Whether they open anything that ``before`` did not."""
        earlier = before.since is not None and (self.since is None or self.since < before.since)
        may_note = self.role == GrantRole.CAREGIVER != before.role
        return (
            not self.sections <= before.sections or self.until > before.until or earlier or may_note
        )


def end_of(until: date, zone: str) -> datetime:
    """When the day ``until`` is over where the journal is."""
    return instant_of(until + timedelta(days=1), time(), zone)
