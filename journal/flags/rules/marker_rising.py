"""F31: a tumor marker that rises inside its range.

Next visit, when F30 has not spoken for the marker and its newest result is in the last 60 days:
the last three results rise strictly over 28 days, the last 1.5 times the first; or, for CA-125,
the newest is more than 5 above the lowest earlier value, with 28 days of results. The words say
when the results come from more than one lab.

Sources: CEA-DYN, CA125-IN; the factor is our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.labs import Result, results
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import VISIT, finding, leaves

CA125 = "ca125"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each marker that rises."""
    units = history.definitions["units"]
    spoken_for = {item.subject for item in earlier if item.rule == "F30"}
    for analyte, readings in history.labs.items():
        if analyte not in history.rule_set.sets["markers"] or analyte in spoken_for:
            continue
        known = results(readings, units[analyte], gravest=1)
        if not known or not history.is_in_last(known[0].on, spec.thresholds["newest_days"]):
            continue
        used = _rising(spec, known) or (_above_lowest(spec, known) if analyte == CA125 else [])
        if used:
            yield finding(
                spec,
                VISIT,
                [result.reading for result in used],
                subject=analyte,
                facts=_facts(analyte, used),
                until=leaves(known[0].on, spec.thresholds["newest_days"]),
            )


def _rising(spec: RuleSpec, known: Sequence[Result]) -> list[Result]:
    limits = spec.thresholds
    last = list(known[: limits["results"]])
    if len(last) < limits["results"]:
        return []
    newest, first = last[0], last[-1]
    is_rising = all(later.value > before.value for later, before in pairwise(last))
    is_long = (newest.on - first.on).days >= limits["over_days"]
    is_much = round(newest.value - limits["times"] * first.value, 4) >= 0
    return last if is_rising and is_long and is_much else []


def _above_lowest(spec: RuleSpec, known: Sequence[Result]) -> list[Result]:
    limits = spec.thresholds
    newest, earlier = known[0], known[1:]
    if not earlier or (newest.on - earlier[-1].on).days < limits["over_days"]:
        return []
    lowest = min(earlier, key=lambda result: (result.value, -result.on.toordinal()))
    if round(newest.value - lowest.value, 4) <= limits["ca125_over_lowest"]:
        return []
    return [newest, lowest]


def _facts(analyte: str, used: Sequence[Result]) -> dict[str, Fact]:
    newest, first = used[0], used[-1]
    labs = {str(result.reading.body.get("lab_name") or "").strip().lower() for result in used}
    return {
        "analyte": analyte,
        "saw": "labs" if len(labs - {""}) > 1 else "default",
        "before": first.reading.body["value"],
        "before_on": first.on.isoformat(),
        "value": newest.reading.body["value"],
        "on": newest.on.isoformat(),
    }


RULE = Rule("F31", find)
