"""F32: a blood count, bilirubin, blood in the urine test, or another test out of range.

Looks at the newest result of the last 30 days. Neutrophils: under 0.5, or under 1.0 on systemic
treatment, same day; under 1.0 this week. Platelets: under 25 same day, under 50 this week.
Hemoglobin: under 8.0 same day, under 10.0 this week. White cells: under 2.0, or over twice the
upper limit, this week. Bilirubin: over 3 times the upper limit same day, over 1.5 times this week.
Blood in the urine: this week in bladder, kidney and prostate cancer, else next visit. In blood
cancers any of the four counts out of its range: this week. Any other test: next visit when the two
newest results, 14 days apart, are out of range the same way. Without a range, the parts that need
one do not run; a result of a count in an unknown unit is not used.

Sources: CTCAE, SEED.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading, Urgency
from journal.flags.engine.labs import Result, results
from journal.flags.engine.risk import is_on_systemic_treatment
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import TODAY, VISIT, WEEK, finding, leaves, newest

URINE, BILIRUBIN = "urine_blood", "bilirubin"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each test."""
    sets, days = history.rule_set.sets, spec.thresholds["newest_days"]
    units = history.definitions["units"]
    for analyte, readings in history.labs.items():
        if analyte in sets["markers"]:
            continue
        if analyte == URINE:
            yield from _urine(history, spec, readings)
            continue
        is_count = analyte in sets["counts"]
        gravest = -1 if is_count and analyte != "wbc" else 1
        known = results(readings, units.get(analyte) if is_count else None, gravest=gravest)
        if not known or not history.is_in_last(known[0].on, days):
            continue
        if is_count:
            urgency, used = _count(history, spec.thresholds, analyte, known[0]), known[:1]
        elif analyte == BILIRUBIN:
            urgency, used = _bilirubin(spec.thresholds, known[0]), known[:1]
        else:
            used = _twice(spec, known)
            urgency = VISIT if used else None
        if urgency is not None:
            yield _found(spec, urgency, analyte, used)


def _count(
    history: History, limits: Mapping[str, Any], analyte: str, result: Result
) -> Urgency | None:
    value = result.value
    urgency: Urgency | None = None
    if analyte == "anc":
        is_treated = is_on_systemic_treatment(history.profile, result.on, history.rule_set)
        today = limits["anc_treated_same_day" if is_treated else "anc_same_day"]
        urgency = TODAY if value < today else WEEK if value < limits["anc_this_week"] else None
    elif analyte == "wbc":
        is_high = result.high is not None and value > limits["wbc_times"] * result.high
        urgency = WEEK if value < limits["wbc_this_week"] or is_high else None
    elif value < limits[f"{analyte}_same_day"]:
        urgency = TODAY
    elif value < limits[f"{analyte}_this_week"]:
        urgency = WEEK
    if urgency is None and history.profile.cancer_type in history.rule_set.sets["blood_cancers"]:
        return WEEK if result.beyond else None
    return urgency


def _bilirubin(limits: Mapping[str, Any], result: Result) -> Urgency | None:
    if result.high is None:
        return None
    if result.value > limits["bilirubin_same_day_times"] * result.high:
        return TODAY
    return WEEK if result.value > limits["bilirubin_this_week_times"] * result.high else None


def _twice(spec: RuleSpec, known: Sequence[Result]) -> list[Result]:
    """Return the two newest results when both are out of range the same way."""
    two = list(known[:2])
    if len(two) < 2 or not two[0].beyond or two[0].beyond != two[1].beyond:
        return []
    return two if (two[0].on - two[1].on).days >= spec.thresholds["apart_days"] else []


def _urine(history: History, spec: RuleSpec, readings: Sequence[Reading]) -> Iterator[Candidate]:
    told = [reading for reading in readings if _has_answer(reading)]
    if not told:
        return
    # Of the results of one moment, one that shows blood counts.
    last = newest(told)
    shown = [
        reading
        for reading in told
        if (reading.local_date, reading.at) == (last.local_date, last.at)
        and _shows_blood(history, reading)
    ]
    if not shown or not history.is_in_last(last.local_date, spec.thresholds["newest_days"]):
        return
    is_near = history.profile.cancer_type in history.rule_set.sets["urinary_cancers"]
    facts: dict[str, Fact] = {"analyte": URINE, "on": last.local_date.isoformat(), "saw": "urine"}
    until = leaves(last.local_date, spec.thresholds["newest_days"])
    yield finding(spec, WEEK if is_near else VISIT, shown, subject=URINE, facts=facts, until=until)


def _has_answer(reading: Reading) -> bool:
    return reading.body.get("qualitative") is not None or reading.body.get("value") is not None


def _shows_blood(history: History, reading: Reading) -> bool:
    word = reading.body.get("qualitative")
    if word is not None:
        return str(word).strip().lower() in history.rule_set.sets["blood_found"]
    high = reading.body.get("ref_high")
    return high is not None and float(reading.body["value"]) > float(high)


def _found(spec: RuleSpec, urgency: Urgency, analyte: str, used: Sequence[Result]) -> Candidate:
    facts: dict[str, Fact] = {
        "analyte": analyte,
        "value": used[0].reading.body["value"],
        "on": used[0].on.isoformat(),
        "saw": "twice" if len(used) > 1 else "once",
    }
    readings = [result.reading for result in used]
    until = leaves(used[0].on, spec.thresholds["newest_days"])
    return finding(spec, urgency, readings, subject=analyte, facts=facts, until=until)


RULE = Rule("F32", find)
