"""The ways a message can go, behind one small interface."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, Protocol

from journal.notifications.kinds import Mail, MessageKind, Ring
from journal.notifications.models import Delivery


class TryLater(Exception):
    """It was certainly not taken. ``code`` is for the row, ``after`` what the other side wishes."""

    def __init__(self, code: str, after: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code[:40]
        self.after = after


class NotKnown(Exception):
    """It may have been taken or not: the line went dead in the middle. ``code`` is for the row."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:40]


class TakesNothing(Exception):
    """Nothing will ever be taken there: the phone unsubscribed, or the address does not exist."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:40]


class Post(Protocol):
    """An open way. ``send`` raises ``TryLater``, ``NotKnown`` or ``TakesNothing``."""

    def send(self, delivery: Delivery, message: Any) -> None:
        """Hand the message over."""


class Channel(Protocol):
    """One way: how a kind is put into its form, and how that goes out."""

    def message(self, kind: MessageKind, delivery: Delivery) -> Mail | Ring | None:
        """What is to be sent, or None when it is no longer wanted."""

    def open(self) -> AbstractContextManager[Post]:
        """Open it for one run; one connection for all where the way has connections."""


CHANNELS: dict[str, Channel] = {}


def register_channel(name: str, channel: Channel) -> None:
    """Add a way; its name is one of ``Delivery.Channel``."""
    CHANNELS[name] = channel
