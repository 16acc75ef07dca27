"""One request to a push service: to the address that was checked, no redirect, no proxy."""

from __future__ import annotations

import http.client
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from journal.notifications.push.endpoints import Endpoint, resolve

TIMEOUT = 10.0
MOST_READ = 4096
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the push service said; ``retry_after`` is None where it named no time."""

    status: int
    retry_after: timedelta | None


def post(endpoint: Endpoint, *, headers: dict[str, str], body: bytes) -> Answer:
    """Send it. Raises ``OSError`` where nothing answered, ``NotAllowed`` for an inner address."""
    connection = _Pinned(endpoint, resolve(endpoint))
    try:
        connection.request("POST", endpoint.path, body=body, headers=headers)
        response = connection.getresponse()
        response.read(MOST_READ)
        return Answer(response.status, _wait(response.headers.get("Retry-After")))
    except http.client.HTTPException as error:
        raise OSError(type(error).__name__) from None
    finally:
        connection.close()


class _Pinned(http.client.HTTPSConnection):
    """Calls a numeric address and expects the certificate of the name."""

    def __init__(self, endpoint: Endpoint, address: str) -> None:
        self._verified = ssl.create_default_context()
        super().__init__(endpoint.host, endpoint.port, timeout=TIMEOUT, context=self._verified)
        self._address = address

    def connect(self) -> None:
        """Connect to the address that was checked."""
        plain = socket.create_connection((self._address, self.port), TIMEOUT)
        try:
            self.sock = self._verified.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _wait(value: str | None) -> timedelta | None:
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:6])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    return max(timedelta(), min(until - datetime.now(UTC), LONGEST_WAIT))
