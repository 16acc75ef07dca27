"""Sleep, food and drink, movement, alcohol and tobacco."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from django.db.models import Q
from pydantic import Field, model_validator

from journal.core.access import Section
from journal.entries.types.base import EntryBody, EntryType, Grade, ShortText, number

Minutes = Annotated[int, Field(ge=0, le=1440)]
Stop = Literal["chest_pain", "fainting", "severe_breathlessness"]


class SleepBody(EntryBody):
    """One night, on the day of waking; ``quality`` and ``daytime_impact`` run to 4, the worst."""

    hours: Annotated[float, Field(ge=0, le=24)] | None = None
    sol_min: Minutes | None = None
    """Minutes to fall asleep."""
    waso_min: Minutes | None = None
    """Minutes awake in the night."""
    quality: Grade | None = None
    daytime_impact: Grade | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.hours is None and self.quality is None and self.sol_min is None:
            raise ValueError("say how the night was")
        return self


class DietBody(EntryBody):
    """Eating on one day; ``intake_percent`` is of what is usual for the person."""

    fruit_veg_servings: Annotated[float, Field(ge=0, le=50)] | None = None
    intake_percent: Annotated[int, Field(ge=0, le=200)] | None = None
    meals: Annotated[str, Field(max_length=2000)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.fruit_veg_servings is None and self.intake_percent is None and not self.meals:
            raise ValueError("say how eating was")
        return self


class ActivityBody(EntryBody):
    """Moving; 0 minutes is a rest day."""

    minutes: Minutes
    intensity: Literal["light", "moderate", "vigorous"] | None = None
    during_symptoms: tuple[Stop, ...] | None = Field(default=None, strict=False)


class AlcoholBody(EntryBody):
    """Drinks of 14 g alcohol each."""

    drinks: Annotated[float, Field(ge=0, le=100)]


class TobaccoBody(EntryBody):
    """Whether tobacco was used, and what."""

    used: bool
    kind: ShortText | None = None
    count: Annotated[int, Field(ge=0, le=200)] | None = None


SLEEP = EntryType(
    slug="sleep",
    body=SleepBody,
    section=Section.SLEEP,
    condition=Q(body__has_any_keys=["hours", "quality", "sol_min"])
    & number("hours", low=0, high=24)
    & number("sol_min", low=0, high=1440)
    & number("waso_min", low=0, high=1440)
    & number("quality", low=0, high=4)
    & number("daytime_impact", low=0, high=4),
)
DIET = EntryType(
    slug="diet",
    body=DietBody,
    section=Section.FOOD,
    condition=number("fruit_veg_servings", low=0, high=50)
    & number("intake_percent", low=0, high=200),
)
ACTIVITY = EntryType(
    slug="activity",
    body=ActivityBody,
    section=Section.MOVEMENT,
    condition=number("minutes", low=0, high=1440, required=True),
)
ALCOHOL = EntryType(
    slug="alcohol",
    body=AlcoholBody,
    section=Section.FOOD,
    condition=number("drinks", low=0, high=100, required=True),
)
TOBACCO = EntryType(
    slug="tobacco",
    body=TobaccoBody,
    section=Section.FOOD,
    condition=Q(body__has_key="used") & number("count", low=0, high=200),
)
