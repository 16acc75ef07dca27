"""F30: a tumor marker above its range.

This week: the newest result of the last 30 days is above the lab's upper limit; equal is inside.
PSA in prostate cancer instead: 0.2 after removal of the prostate; after radiation without it, 2.0
above the lowest since the radiation ended; with neither, nothing. A result in an unknown unit is
not used. An operation counts as removal of the prostate when its detail is empty or names the
prostate: the detail is asked for that word alone.

Sources: FACS, CA125-NT; the PSA definitions from secondary sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.labs import Result, results
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import WEEK, finding, leaves

PSA = "psa"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each marker."""
    units = history.definitions["units"]
    for analyte, readings in history.labs.items():
        if analyte not in history.rule_set.sets["markers"]:
            continue
        known = results(readings, units[analyte], gravest=1)
        if not known or not history.is_in_last(known[0].on, spec.thresholds["newest_days"]):
            continue
        if analyte == PSA and history.profile.cancer_type == "prostate":
            yield from _psa(history, spec, known)
        elif known[0].beyond > 0:
            facts: dict[str, Fact] = {"saw": "range", "limit": known[0].reading.body["ref_high"]}
            yield _found(spec, analyte, known[0], [], facts)


def _psa(history: History, spec: RuleSpec, known: Sequence[Result]) -> Iterator[Candidate]:
    newest, limits = known[0], spec.thresholds
    if _was_removed(history, newest.on):
        if newest.value >= limits["psa_removed"]:
            facts: dict[str, Fact] = {"saw": "removed", "limit": limits["psa_removed"]}
            yield _found(spec, PSA, newest, [], facts)
        return
    ended = _radiation_ended(history, newest.on)
    if ended is None:
        return
    lowest = min(
        (result for result in known if result.on >= ended),
        key=lambda result: (result.value, -result.on.toordinal()),
    )
    if round(newest.value - lowest.value, 4) >= limits["psa_over_lowest"]:
        facts = {"saw": "radiation", "limit": lowest.reading.body["value"]}
        yield _found(spec, PSA, newest, [lowest.reading], facts)


def _was_removed(history: History, day: date) -> bool:
    words = history.rule_set.sets["prostatectomy"]
    return any(
        treatment.kind == "surgery"
        and treatment.start <= day
        and (not treatment.detail or any(word in treatment.detail.lower() for word in words))
        for treatment in history.profile.treatments
    )


def _radiation_ended(history: History, day: date) -> date | None:
    """Return the day on which the last radiation before ``day`` ended."""
    return max(
        (
            treatment.end
            for treatment in history.profile.treatments
            if treatment.kind == "radiation" and treatment.end and treatment.end <= day
        ),
        default=None,
    )


def _found(
    spec: RuleSpec, analyte: str, newest: Result, more: Sequence[Reading], facts: dict[str, Fact]
) -> Candidate:
    return finding(
        spec,
        WEEK,
        [newest.reading, *more],
        subject=analyte,
        facts={
            "analyte": analyte,
            "value": newest.reading.body["value"],
            "on": newest.on.isoformat(),
            **facts,
        },
        until=leaves(newest.on, spec.thresholds["newest_days"]),
    )


RULE = Rule("F30", find)
