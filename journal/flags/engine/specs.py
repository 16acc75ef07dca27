"""The rule data as the engine uses it: thresholds, cooldowns, lists. Made from the data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from journal.flags.engine.inputs import Urgency


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """The data of one rule. ``thresholds`` hold every number that its logic compares with.

    Group B holds the general symptom rules. ``where`` is P when one entry and the profile are
    enough, P* when a part of the rule can do with that, H when it needs history.
    """

    id: str
    concept: str
    group: Literal["A", "B", "C", "D"]
    where: Literal["P", "P*", "H"]
    muted_in_comfort: bool
    thresholds: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cooldown:
    """How long an answered flag stays quiet: local days, or hours for the most urgent."""

    days: int = 0
    hours: int = 0

    @property
    def elapsed(self) -> timedelta:
        """The hours as a length of time."""
        return timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of all rules."""

    version: str
    rules: Mapping[str, RuleSpec]
    cooldowns: Mapping[Urgency, Cooldown]
    tie_order: tuple[str, ...]
    watch_lists: Mapping[str, frozenset[str]]
    sets: Mapping[str, frozenset[str]]
    node_regions: Mapping[str, Any]
    definitions: Mapping[str, Any]


def rule_set_from(data: Mapping[str, Any]) -> RuleSet:
    """Build the rule set from the parsed data file; raises ``KeyError`` on a missing part."""
    always = data["watch_lists"]["always"]
    return RuleSet(
        version=data["rule_set"],
        rules={raw["id"]: _spec(raw) for raw in data["rules"]},
        cooldowns={Urgency(slug): Cooldown(**raw) for slug, raw in data["cooldowns"].items()},
        tie_order=tuple(data["tie_order"]),
        watch_lists={
            cancer: frozenset([*always, *slugs])
            for cancer, slugs in data["watch_lists"]["by_cancer_type"].items()
        },
        sets={name: frozenset(members) for name, members in data["sets"].items()},
        node_regions=data["node_regions"],
        definitions=data["definitions"],
    )


def _spec(raw: Mapping[str, Any]) -> RuleSpec:
    return RuleSpec(
        id=raw["id"],
        concept=raw["concept"],
        group=raw["group"],
        where=raw["where"],
        muted_in_comfort=raw["muted_in_comfort"],
        thresholds=raw["thresholds"],
    )
