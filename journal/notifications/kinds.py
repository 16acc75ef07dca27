"""What can be sent: each capability registers how its messages are put together.

The registry keeps this package below the capabilities that use it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from journal.notifications.models import Delivery

ALWAYS = timedelta(days=60)
"""How long what must go stays fresh: longer than anybody leaves a server without its workers."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One message, in the reader's language. No health words: see the canary test."""

    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ring:
    """One notice on a lock screen: one of our few neutral texts, never a person's own words.

    A later ring with the same ``tag`` takes the place of an earlier one.
    """

    text: str
    tag: str


def _at_once(delivery: Delivery, now: datetime) -> datetime:
    return now


def _nothing_more(delivery: Delivery) -> None:
    return


@dataclass(frozen=True, slots=True)
class MessageKind:
    """How one kind of delivery is made.

    ``compose`` and ``ring`` are called just before sending, by mail or to a phone, and return None
    when the message is no longer wanted: consent withdrawn, already logged, account closed.
    ``may_go_at`` holds it back until the quiet hours end. ``settled`` is told how it ended, in the
    transaction that says so, and ``gone`` that this way is at its end: the phone takes nothing any
    more, or could not be rung for too long.
    """

    slug: str
    compose: Callable[[Delivery], Mail | None]
    stays_fresh: timedelta
    ring: Callable[[Delivery], Ring | None] | None = None
    may_go_at: Callable[[Delivery, datetime], datetime] = _at_once
    must_go: bool = False
    """About the safety of an account: also to an address from which mail came back."""
    settled: Callable[[Delivery], None] = _nothing_more
    gone: Callable[[Delivery], None] = _nothing_more


KINDS: dict[str, MessageKind] = {}


def register(kind: MessageKind) -> None:
    """Add a kind; its slug is unique."""
    if kind.slug in KINDS:
        raise ValueError(f"message kind {kind.slug} is registered twice")
    KINDS[kind.slug] = kind
