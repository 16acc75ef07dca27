"""F29: weight lost without trying.

Compares the newest two weigh-in days of the last 21 with the highest day weight 28 to 180 days
before the newest; both must show the loss, so one reading never counts. This week: 5.0 percent.
Next visit: 2.0 percent and a body mass index under 20. While a goal to lose weight runs, only
next visit, at 10.0 percent, or at 5.0 with a poor appetite of level 2 in the last 14 days. The
figure 5.0 itself counts by design; the sources say over 5. Not when F28 speaks for the weight.

Sources: FEARON, NICE-WL, CTCAE.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from journal.flags.engine.findings import Candidate, Fact
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading, Urgency, in_order
from journal.flags.engine.levels import level_of
from journal.flags.engine.specs import RuleSpec
from journal.flags.engine.weights import WeightLoss, is_bmi_under, is_losing_meant, weight_loss
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import was_used

APPETITE = "appetite_loss"


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    if was_used("weight", earlier, "F28"):
        return
    loss = weight_loss(history, spec.thresholds)
    if loss is None:
        return
    is_meant = is_losing_meant(history)
    appetite = _poor_appetite(history, spec) if is_meant else []
    urgency = _with_goal(loss, spec, appetite) if is_meant else _judge(history, loss, spec)
    if urgency is None:
        return
    counts_appetite = appetite and loss.percent < Decimal(str(spec.thresholds["goal_percent"]))
    used = [*loss.readings, *appetite] if counts_appetite else loss.readings
    yield Candidate(
        rule=spec.id,
        concept=spec.concept,
        urgency=urgency,
        subject=None,
        level=None,
        evidence=in_order(used),
        facts=_facts(loss, is_meant=is_meant),
        uses=frozenset({APPETITE} if counts_appetite else ()),
    )


def _judge(history: History, loss: WeightLoss, spec: RuleSpec) -> Urgency | None:
    limits, height = spec.thresholds, history.profile.height_cm
    if loss.percent >= Decimal(str(limits["percent"])):
        return Urgency.THIS_WEEK
    if loss.percent < Decimal(str(limits["thin_percent"])) or height is None:
        return None
    is_thin = is_bmi_under(limits["thin_bmi"], loss.newest_kg, height)
    return Urgency.NEXT_VISIT if is_thin else None


def _with_goal(loss: WeightLoss, spec: RuleSpec, appetite: Sequence[Reading]) -> Urgency | None:
    limits = spec.thresholds
    if loss.percent >= Decimal(str(limits["goal_percent"])):
        return Urgency.NEXT_VISIT
    is_much = loss.percent >= Decimal(str(limits["goal_appetite_percent"]))
    return Urgency.NEXT_VISIT if is_much and appetite else None


def _poor_appetite(history: History, spec: RuleSpec) -> list[Reading]:
    limits = spec.thresholds
    first = history.today - timedelta(days=limits["appetite_days"] - 1)
    least = max(limits["appetite_level"], history.baseline(APPETITE) + 1)
    return [
        report
        for report in history.reports(APPETITE)
        if report.local_date >= first and (level_of(report.body) or 0) >= least
    ]


def _facts(loss: WeightLoss, *, is_meant: bool) -> dict[str, Fact]:
    return {
        "why": "with_goal" if is_meant else "default",
        "from_kg": float(loss.reference_kg),
        "from_on": loss.reference_on.isoformat(),
        "kg": float(loss.newest_kg),
        "on": loss.newest_on.isoformat(),
        "percent": float(loss.newest_percent),
    }


def wakes(history: History, _spec: RuleSpec) -> date | None:
    """Say when a goal has ended that explained the loss; F28 looks at the same goal."""
    goal = history.profile.weight_goal
    if goal is None or goal.end is None or not history.by_type["weight"]:
        return None
    return (
        max(goal.end + timedelta(days=1), history.tomorrow) if goal.end >= history.today else None
    )


RULE = Rule("F29", find, wakes)
