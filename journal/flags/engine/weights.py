"""Weight over months: how much was lost, by day weights (definitions 14 and 15)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, Protocol

from journal.flags.engine.history import History
from journal.flags.engine.inputs import EntryId, Reading

_TENTH = Decimal("0.1")


class _Gravest(Protocol):
    def __call__(self, versions: list[Decimal], /) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class WeightLoss:
    """The newest two weigh-in days against the highest day some time before.

    ``percent`` is the smaller of the two losses, so that one odd reading never makes it; below
    0 is a gain. ``newest_percent`` is that of the newest day alone, for the text. ``readings`` are
    the entries of the three days.
    """

    percent: Decimal
    newest_percent: Decimal
    reference_on: date
    reference_kg: Decimal
    newest_on: date
    newest_kg: Decimal
    readings: tuple[Reading, ...]


def round_percent(value: Decimal) -> Decimal:
    """Round half up to one decimal, as every percentage before it is compared."""
    return value.quantize(_TENTH, rounding=ROUND_HALF_UP)


def weight_loss(history: History, limits: Mapping[str, Any]) -> WeightLoss | None:
    """Compute the loss, None without enough weigh-ins.

    ``limits`` has ``recent_days``, ``recent_weigh_ins``, ``reference_from_days`` and
    ``reference_to_days``, the last two counted back from the newest weigh-in.
    """
    by_day = _by_day(history)
    days = sorted(by_day, reverse=True)
    recent = [day for day in days if history.is_in_last(day, limits["recent_days"])]
    if len(recent) < limits["recent_weigh_ins"]:
        return None
    newest, second = recent[0], recent[1]
    found = _highest(by_day, newest, limits["reference_from_days"], limits["reference_to_days"])
    if found is None:
        return None
    reference, reference_on = found
    kgs = [_day_kg(by_day[day], gravest=min) for day in (newest, second)]
    losses = [round_percent((reference - kg) / reference * 100) for kg in kgs]
    used = (*by_day[reference_on], *by_day[second], *by_day[newest])
    return WeightLoss(
        percent=min(losses),
        newest_percent=losses[0],
        reference_on=reference_on,
        reference_kg=reference,
        newest_on=newest,
        newest_kg=kgs[0],
        readings=used,
    )


@dataclass(frozen=True, slots=True)
class Drop:
    """The newest weigh-in day alone against the highest some time before; ``readings`` of both."""

    percent: Decimal
    readings: tuple[Reading, ...]


def newest_drop(history: History, *, recent_days: int, from_days: int, to_days: int) -> Drop | None:
    """Compute the loss of the newest day, None without both readings."""
    by_day = _by_day(history)
    newest = max(by_day, default=None)
    if newest is None or not history.is_in_last(newest, recent_days):
        return None
    found = _highest(by_day, newest, from_days, to_days)
    if found is None:
        return None
    reference, day = found
    loss = (reference - _day_kg(by_day[newest], gravest=min)) / reference * 100
    return Drop(round_percent(loss), (*by_day[day], *by_day[newest]))


def is_losing_meant(history: History) -> bool:
    """Whether a goal to lose weight runs today."""
    goal = history.profile.weight_goal
    return goal is not None and goal.direction == "lose" and goal.covers(history.today)


def _by_day(history: History) -> dict[date, list[Reading]]:
    by_day: dict[date, list[Reading]] = defaultdict(list)
    for reading in history.by_type["weight"]:
        by_day[reading.local_date].append(reading)
    return by_day


def _highest(
    by_day: Mapping[date, list[Reading]], newest: date, low: int, high: int
) -> tuple[Decimal, date] | None:
    """Find the highest day weight so many days before; the newest of equal days."""
    return max(
        (
            (_day_kg(readings, gravest=max), day)
            for day, readings in by_day.items()
            if low <= (newest - day).days <= high
        ),
        default=None,
    )


def _day_kg(readings: list[Reading], *, gravest: _Gravest) -> Decimal:
    """Return the median of the day; of two versions of one entry the graver one counts."""
    if len(readings) == 1:
        return Decimal(str(readings[0].body["kg"]))
    by_entry: dict[EntryId, list[Decimal]] = defaultdict(list)
    for reading in readings:
        by_entry[reading.id].append(Decimal(str(reading.body["kg"])))
    return median(gravest(versions) for versions in by_entry.values())


def is_bmi_under(limit: float, kg: Decimal, height_cm: float) -> bool:
    """Whether the body mass index is below ``limit``, without rounding."""
    metres = Decimal(str(height_cm)) / 100
    return kg < Decimal(str(limit)) * metres * metres
