"""The entries of a file: one model per type, with that type's fields and their limits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from journal.accounts.profile import Region, Side
from journal.catalogue.terms import QUALIFIERS, term

Score = Annotated[int, Field(ge=0, le=4)]
Minutes = Annotated[int, Field(ge=0, le=1440)]
Word = Annotated[str, Field(min_length=1, max_length=120)]


class PaperEntry(BaseModel):
    """What every entry may carry; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    type: str
    at: AwareDatetime | None = None
    date: datetime.date | None = None
    note: str | None = None
    copied: bool | None = None

    def body(self) -> Mapping[str, Any]:
        """Return the fields that the rules read; free text is never among them."""
        return self.model_dump(exclude_none=True, exclude={"type", "at", "date", "note", "copied"})


class _Site(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    region: Region
    side: Side | None = None


class _Symptom(PaperEntry):
    symptom: str
    frequency: Score | None = None
    severity: Score | None = None
    interference: Score | None = None
    amount: Score | None = None
    present: bool | None = None
    site: _Site | None = None
    qualifiers: list[str] | None = None
    count_over_baseline: Annotated[int, Field(ge=0, le=60)] | None = None

    @field_validator("symptom")
    @classmethod
    def _in_catalogue(cls, value: str) -> str:
        if term(value) is None:
            raise ValueError(f"unknown symptom {value}")
        return value

    @field_validator("qualifiers")
    @classmethod
    def _known(cls, value: list[str] | None) -> list[str] | None:
        unknown = sorted(set(value or ()) - QUALIFIERS)
        if unknown:
            raise ValueError(f"unknown qualifier {unknown[0]}")
        return value


class _Checkin(PaperEntry):
    all_clear: bool | None = None
    overall: Score | None = None


class _Temperature(PaperEntry):
    celsius: Annotated[float, Field(ge=30, le=45)]


class _Weight(PaperEntry):
    kg: Annotated[float, Field(ge=20, le=400)]


class _Sleep(PaperEntry):
    hours: Annotated[float, Field(ge=0, le=24)] | None = None
    sol_min: Minutes | None = None
    waso_min: Minutes | None = None
    quality: Score | None = None
    daytime_impact: Score | None = None


class _Diet(PaperEntry):
    fruit_veg_servings: Annotated[float, Field(ge=0, le=50)] | None = None
    intake_percent: Annotated[float, Field(ge=0, le=200)] | None = None


class _Activity(PaperEntry):
    minutes: Minutes | None = None
    intensity: Literal["light", "moderate", "vigorous"] | None = None
    during_symptoms: list[Literal["chest_pain", "fainting", "severe_breathlessness"]] | None = None


class _Alcohol(PaperEntry):
    drinks: Annotated[float, Field(ge=0, le=100)]


class _Tobacco(PaperEntry):
    used: bool
    kind: Word | None = None
    count: Annotated[int, Field(ge=0, le=200)] | None = None


class _Lab(PaperEntry):
    analyte: Word
    value: float | None = None
    unit: str | None = None
    ref_low: float | None = None
    ref_high: float | None = None
    qualitative: Word | None = None
    lab_name: str | None = None


class _MoodScreen(PaperEntry):
    instrument: Literal["phq2"] = "phq2"
    score: Annotated[int, Field(ge=0, le=6)]


class _Distress(PaperEntry):
    score: Annotated[int, Field(ge=0, le=10)]


ENTRY_MODELS: Final[Mapping[str, type[PaperEntry]]] = {
    "symptom": _Symptom,
    "checkin": _Checkin,
    "temperature": _Temperature,
    "weight": _Weight,
    "sleep": _Sleep,
    "diet": _Diet,
    "activity": _Activity,
    "alcohol": _Alcohol,
    "tobacco": _Tobacco,
    "lab": _Lab,
    "mood_screen": _MoodScreen,
    "distress": _Distress,
}
