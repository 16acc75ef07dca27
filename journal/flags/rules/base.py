"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec

Find = Callable[[History, RuleSpec, Sequence[Candidate]], Iterable[Candidate]]
Wakes = Callable[[History, RuleSpec], date | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id in the rule data, and its logic.

    ``find`` gets the journal, the rule's data, and what the rules before it have found, for the
    rules that give way to others. It yields candidates that are true now.

    ``wakes`` is there for a rule that the clock alone can make true, or more urgent. It returns the
    first local day after today on which that may happen with no new entry, rather too early than
    too late; None when it cannot. All other rules only ever end by the clock. ``lasts`` says that
    this one does not even end by it, but on a day that ``wakes`` gives.
    """

    id: str
    find: Find
    wakes: Wakes | None = None
    lasts: bool = False
