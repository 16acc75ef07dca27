"""Treatment and infection risk on a day (definitions 12 and 13)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from journal.accounts.profile import JournalProfile
from journal.flags.engine.history import History
from journal.flags.engine.inputs import EARLY, Reading
from journal.flags.engine.labs import in_rule_unit
from journal.flags.engine.specs import RuleSet

RiskReason = Literal["treatment", "low_count", "risk"]


def is_on_systemic_treatment(profile: JournalProfile, day: date, rule_set: RuleSet) -> bool:
    """Whether a treatment of the whole body runs on ``day``, or ended a short while before."""
    kinds = rule_set.sets["systemic_treatment"]
    after = timedelta(days=int(rule_set.definitions["systemic_after_days"]))
    return any(
        treatment.kind in kinds
        and treatment.start <= day
        and (treatment.end is None or day <= treatment.end + after)
        for treatment in profile.treatments
    )


def infection_risk(history: History, day: date) -> tuple[RiskReason, Reading | None] | None:
    """Say why the infection risk was high on ``day``, and by which blood count; None if not.

    The newest count is taken as it was known on that day and as it is known today: a low count
    that comes in the day after a fever matters as much as one from before it.
    """
    if is_on_systemic_treatment(history.profile, day, history.rule_set):
        return "treatment", None
    for until in dict.fromkeys((day, history.today)):
        count = _newest_low_count(history, until)
        if count is not None:
            return "low_count", count
    if history.profile.infection_risk_flags:
        return "risk", None
    return None


def _newest_low_count(history: History, until: date) -> Reading | None:
    """Find the newest neutrophil count of the days up to ``until``, if it is low."""
    first = until - timedelta(days=int(history.definitions["anc_days"]) - 1)
    units = history.definitions["units"]["anc"]
    counts: list[tuple[date, datetime, float, Reading]] = []
    for reading in history.by_type["lab"]:
        if reading.body.get("analyte") == "anc" and first <= reading.local_date <= until:
            value = in_rule_unit(reading.body, units)
            if value is not None:
                # Of two versions of one result the lower counts, hence the minus.
                counts.append((reading.local_date, reading.at or EARLY, -value, reading))
    if not counts:
        return None
    newest = max(counts, key=lambda count: count[:3])
    return newest[3] if -newest[2] < float(history.definitions["anc_low"]) else None
