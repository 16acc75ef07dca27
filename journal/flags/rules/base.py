"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec

Find = Callable[[History, RuleSpec, Sequence[Candidate]], Iterable[Candidate]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id in the rule data, and its logic.

    ``find`` gets the journal, the rule's data, and what the rules before it have found, for the
    rules that give way to others. It yields candidates that are true now.
    """

    id: str
    find: Find
