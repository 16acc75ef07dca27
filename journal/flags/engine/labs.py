"""Lab results: the value in the unit that the rules compare in, and the results of an analyte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from journal.flags.engine.inputs import Body, Reading, reading_order


def in_rule_unit(body: Body, factors: Mapping[str, float]) -> float | None:
    """Return the value in the rules' unit; ``factors`` are keyed by unit as written.

    A result without a unit counts as given in the rules' unit. Returns None for a result without
    a number and for an unknown unit: no rule uses those.
    """
    value = body.get("value")
    if value is None:
        return None
    factor = _factor(body, factors)
    return None if factor is None else float(value) * factor


def _factor(body: Body, factors: Mapping[str, float]) -> float | None:
    unit = body.get("unit")
    if not unit:
        return 1.0
    return factors.get(unit.strip().lower().replace(" ", ""))


@dataclass(frozen=True, slots=True)
class Result:
    """One usable result; the range is in the same unit as the value, None where not given."""

    on: date
    value: float
    low: float | None
    high: float | None
    reading: Reading

    @property
    def beyond(self) -> int:
        """1 above the range, -1 below it, 0 inside or where no range is given."""
        if self.high is not None and self.value > self.high:
            return 1
        return -1 if self.low is not None and self.value < self.low else 0


def results(
    readings: list[Reading], factors: Mapping[str, float] | None, *, gravest: int
) -> list[Result]:
    """Return the usable results of one analyte, newest first: of each day the latest.

    ``factors`` are its units, None for an analyte that is only held against its own range. Of
    two versions of one result the graver counts: the higher when ``gravest`` is 1, the lower when
    it is -1.
    """
    by_day: dict[date, tuple[tuple[Any, ...], Result]] = {}
    for reading in readings:
        result = _result(reading, factors)
        if result is None:
            continue
        order = (*reading_order(reading)[:2], gravest * result.value, reading_order(reading)[2:])
        known = by_day.get(result.on)
        if known is None or order > known[0]:
            by_day[result.on] = order, result
    return [by_day[day][1] for day in sorted(by_day, reverse=True)]


def _result(reading: Reading, factors: Mapping[str, float] | None) -> Result | None:
    body = reading.body
    factor = 1.0 if factors is None else _factor(body, factors)
    if body.get("value") is None or factor is None:
        return None
    low, high = body.get("ref_low"), body.get("ref_high")
    return Result(
        reading.local_date,
        float(body["value"]) * factor,
        None if low is None else float(low) * factor,
        None if high is None else float(high) * factor,
        reading,
    )
