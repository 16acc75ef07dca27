"""Lab values in the unit that the rules compare in."""

from __future__ import annotations

from collections.abc import Mapping

from journal.flags.engine.inputs import Body


def in_rule_unit(body: Body, factors: Mapping[str, float]) -> float | None:
    """Return the value in the rules' unit; ``factors`` are keyed by unit as written.

    A result without a unit counts as given in the rules' unit. Returns None for a result without
    a number and for an unknown unit: no rule uses those.
    """
    value = body.get("value")
    if value is None:
        return None
    unit = body.get("unit")
    if not unit:
        return float(value)
    factor = factors.get(unit.strip().lower().replace(" ", ""))
    return None if factor is None else float(value) * factor
