"""A check-in: how the day is over all, and "none of my symptoms"."""

from __future__ import annotations

from typing import Self

from django.db.models import Q
from pydantic import model_validator

from journal.core.access import Section
from journal.entries.types.base import EntryBody, EntryType, Grade, number


class CheckinBody(EntryBody):
    """``overall`` runs from 0, very good, to 4, very bad, like every score in the journal.

    ``all_clear`` true means that no symptom of the list was there that day.
    """

    all_clear: bool | None = None
    overall: Grade | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.overall is None and not self.all_clear:
            raise ValueError("say how the day is, or that no symptom was there")
        return self


TYPE = EntryType(
    slug="checkin",
    body=CheckinBody,
    section=Section.SYMPTOMS,
    condition=Q(body__has_any_keys=["all_clear", "overall"]) & number("overall", low=0, high=4),
)
