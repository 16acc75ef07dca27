"""The rules, in the order in which they are asked: a rule comes after those it gives way to."""

from __future__ import annotations

from journal.flags.rules import (
    breathing_trouble,
    fever_high_risk,
    persistent_symptom,
    severe_symptom,
    symptom_worsening,
    weight_loss,
)
from journal.flags.rules.base import Rule

RULES: tuple[Rule, ...] = (
    breathing_trouble.RULE,
    fever_high_risk.RULE,
    severe_symptom.RULE,
    symptom_worsening.RULE,
    persistent_symptom.RULE,
    weight_loss.RULE,
)
