"""What a type of entry is: a body, its limits in the database, and the section it is shared by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from django.db.models import Q
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from journal.core.access import Section

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Grade = Annotated[int, Field(ge=0, le=4)]


class EntryBody(BaseModel):
    """What every body may hold; unknown keys are refused, and a body once made does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    note: Note | None = None
    copied: bool | None = None
    """Taken over from the day before with "same as yesterday"."""
    private: Literal[True] | None = None
    """For nobody but the owner, who alone may say so: whatever is shared, this entry is not."""


class AsEntered(BaseModel):
    """A number as the survivor typed it, before it became the stored unit."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    value: Annotated[float, Field(ge=0, le=2000)]
    unit: Annotated[str, StringConstraints(max_length=16)]


@dataclass(frozen=True, slots=True)
class EntryType:
    """One type of entry, as registered in ``journal.entries.types.ENTRY_TYPES``.

    ``condition`` repeats the limits of the body for PostgreSQL. ``section_of`` says by which
    section one entry is shared, for the types where that depends on the body.
    ``words`` names the body keys, besides ``note``, that only those see who may also see notes.
    ``added_in`` names the body keys that older schema versions do not know.
    """

    slug: str
    body: type[EntryBody]
    section: Section
    condition: Q
    section_of: Callable[[Mapping[str, Any]], Section] | None = None
    words: frozenset[str] = frozenset()
    added_in: Mapping[str, int] = field(default_factory=dict)

    def section_for(self, body: Mapping[str, Any]) -> Section:
        """The section that an entry with this body belongs to."""
        return self.section_of(body) if self.section_of else self.section

    def unknown_to(self, schema_v: int) -> frozenset[str]:
        """The body keys that a client of that schema version cannot have seen."""
        return frozenset(key for key, version in self.added_in.items() if version > schema_v)


def number(key: str, *, low: float, high: float, required: bool = False) -> Q:
    """Condition that ``body[key]`` is a JSON number in ``low``..``high``, both inclusive.

    PostgreSQL sorts JSON null and strings below every number and booleans, arrays and objects
    above, so the two comparisons also refuse a value of another type.
    """
    inside = Q(**{f"body__{key}__gte": low, f"body__{key}__lte": high})
    if required:
        return Q(body__has_key=key) & inside
    return ~Q(body__has_key=key) | inside
