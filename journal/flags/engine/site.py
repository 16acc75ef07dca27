"""What a site may change in the rules, and nothing else.

The clinical specification, section 4.7, names the numbers: fever and low temperature, the cuts of
the mood screens, cooldowns of the two mild levels (longer only), the rhythm of check-ins and the
grace days of planned tests. A person's own profile goes before the site's numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, ConfigDict, Field

MOOD_RULE = "F33"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SiteCooldowns(_Part):
    """Days that an answered flag of a mild level stays quiet."""

    next_visit: Annotated[int, Field(ge=1, le=365)] | None = None
    information: Annotated[int, Field(ge=1, le=365)] | None = None


class SiteRules(_Part):
    """The numbers that a site sets; what it leaves out stays as in the rule data."""

    fever_threshold_c: Annotated[float, Field(ge=37.0, le=39.0)] | None = None
    low_temp_threshold_c: Annotated[float, Field(ge=34.0, le=36.5)] | None = None
    checkin_every_days: Annotated[int, Field(ge=1, le=90)] | None = None
    grace_days: Annotated[int, Field(ge=0, le=365)] | None = None
    phq2: Annotated[int, Field(ge=1, le=6)] | None = None
    distress: Annotated[int, Field(ge=1, le=10)] | None = None
    cooldown_days: SiteCooldowns | None = None


def with_site(data: Mapping[str, Any], site: SiteRules) -> Mapping[str, Any]:
    """Return the public rule data with a site's numbers in it.

    Its version then ends in ``+`` and a mark of the numbers, so that a flag and a phone can tell
    which ones they had. Raises ``ValueError`` for a cooldown that is shorter than in the data.
    """
    given = site.model_dump(exclude_none=True)
    if not given:
        return data
    cooldowns = given.pop("cooldown_days", {})
    cuts: dict[str, int] = {name: given.pop(name) for name in ("phq2", "distress") if name in given}
    return {
        **data,
        "rule_set": f"{data['rule_set']}+{_mark(site)}",
        "definitions": {**data["definitions"], **given},
        "cooldowns": {**data["cooldowns"], **_longer(data["cooldowns"], cooldowns)},
        "rules": [_with_cuts(rule, cuts) for rule in data["rules"]],
    }


def _mark(site: SiteRules) -> str:
    canonical = orjson.dumps(site.model_dump(exclude_none=True), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(canonical).hexdigest()[:6]


def _longer(known: Mapping[str, Any], given: Mapping[str, int]) -> dict[str, Any]:
    for level, days in given.items():
        if days < known[level]["days"]:
            raise ValueError(f"the cooldown of {level} may only be longer")
    return {level: {"days": days} for level, days in given.items()}


def _with_cuts(rule: Mapping[str, Any], cuts: Mapping[str, int]) -> Mapping[str, Any]:
    if rule["id"] != MOOD_RULE:
        return rule
    return {**rule, "thresholds": {**rule["thresholds"], **cuts}}
