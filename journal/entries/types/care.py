"""Appointments, and what the survivor wants to ask there."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import Q
from pydantic import AfterValidator, Field, StringConstraints

from journal.core.access import Section
from journal.entries.types.base import EntryBody, EntryType, ShortText, number

MOST_RAISED = 3
"""How many things somebody picks to talk about first."""

KINDS = ("clinic", "scan", "blood_test", "treatment", "phone_call", "other")
_DAY, _TIME = r"^\d{4}-\d\d-\d\d$", r"^([01]\d|2[0-3]):[0-5]\d$"
_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def _is_day(value: str) -> str:
    date.fromisoformat(value)
    return value


def _is_id(value: str) -> str:
    if not _UUID.match(value):
        raise ValueError("not an id as it is written here")
    return str(UUID(value))


Day = Annotated[str, StringConstraints(pattern=_DAY), AfterValidator(_is_day)]
TimeOfDay = Annotated[
    str,
    StringConstraints(pattern=_TIME),
    AfterValidator(lambda at: f"{time.fromisoformat(at):%H:%M}"),
]
EntryId = Annotated[str, AfterValidator(_is_id)]
FlagId = EntryId
Answer = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class AppointmentBody(EntryBody):
    """When and with whom, by the clock on the wall there; and afterwards what came of it.

    The day stands in the body: the entry's own instant is when it was written down, which may be
    weeks before, and a wall time stays right when a country changes its clocks.
    """

    kind: Literal["clinic", "scan", "blood_test", "treatment", "phone_call", "other"]
    on: Day
    at: TimeOfDay | None = None
    with_whom: ShortText | None = None
    place: ShortText | None = None
    result: Literal["waiting", "got_it", "not_told"] | None = None
    result_by: Day | None = None
    """When they said that one would hear; nobody works it out."""
    fewer_reminders: bool | None = None
    """Around a scan or blood test: the answer to that question, absent until there is one."""
    top: Annotated[list[FlagId], Field(max_length=MOST_RAISED)] | None = None
    """Flags to talk about first, the most important first."""
    decided: Answer | None = None
    to_do: Answer | None = None
    call_if: Answer | None = None


class QuestionBody(EntryBody):
    """A question for the team, and one line for what they said."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    place: Annotated[float, Field(ge=-1e9, le=1e9)] | None = None
    """Its place in the list: smaller is further up; without one it comes after those that have."""
    answered: bool | None = None
    answer: Answer | None = None
    flag: FlagId | None = None
    """The flag that it came with."""


APPOINTMENT = EntryType(
    slug="appointment",
    body=AppointmentBody,
    section=Section.TESTS,
    condition=Q(body__has_keys=["kind", "on"], body__kind__in=KINDS)
    & Q(body__on__regex=_DAY)
    & (~Q(body__has_key="at") | Q(body__at__regex=_TIME))
    & (~Q(body__has_key="result_by") | Q(body__result_by__regex=_DAY))
    & (~Q(body__has_key="fewer_reminders") | Q(body__fewer_reminders__in=[True, False])),
    # How somebody feels before a test is hers to tell, like the words.
    words=frozenset({"decided", "to_do", "call_if", "fewer_reminders"}),
)
QUESTION = EntryType(
    slug="question",
    body=QuestionBody,
    section=Section.NOTES,
    condition=Q(body__has_key="text") & number("place", low=-1e9, high=1e9),
)
