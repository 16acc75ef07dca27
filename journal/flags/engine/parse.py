"""Journals described in a file, as values that the engine can evaluate.

The words are those of the clinical specification, section 4.1. Anything that does not fit is
refused with a JSON pointer to it, so that a reviewer can mend the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_day
from datetime import datetime
from typing import Any, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from journal.accounts.profile import JournalProfile
from journal.catalogue.terms import unknown_symptoms
from journal.flags.engine.inputs import PriorFlag, Reading, Urgency
from journal.flags.engine.parse_entries import ENTRY_MODELS

_Model = TypeVar("_Model", bound=BaseModel)


class PaperError(ValueError):
    """Something in the file does not fit; ``pointer`` says where."""

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer}: {message}")
        self.pointer = pointer


@dataclass(frozen=True, slots=True)
class PaperJournal:
    """One journal of the file; the ids of its readings are their positions."""

    id: str | int
    profile: JournalProfile
    readings: tuple[Reading, ...]
    now: datetime
    prior_flags: tuple[PriorFlag, ...]


class _Prior(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    concept: str
    subject: str | None = None
    urgency: Urgency
    level: int | None = None
    date: AwareDatetime | calendar_day | None = None
    state: Literal["open", "acknowledged"]
    team_knows: bool | None = None


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str | int
    profile: dict[str, Any]
    entries: list[dict[str, Any]]
    evaluate_at: AwareDatetime
    prior_flags: list[dict[str, Any]] | None = None


def parse_journals(data: object) -> list[PaperJournal]:
    """Read the journals of a parsed file; raises ``PaperError`` at the first thing wrong."""
    if not isinstance(data, Mapping) or not isinstance(data.get("journals"), list):
        raise PaperError("#/journals", "a list of journals is needed")
    extra = sorted(set(data) - {"journals"})
    if extra:
        raise PaperError(f"#/{extra[0]}", "unknown field")
    return [_journal(raw, f"#/journals/{index}") for index, raw in enumerate(data["journals"])]


def _journal(raw: object, pointer: str) -> PaperJournal:
    envelope = _check(_Envelope, raw, pointer)
    entries = enumerate(envelope.entries)
    flags = enumerate(envelope.prior_flags or [])
    return PaperJournal(
        id=envelope.id,
        profile=_profile(envelope.profile, f"{pointer}/profile"),
        readings=tuple(_reading(item, at, f"{pointer}/entries/{at}") for at, item in entries),
        now=envelope.evaluate_at,
        prior_flags=tuple(_prior(item, f"{pointer}/prior_flags/{at}") for at, item in flags),
    )


def _profile(raw: Mapping[str, Any], pointer: str) -> JournalProfile:
    profile = _check(JournalProfile, raw, pointer)
    for name in ("baseline", "original_symptoms"):
        for slug in unknown_symptoms(getattr(profile, name)):
            raise PaperError(f"{pointer}/{name}", f"unknown symptom {slug}")
    return profile


def _reading(raw: Mapping[str, Any], position: int, pointer: str) -> Reading:
    model = ENTRY_MODELS.get(str(raw.get("type")))
    if model is None:
        raise PaperError(f"{pointer}/type", f"one of {', '.join(ENTRY_MODELS)} is needed")
    entry = _check(model, raw, pointer)
    day = entry.date or (entry.at.date() if entry.at else None)
    if day is None:
        raise PaperError(f"{pointer}/at", "a time (at) or a day (date) is needed")
    return Reading(position, entry.type, entry.at, day, entry.body())


def _prior(raw: Mapping[str, Any], pointer: str) -> PriorFlag:
    prior = _check(_Prior, raw, pointer)
    is_answered = prior.state == "acknowledged" or bool(prior.team_knows)
    if is_answered and prior.date is None:
        raise PaperError(f"{pointer}/date", "the day of the answer is needed")
    exact = prior.date if isinstance(prior.date, datetime) else None
    return PriorFlag(
        concept=prior.concept,
        subject=prior.subject,
        urgency=prior.urgency,
        state="acknowledged" if is_answered else "open",
        level=prior.level,
        acknowledged_on=None if exact else prior.date,
        acknowledged_at=exact,
        team_knows=bool(prior.team_knows),
    )


def _check(model: type[_Model], raw: object, pointer: str) -> _Model:
    """Validate as JSON, which is strict about types but reads dates and times."""
    try:
        return model.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        raise PaperError(_pointer(pointer, first["loc"]), first["msg"]) from None


def _pointer(start: str, location: Sequence[str | int]) -> str:
    # Steps that pydantic adds for the branch of a union are not part of the file.
    steps = [str(step) for step in location if not str(step).startswith(("datetime", "date["))]
    return "/".join([start, *(step.replace("~", "~0").replace("/", "~1") for step in steps)])
