"""The symptom catalogue as read from its data files: terms, scales, vocabularies, codes.

Pure: read once, kept, never written. The database copy is for joins and for the admin only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from journal.accounts.profile import Region

DATA: Final = Path(__file__).parent / "data"
Attribute = Literal["frequency", "severity", "interference", "amount", "present"]
Tier = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a public code system; ``check`` says where it was verified."""

    system: str
    code: str
    display: str
    check: str
    free_set: str


@dataclass(frozen=True, slots=True)
class Term:
    """One symptom.

    ``attributes`` are in the order of asking. Tier A can raise an urgent flag alone, C is a
    comfort item. ``qualifiers`` are the ones worth offering; ``deciding`` are asked before
    saving. ``pro_ctcae`` are item numbers for reference, never their wording.
    """

    slug: str
    tier: Tier
    attributes: tuple[Attribute, ...]
    name: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    qualifiers: tuple[str, ...]
    deciding: tuple[str, ...]
    hint: Mapping[str, str]
    has_site: bool
    has_count: bool
    severity_required: bool
    amount_scale: str | None
    pro_ctcae: tuple[int, ...]
    codes: tuple[Code, ...]
    retired_on: str | None


@cache
def read_data(name: str) -> Mapping[str, Any]:
    """Read one data file of the catalogue, for example ``scales``; treat it as read-only."""
    return cast("Mapping[str, Any]", json.loads((DATA / f"{name}.json").read_bytes()))


@cache
def terms() -> Mapping[str, Term]:
    """Return every term by slug, in catalogue order, the retired ones too."""
    return {raw["slug"]: _term(raw) for raw in read_data("symptoms")["symptoms"]}


def _term(raw: Mapping[str, Any]) -> Term:
    return Term(
        slug=raw["slug"],
        tier=raw["tier"],
        attributes=tuple(raw["attributes"]),
        name=raw["name"],
        synonyms={locale: tuple(words) for locale, words in raw["synonyms"].items()},
        qualifiers=tuple(raw["qualifiers"]),
        deciding=tuple(raw.get("deciding", ())),
        hint=raw.get("hint", {}),
        has_site=raw.get("has_site", False),
        has_count=raw.get("has_count", False),
        severity_required=raw.get("severity_required", False),
        amount_scale=raw.get("amount_scale"),
        pro_ctcae=tuple(raw.get("pro_ctcae", ())),
        codes=tuple(Code(**code) for code in raw.get("codes", ())),
        retired_on=raw.get("retired_on"),
    )


def term(slug: str) -> Term | None:
    """Return the term of that slug, None where the catalogue has none."""
    return terms().get(slug)


def unknown_symptoms(slugs: Iterable[str]) -> list[str]:
    """Return those of ``slugs`` that are not in the catalogue, sorted."""
    return sorted(set(slugs) - terms().keys())


CATALOGUE_VERSION: Final[str] = read_data("symptoms")["version"]
SYMPTOM_SLUGS: Final[frozenset[str]] = frozenset(terms())
QUALIFIERS: Final[frozenset[str]] = frozenset(read_data("vocabulary")["qualifiers"])
REGIONS: Final[frozenset[str]] = frozenset(get_args(Region))
SIDES: Final[frozenset[str]] = frozenset(read_data("vocabulary")["sides"])


@cache
def public_catalogue() -> Mapping[str, Any]:
    """Return the catalogue as ``GET /api/v1/catalogue`` sends it; the same object every time."""
    vocabulary = read_data("vocabulary")
    return {
        "version": CATALOGUE_VERSION,
        "symptoms": read_data("symptoms")["symptoms"],
        "scales": read_data("scales")["scales"],
        "grade_tables": read_data("grade")["tables"],
        "regions": vocabulary["regions"],
        "sides": vocabulary["sides"],
        "qualifiers": vocabulary["qualifiers"],
        "codes": read_data("codes"),
    }
