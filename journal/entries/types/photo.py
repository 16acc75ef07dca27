"""A photo, as the entry that names it; its bytes are kept by ``journal.pictures``."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.db.models import Q
from pydantic import Field, StringConstraints

from journal.core.access import Section
from journal.entries.types.base import EntryBody, EntryType, ShortText, number
from journal.entries.types.care import EntryId
from journal.entries.types.symptom import Site

MAX_SIDE: Final = 1600
MAX_BYTES: Final = 1_500_000
_SHA256 = r"^[0-9a-f]{64}$"
Side = Annotated[int, Field(ge=1, le=MAX_SIDE)]


class PhotoBody(EntryBody):
    """What a picture shows, in the survivor's words, and by what its bytes are known.

    Nothing of it is ever read by a rule, and nobody reads the picture by machine.
    """

    sha256: Annotated[str, StringConstraints(pattern=_SHA256)]
    """Of the bytes as the phone made them, without anything that the camera wrote."""
    bytes: Annotated[int, Field(ge=1, le=MAX_BYTES)]
    width: Side
    height: Side
    what: ShortText | None = None
    site: Site | None = None
    beside: Literal["nothing", "coin", "ruler", "finger"] | None = None
    """What lies beside it, to show how large it is."""
    about: EntryId | None = None
    """The entry that it came with."""


PHOTO = EntryType(
    slug="photo",
    body=PhotoBody,
    section=Section.FILES,
    condition=Q(body__has_key="sha256")
    & Q(body__sha256__regex=_SHA256)
    & number("bytes", low=1, high=MAX_BYTES, required=True)
    & number("width", low=1, high=MAX_SIDE, required=True)
    & number("height", low=1, high=MAX_SIDE, required=True),
)
