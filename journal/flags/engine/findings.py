"""What an evaluation gives back: candidates of the rules, and what to do with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from journal.flags.engine.inputs import EntryId, PriorFlag, Urgency

Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A condition that is true now.

    ``subject`` is a symptom, an analyte, a test, or None where the rule has only one.
    ``evidence`` are the entries used, oldest first. ``uses`` are the symptoms, or the type of
    measure, that the finding speaks for: a more general rule stays quiet about them. ``facts``
    fill the text; the keys ``saw``, ``why``, ``do`` and ``ask`` choose a variant of that part.
    ``until`` is the first local day on which the clock may end the finding or change what it rests
    on; None when that may be tomorrow.
    """

    rule: str
    concept: str
    urgency: Urgency
    subject: str | None
    level: int | None
    evidence: tuple[EntryId, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    uses: frozenset[str] = frozenset()
    until: date | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes two findings the same flag."""
        return self.concept, self.subject


@dataclass(frozen=True, slots=True)
class Kept:
    """An open flag whose condition is still true; bring the row up to date with ``candidate``.

    ``is_raised`` is true when the flag has become more urgent, so that it is worth telling.
    """

    flag: PriorFlag
    candidate: Candidate
    is_raised: bool


Reason = Literal["specific_rule", "one_per_symptom", "cooldown", "team_knows"]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A true condition that makes no flag, and why; ``flag`` is the earlier flag that stops it."""

    candidate: Candidate
    reason: Reason
    flag: PriorFlag | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole result, each part in a fixed order: most urgent first.

    ``resolved`` are earlier flags to close: their condition is false now, or another flag has
    taken their place. ``held_back`` are the entries that lie in the future, to be corrected.
    ``next_on`` is the first local day on which the clock alone may change this answer, None when
    only an entry or the profile can.
    """

    rule_set: str
    candidates: tuple[Candidate, ...]
    new_flags: tuple[Candidate, ...]
    kept: tuple[Kept, ...]
    resolved: tuple[PriorFlag, ...]
    suppressed: tuple[Suppressed, ...]
    held_back: tuple[EntryId, ...]
    next_on: date | None = None
