"""Measures of the body: temperature and weight, in Cel and kg."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from journal.core.access import Section
from journal.entries.types.base import AsEntered, EntryBody, EntryType, number


class TemperatureBody(EntryBody):
    """Body temperature in Cel; ``entered`` is what was typed, when that was another unit."""

    celsius: Annotated[float, Field(ge=30, le=45)]
    entered: AsEntered | None = None


class WeightBody(EntryBody):
    """Body weight in kg."""

    kg: Annotated[float, Field(ge=20, le=400)]
    entered: AsEntered | None = None


TEMPERATURE = EntryType(
    slug="temperature",
    body=TemperatureBody,
    section=Section.MEASURES,
    condition=number("celsius", low=30, high=45, required=True),
)
WEIGHT = EntryType(
    slug="weight",
    body=WeightBody,
    section=Section.MEASURES,
    condition=number("kg", low=20, high=400, required=True),
)
