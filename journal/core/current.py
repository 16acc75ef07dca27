"""The request at work: its id, and what is written about it when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from journal.core.ids import new_id


@dataclass(slots=True)
class Current:
    """One request. ``origin`` stands for where it came from and cannot be turned back into it.

    ``looks`` and ``refusals`` are audit events that wait for the request's end.
    """

    id: str
    origin: str = ""
    looks: list[Any] = field(default_factory=list)
    refusals: list[Any] = field(default_factory=list)


_current: ContextVar[Current | None] = ContextVar("current", default=None)


def current() -> Current | None:
    """The request at work; None in jobs and commands."""
    return _current.get()


def request_id() -> str:
    """Its id, empty outside of a request."""
    at_work = _current.get()
    return at_work.id if at_work else ""


@contextmanager
def at_work(*, origin: str = "") -> Iterator[Current]:
    """Begin a request, with an id of its own."""
    begun = Current(new_id().hex, origin)
    token = _current.set(begun)
    try:
        yield begun
    finally:
        _current.reset(token)
