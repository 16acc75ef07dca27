"""What must never stand in a mail, a notice or an address."""

from __future__ import annotations

from journal.catalogue.terms import terms
from journal.flags.engine.rule_set import public_rules


def health_words() -> set[str]:
    """Names of symptoms, rules and cancers, in every language and form we have."""
    words = {term.slug for term in terms().values()}
    for term in terms().values():
        words |= {name.lower() for name in term.name.values()}
    words |= {str(rule["concept"]) for rule in public_rules()["rules"]}
    words |= {str(rule["id"]).lower() for rule in public_rules()["rules"]}
    return words | {"cancer", "cáncer", "symptom", "síntoma", "chemo", "tumor"}
