"""A real SMTP server on loopback that keeps what it gets."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Sink:
    """Keeps mails; can be told to answer with an error."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"
        self.refuses: str | None = None
        self.refuses_next: list[str] = []
        self.hangs_up = 0
        self.hangs_up_early = 0

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server, session, envelope, address, options
    ) -> str:
        if self.hangs_up_early:
            self.hangs_up_early -= 1
            server.transport.abort()
        if self.refuses_next:
            return self.refuses_next.pop(0)
        if self.refuses is None:
            envelope.rcpt_tos.append(address)
        return self.refuses or "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        if self.answer.startswith("2"):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            mail["X-Envelope-To"] = ",".join(envelope.rcpt_tos)
            self.mails.append(mail)
        if self.hangs_up:
            # Has it, and never says so.
            self.hangs_up -= 1
            server.transport.abort()
        return self.answer

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to one address."""
        return [mail for mail in self.mails if mail["X-Envelope-To"] == address]


@contextmanager
def smtp_sink(port: int = 0) -> Iterator[tuple[Sink, int]]:
    """Run a sink; yields it with its port."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port or _free_port())
    controller.start()
    try:
        yield sink, controller.port
    finally:
        controller.stop()


def _free_port() -> int:

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
