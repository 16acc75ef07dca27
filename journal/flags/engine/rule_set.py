"""The rule data files of the current version, read once, for the engine and for the API."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from journal.flags.engine.specs import RuleSet, rule_set_from

RULE_SET_VERSION: Final = "1.0.0"
_DATA: Final = Path(__file__).parent.parent / "data"


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_DATA / f"{name}-{RULE_SET_VERSION}.json").read_bytes())
    if data.pop("rule_set") != RULE_SET_VERSION:
        raise ValueError(f"{name} is of another rule set")
    return data


@cache
def public_rules() -> Mapping[str, Any]:
    """Return the rule data as ``GET /api/v1/rules`` sends it; the same object every time.

    It holds the logic's numbers, the texts and the sources. The phone evaluates this very file.
    """
    rules, texts, sources = _read("rules"), _read("texts"), _read("sources")
    of_rule = texts.pop("rules")
    merged = [{**raw, "texts": of_rule.pop(raw["id"])} for raw in rules.pop("rules")]
    if of_rule:
        raise ValueError(f"texts without a rule: {sorted(of_rule)}")
    return {"rule_set": RULE_SET_VERSION, **rules, "rules": merged, **texts, **sources}


@cache
def examples() -> Mapping[str, Any]:
    """Return one example of each rule's finding, urgency and facts, by rule id."""
    found: Mapping[str, Any] = _read("examples")["examples"]
    return found


@cache
def rule_set() -> RuleSet:
    """Return the rule set that evaluations use."""
    return rule_set_from(public_rules())
