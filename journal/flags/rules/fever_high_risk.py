"""F06: a fever, or signs of one, while the body's defenses may be low.

Looks at the last 48 hours, and for each entry at the infection risk on its own day (definition
13). Emergency: a temperature at or over the person's fever threshold, or under the low threshold
where one is set; or chills of severity 3, even without a reading. A later normal reading does not
take it back. The baseline is not used.

Sources: FN, CDC-FEVER, CRUK-INF, ASPLENIA.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading, Urgency, in_order, reading_order
from journal.flags.engine.risk import RiskReason, infection_risk
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule

Sign = Literal["fever", "low", "chills"]
_STRENGTH: dict[Sign, int] = {"fever": 2, "low": 1, "chills": 0}


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding, with every sign of the window as evidence."""
    signs = list(_signs(history, spec))
    risks = {day: infection_risk(history, day) for day in {sign.local_date for _, sign in signs}}
    used = [(kind, sign) for kind, sign in signs if risks[sign.local_date] is not None]
    if not used:
        return
    kind, shown = max(used, key=_shown_first)
    risk = risks[shown.local_date]
    counts = [found[1] for found in risks.values() if found is not None and found[1] is not None]
    yield Candidate(
        rule=spec.id,
        concept=spec.concept,
        urgency=Urgency.EMERGENCY_NOW,
        subject=None,
        level=None,
        evidence=in_order([*(sign for _, sign in used), *counts]),
        facts=_facts(kind, shown, None if risk is None else risk[0]),
        uses=frozenset({"chills"} if any(kind == "chills" for kind, _ in used) else ()),
    )


def _signs(history: History, spec: RuleSpec) -> Iterator[tuple[Sign, Reading]]:
    hours = spec.thresholds["within_hours"]
    fever, low = history.own("fever_threshold_c"), history.own("low_temp_threshold_c")
    for reading in history.recent("temperature", hours):
        celsius = reading.body["celsius"]
        if celsius >= fever:
            yield "fever", reading
        elif low is not None and celsius < low:
            yield "low", reading
    for report in history.recent_reports("chills", hours):
        if (report.body.get("severity") or 0) >= spec.thresholds["chills_severity"]:
            yield "chills", report


def _shown_first(item: tuple[Sign, Reading]) -> tuple[int, float, object]:
    """Order the signs by what the text names: fever before low before chills, then the highest."""
    kind, reading = item
    value = float(reading.body.get("celsius") or reading.body.get("severity") or 0)
    return _STRENGTH[kind], value, reading_order(reading)


def _facts(kind: Sign, sign: Reading, reason: RiskReason | None) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"saw": kind, "why": reason, "on": sign.local_date.isoformat()}
    if kind == "chills":
        facts["severity"] = sign.body["severity"]
    else:
        facts["celsius"] = sign.body["celsius"]
    return facts


RULE = Rule("F06", find)
