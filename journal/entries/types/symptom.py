"""A symptom, scored 0 to 4 on the attributes that its catalogue term has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import Annotated, Any, Literal, Self

from django.db.models import Q
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from journal.catalogue.terms import QUALIFIERS, REGIONS, term
from journal.core.access import Section
from journal.entries.types.base import EntryBody, EntryType, Grade, ShortText, number

SCORES = ("frequency", "severity", "interference", "amount")


class Site(BaseModel):
    """Where on the body."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    region: str
    side: Literal["left", "right", "both"] | None = None

    @field_validator("region")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in REGIONS:
            raise ValueError("unknown region")
        return value


class SymptomBody(EntryBody):
    """The answers for one catalogue term: 0 means absent, a missing one was not asked."""

    symptom: str
    frequency: Grade | None = None
    severity: Grade | None = None
    interference: Grade | None = None
    amount: Grade | None = None
    present: bool | None = None
    site: Site | None = None
    qualifiers: tuple[str, ...] | None = Field(default=None, strict=False)
    count_over_baseline: Annotated[int, Field(ge=0, le=60)] | None = None
    came_slowly: Literal[True] | None = None
    """That it began all at once is a qualifier, which rules read."""
    helped: ShortText | None = None

    @field_validator("symptom")
    @classmethod
    def _in_catalogue(cls, value: str) -> str:
        if term(value) is None:
            raise ValueError("unknown symptom")
        return value

    @field_validator("qualifiers")
    @classmethod
    def _known(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if value is None:
            return None
        if not set(value) <= QUALIFIERS:
            raise ValueError("unknown qualifier")
        return tuple(sorted(set(value)))

    @model_validator(mode="after")
    def _answers_something(self) -> Self:
        if self.present is None and all(getattr(self, name) is None for name in SCORES):
            raise ValueError("answer at least one question")
        return self


def _section(body: Mapping[str, Any]) -> Section:
    return Section.MOOD if body.get("symptom") == "self_harm_thoughts" else Section.SYMPTOMS


TYPE = EntryType(
    slug="symptom",
    body=SymptomBody,
    section=Section.SYMPTOMS,
    section_of=_section,
    words=frozenset({"helped"}),
    condition=reduce(
        and_,
        (number(name, low=0, high=4) for name in SCORES),
        Q(body__has_key="symptom")
        & Q(body__has_any_keys=[*SCORES, "present"])
        & number("count_over_baseline", low=0, high=60),
    ),
)
