"""The rules as this site runs them: the rule data with the numbers that its settings change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pydantic import ValidationError

from journal.flags.engine.rule_set import public_rules
from journal.flags.engine.site import SiteRules, with_site
from journal.flags.engine.specs import RuleSet, rule_set_from


@cache
def site_rules() -> Mapping[str, Any]:
    """Return the rule data as ``GET /api/v1/rules`` sends it; the same object every time."""
    try:
        return with_site(public_rules(), SiteRules.model_validate_json(settings.FLAG_RULES))
    except ValidationError as wrong:
        where = ".".join(str(step) for step in wrong.errors()[0]["loc"]) or "it"
        raise ImproperlyConfigured(f"FLAG_RULES: {where}: {wrong.errors()[0]['msg']}.") from None
    except ValueError as wrong:
        raise ImproperlyConfigured(f"FLAG_RULES: {wrong}.") from None


@cache
def site_rule_set() -> RuleSet:
    """Return the rule set that evaluations use."""
    return rule_set_from(site_rules())
