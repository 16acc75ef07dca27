"""F40: a test of the person's own plan that is overdue.

Not done: over the person's grace days after the due date, next visit; over 90 days, this week. One
finding per test, for its oldest open date. Done, cancelled or a new due date ends it.

Sources: CRC-FU, SEED; the timing is our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from journal.accounts.profile import FollowUpTest
from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import LONGEST_SUBJECT, VISIT, WEEK, finding


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each test."""
    overdue: dict[str, FollowUpTest] = {}
    for item in history.profile.followup_tests:
        late = (history.today - item.due).days
        if item.done or late <= _grace(history, item):
            continue
        name = item.test[:LONGEST_SUBJECT]
        if name not in overdue or item.due < overdue[name].due:
            overdue[name] = item
    for name, item in sorted(overdue.items()):
        late = (history.today - item.due).days
        yield finding(
            spec,
            WEEK if late > spec.thresholds["this_week_over_days"] else VISIT,
            [],
            subject=name,
            facts={"test": item.test, "due": item.due.isoformat()},
        )


def _grace(history: History, item: FollowUpTest) -> int:
    usual = int(history.definitions["grace_days"])
    return usual if item.grace_days is None else item.grace_days


def wakes(history: History, spec: RuleSpec) -> date | None:
    """Say when the next test is overdue, or has been for long."""
    dates = (
        item.due + timedelta(days=late + 1)
        for item in history.profile.followup_tests
        if not item.done
        for late in (_grace(history, item), int(spec.thresholds["this_week_over_days"]))
    )
    return min((on for on in dates if on > history.today), default=None)


RULE = Rule("F40", find, wakes, lasts=True)
