"""From what a device sent to operations; each one that does not fit gets its own answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from journal.core.clock import is_zone
from journal.entries.types import ENTRY_TYPES, SCHEMA_V
from journal.sync.protocol import Content, Op, OpBase, Outcome, RevBase, fingerprint, rejected

MAX_OP_BYTES = 16 * 1024
YEARS = range(1900, 2200)

_NO_ID = UUID(int=0)


class _Rev(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    rev: Annotated[int, Field(ge=1, le=2**31 - 1)]
    epoch: Annotated[int, Field(ge=1, le=2**31 - 1)]


class _Own(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    op: UUID


class OperationInput(BaseModel):
    """One operation on the wire."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    op_id: UUID
    entry_id: UUID
    kind: Literal["put", "delete"]
    actor_id: UUID
    section: Annotated[str, Field(max_length=12)]
    type: Annotated[str, Field(max_length=16)]
    schema_v: Annotated[int, Field(ge=1, le=1000)]
    base: _Rev | _Own | None = None
    occurred_at: datetime
    tz: Annotated[str, Field(max_length=64)]
    recorded_at: datetime | None = None
    body: dict[str, Any] = Field(default_factory=dict)
    resolves: Annotated[tuple[UUID, ...], Field(max_length=50)] = ()


def parse_op(sent: Mapping[str, Any]) -> Op | Outcome:
    """The operation, or the rejection that its device is told."""
    if len(orjson.dumps(sent)) > MAX_OP_BYTES:
        return rejected(_op_id(sent), "too_large")
    if isinstance(sent.get("type"), str) and sent["type"] not in ENTRY_TYPES:
        return rejected(_op_id(sent), "unknown_type")
    try:
        given = OperationInput.model_validate(sent)
    except ValidationError as wrong:
        return _invalid(_op_id(sent), wrong, "")
    op_id = given.op_id
    if given.schema_v > SCHEMA_V:
        return rejected(op_id, "unknown_type")
    problem = _problem_with_time(given)
    if problem is not None:
        return rejected(op_id, "invalid", (problem,))
    body: dict[str, Any] = {}
    if given.kind == "put":
        try:
            body = checked_body(given.type, given.body)
        except ValidationError as wrong:
            return _invalid(op_id, wrong, "/body")
        if ENTRY_TYPES[given.type].section_for(body).value != given.section:
            return rejected(op_id, "invalid", (_error("/section", "section", "another section"),))
    return _as_op(given, body, fingerprint(dict(sent)))


def checked_body(entry_type: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as it is stored: validated, without what was not said.

    Raises ``pydantic.ValidationError``.
    """
    model = ENTRY_TYPES[entry_type].body.model_validate(dict(body))
    return model.model_dump(mode="json", exclude_none=True)


def body_fits(entry_type: str, body: Mapping[str, Any]) -> bool:
    """Whether the body is valid for the type."""
    try:
        checked_body(entry_type, body)
    except ValidationError:
        return False
    return True


def at_offset(instant: datetime, minutes: int) -> datetime:
    """The instant as clocks at that UTC offset show it."""
    return instant.astimezone(timezone(timedelta(minutes=minutes)))


def _as_op(given: OperationInput, body: dict[str, Any], mark: bytes) -> Op:
    base: RevBase | OpBase | None = None
    if isinstance(given.base, _Rev):
        base = RevBase(given.base.rev, given.base.epoch)
    elif isinstance(given.base, _Own):
        base = OpBase(given.base.op)
    occurred_at = given.occurred_at
    offset = occurred_at.utcoffset() or timedelta()
    if offset.seconds % 60:
        occurred_at = at_offset(occurred_at, round(offset.total_seconds() / 60))
    return Op(
        op_id=given.op_id,
        entry_id=given.entry_id,
        kind=given.kind,
        actor_id=given.actor_id,
        section=given.section,
        type=given.type,
        schema_v=given.schema_v,
        base=base,
        content=Content(body, occurred_at, given.tz),
        recorded_at=given.recorded_at,
        resolves=given.resolves,
        fingerprint=mark,
    )


def _problem_with_time(given: OperationInput) -> dict[str, str] | None:
    for name in ("occurred_at", "recorded_at"):
        instant: datetime | None = getattr(given, name)
        if instant is None:
            continue
        if instant.tzinfo is None:
            return _error(f"/{name}", "offset", "give the offset from UTC")
        if instant.year not in YEARS:
            return _error(f"/{name}", "range", "this time is too far away")
    if not is_zone(given.tz):
        return _error("/tz", "zone", "unknown time zone")
    return None


def _op_id(sent: Mapping[str, Any]) -> UUID:
    try:
        return UUID(str(sent.get("op_id")))
    except ValueError:
        return _NO_ID


def _invalid(op_id: UUID, wrong: ValidationError, prefix: str) -> Outcome:
    return rejected(op_id, "invalid", tuple(pointers(wrong, prefix)))


def pointers(wrong: ValidationError, prefix: str) -> list[dict[str, str]]:
    """The errors with JSON pointers, and never the value that was sent."""
    found = []
    for error in wrong.errors(include_input=False, include_url=False, include_context=False):
        path = "".join(f"/{part}" for part in error["loc"])
        found.append(_error(prefix + path, error["type"], error["msg"]))
    return found


def _error(path: str, code: str, detail: str) -> dict[str, str]:
    return {"path": path, "code": code, "detail": detail}
