"""What a visit page may say: short lines, as the survivor's phone wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

MOST_WORDS: Final = 100_000
"""Characters of a page as JSON, in the database; the limits below keep well under it."""


def _storable(value: str) -> str:
    if "\x00" in value:
        raise ValueError("holds a character that cannot be kept")
    return value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_storable),
]
Question = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_storable),
]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Change(_Words):
    """One thing that is not, or still, as it was at the last visit."""

    how: Literal["worse", "better", "same"]
    words: Line


class PageWords(_Words):
    """One page for a visit, in the survivor's own language and order."""

    title: Line
    period: Line
    """What the changes compare, in words."""
    changed: Annotated[list[Change], Field(max_length=5)]
    top: Annotated[list[Line], Field(max_length=3)]
    """What to talk about first."""
    questions: Annotated[list[Question], Field(max_length=20)]
    also: Annotated[list[Line], Field(max_length=5)]


def checked_page(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The page as it is stored. Raises ``pydantic.ValidationError``."""
    return PageWords.model_validate(sent).model_dump(mode="json")
