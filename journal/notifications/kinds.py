"""What can be sent: each capability registers how its messages are put together.

The registry keeps this package below the capabilities that use it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from journal.notifications.models import Delivery


@dataclass(frozen=True, slots=True)
class Mail:
    """One message, in the reader's language. No health words: see the canary test."""

    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MessageKind:
    """How one kind of delivery is made.

    ``compose`` is called just before sending and returns None when the message is no longer
    wanted: consent withdrawn, already logged, account closed.
    """

    slug: str
    compose: Callable[[Delivery], Mail | None]
    stays_fresh: timedelta


KINDS: dict[str, MessageKind] = {}


def register(kind: MessageKind) -> None:
    """Add a kind; its slug is unique."""
    if kind.slug in KINDS:
        raise ValueError(f"message kind {kind.slug} is registered twice")
    KINDS[kind.slug] = kind
