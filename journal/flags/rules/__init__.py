"""The rules, in the order in which they are asked: a rule comes after those it gives way to."""

from __future__ import annotations

from journal.flags.rules import (
    back_pain_red_flag,
    bowel_blockage_pattern,
    breathing_trouble,
    chest_pain,
    dehydration_risk,
    face_neck_swelling,
    fever_high_risk,
    fever_other,
    heavy_bleeding,
    jaundice_or_liver_signs,
    limb_infection,
    new_neuro_symptom,
    persistent_symptom,
    possible_blood_clot,
    self_harm_thoughts,
    severe_symptom,
    spinal_cord_signs,
    sudden_brain_signs,
    symptom_worsening,
    weight_loss,
)
from journal.flags.rules.base import Rule

RULES: tuple[Rule, ...] = (
    possible_blood_clot.RULE,
    breathing_trouble.RULE,
    chest_pain.RULE,
    sudden_brain_signs.RULE,
    spinal_cord_signs.RULE,
    heavy_bleeding.RULE,
    fever_high_risk.RULE,
    bowel_blockage_pattern.RULE,
    self_harm_thoughts.RULE,
    face_neck_swelling.RULE,
    jaundice_or_liver_signs.RULE,
    fever_other.RULE,
    limb_infection.RULE,
    new_neuro_symptom.RULE,
    back_pain_red_flag.RULE,
    dehydration_risk.RULE,
    severe_symptom.RULE,
    symptom_worsening.RULE,
    persistent_symptom.RULE,
    weight_loss.RULE,
)
