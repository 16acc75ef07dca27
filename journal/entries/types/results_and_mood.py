"""Test results, mood screens, distress, and plain notes."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from django.db.models import Q
from pydantic import Field, StringConstraints, model_validator

from journal.core.access import Section
from journal.entries.types.base import EntryBody, EntryType, ShortText, number

LabNumber = Annotated[float, Field(ge=-1e6, le=1e9)]


class LabBody(EntryBody):
    """One result as the report gives it, with the lab's own range; never read by machine."""

    analyte: ShortText
    value: LabNumber | None = None
    unit: Annotated[str, StringConstraints(max_length=24)] | None = None
    ref_low: LabNumber | None = None
    ref_high: LabNumber | None = None
    qualitative: ShortText | None = None
    lab_name: ShortText | None = None

    @model_validator(mode="after")
    def _has_a_result(self) -> Self:
        if self.value is None and self.qualitative is None:
            raise ValueError("give a value or a word")
        return self


class MoodScreenBody(EntryBody):
    """The total of a short mood questionnaire."""

    instrument: Literal["phq2"]
    score: Annotated[int, Field(ge=0, le=6)]


class DistressBody(EntryBody):
    """Distress from 0 to 10."""

    score: Annotated[int, Field(ge=0, le=10)]


class NoteBody(EntryBody):
    """Words only. No rule ever reads them."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]


LAB = EntryType(
    slug="lab",
    body=LabBody,
    section=Section.TESTS,
    condition=Q(body__has_key="analyte")
    & Q(body__has_any_keys=["value", "qualitative"])
    & number("value", low=-1e6, high=1e9)
    & number("ref_low", low=-1e6, high=1e9)
    & number("ref_high", low=-1e6, high=1e9),
)
MOOD_SCREEN = EntryType(
    slug="mood_screen",
    body=MoodScreenBody,
    section=Section.MOOD,
    condition=number("score", low=0, high=6, required=True),
)
DISTRESS = EntryType(
    slug="distress",
    body=DistressBody,
    section=Section.MOOD,
    condition=number("score", low=0, high=10, required=True),
)
NOTE = EntryType(
    slug="note",
    body=NoteBody,
    section=Section.NOTES,
    condition=Q(body__has_key="text"),
)
