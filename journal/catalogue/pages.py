"""The page on the symptom catalogue, written from its data."""

from __future__ import annotations

from journal.catalogue.terms import CATALOGUE_VERSION, Term, read_data, terms

_LETTERS = {
    "frequency": "F",
    "severity": "S",
    "interference": "I",
    "amount": "amount",
    "present": "yes or no",
}


def symptoms_page() -> str:
    """Return ``docs/symptoms.md``."""
    rows = [_row(number, term) for number, term in enumerate(terms().values(), start=1)]
    head = ["#", "Slug", "English", "Spanish", "Asked", "Tier", "Other words", "PRO-CTCAE", "Code"]
    return "\n\n".join([_opening(), _table(head, rows), _scales()]) + "\n"


def _opening() -> str:
    return f"""# Symptom catalogue, version {CATALOGUE_VERSION}

Written by `manage.py rule_pages` from `journal/catalogue/data/`; do not edit by hand. The words
are our own. PRO-CTCAE numbers are for reference only: none of its wording is used, and a score
here is a journal score. F is how often, S how bad, I how much it gets in the way. Tier A can raise
an urgent flag alone, B is ordinary, C is a comfort item. A slug is for ever: an item may be
retired, never renamed or used again."""


def _row(number: int, term: Term) -> list[str]:
    asked = [_LETTERS[attribute] for attribute in term.attributes]
    extras = [name for name, has in (("place", term.has_site), ("count", term.has_count)) if has]
    codes = [f"{code.code} {code.display} ({code.check})" for code in term.codes]
    return [
        str(number),
        f"`{term.slug}`",
        term.name["en"],
        term.name["es"],
        " ".join([*asked, *(f"+ {name}" for name in extras)]),
        term.tier,
        ", ".join(term.synonyms["en"]),
        ", ".join(str(item) for item in term.pro_ctcae),
        "; ".join(codes),
    ]


def _scales() -> str:
    scales = read_data("scales")["scales"]
    rows = [
        [f"`{slug}`", locale, scale["question"][locale], " / ".join(scale["labels"][locale])]
        for slug, scale in scales.items()
        for locale in ("en", "es")
    ]
    return f"""## Scales

{_table(["Scale", "Language", "Question", "Answers, from 0"], rows)}"""


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
