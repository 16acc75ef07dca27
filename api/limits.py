"""How often somebody may ask: every limit as data, counted in Redis, at no SQL statement.

A limit *closes* where what it guards could be guessed or misused: nothing passes while Redis is
away. All others stay open then: what a survivor wrote must reach the server whatever has stopped.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.exceptions import Throttled
from rest_framework.throttling import BaseThrottle

from journal.accounts.models import User

if TYPE_CHECKING:
    # The settings name the class below, and the framework's views read the settings.
    from rest_framework.request import Request
    from rest_framework.views import APIView

log = logging.getLogger(__name__)

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
CLOSED_FOR: Final = 30
"""What a closed limit tells people to wait while Redis is away."""
_ASK_AGAIN: Final = 5.0

Whose = Literal["device", "person", "address", "all"]


@dataclass(frozen=True, slots=True)
class Limit:
    """``most`` requests in ``seconds`` for each of ``whose``; the signed-out count by address."""

    most: int
    seconds: int
    whose: Whose
    closes: bool = False


LIMITS: Final[Mapping[str, Limit]] = {
    # What every request counts for, by its method.
    "read": Limit(600, MINUTE, "device"),
    "write": Limit(240, MINUTE, "device"),
    # Besides that, what some addresses count for.
    "push": Limit(120, MINUTE, "device"),
    "pictures": Limit(60, MINUTE, "device"),
    "shared": Limit(240, MINUTE, "person"),
    "room": Limit(120, MINUTE, "address"),
    "visit-pages": Limit(60, HOUR, "person"),
    "copies": Limit(10, HOUR, "person", closes=True),
    "schema": Limit(30, MINUTE, "address"),
    "sharing": Limit(60, HOUR, "person", closes=True),
    "invitations": Limit(30, DAY, "person", closes=True),
    "invitation-tries": Limit(60, HOUR, "person", closes=True),
    "proof-mails": Limit(5, HOUR, "person", closes=True),
    "proof-tries": Limit(30, HOUR, "person", closes=True),
    "sign-in-links": Limit(60, MINUTE, "address", closes=True),
    "visit-here": Limit(10, HOUR, "address", closes=True),
    "visit-anywhere": Limit(300, HOUR, "all", closes=True),
    "public": Limit(600, MINUTE, "address"),
    "authorize": Limit(240, HOUR, "address", closes=True),
    "tokens": Limit(60, MINUTE, "address", closes=True),
}
"""``RATE_LIMIT_FACTOR`` multiplies those that do not close."""


@dataclass(frozen=True, slots=True)
class Hits:
    """How often it was, and in how many seconds counting begins anew."""

    count: int
    left: int


_away_until = 0.0


def hits(key: str, seconds: int) -> Hits | None:
    """Count one more; None while Redis is away, which is tried again every few seconds only."""
    global _away_until
    if time.monotonic() < _away_until:
        return None
    try:
        return Hits(*cache.hit(key, seconds))  # type: ignore[attr-defined]
    except (RedisError, OSError) as error:
        _away_until = time.monotonic() + _ASK_AGAIN
        log.warning("requests cannot be counted: %s", type(error).__name__)
        return None


def wait_for(name: str, whose: str) -> int | None:
    """Count a request under a limit; seconds to wait where it is one too many, else None."""
    limit = LIMITS[name]
    counted = hits(f"limit:{name}:{whose}", limit.seconds)
    if counted is None:
        return CLOSED_FOR if limit.closes else None
    most = limit.most if limit.closes else limit.most * settings.RATE_LIMIT_FACTOR
    return counted.left if counted.count > most else None


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; of IPv6 the network, because one has so many addresses in it."""
    try:
        said = get_client_ip(request) or ""
        address = ipaddress.ip_address(said)
    except (ValueError, ImproperlyConfigured):
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def counted(request: Request, name: str) -> None:
    """Count a request under one more limit. Raises ``Throttled``."""
    wait = wait_for(name, _whose(request, LIMITS[name].whose))
    if wait is not None:
        raise Throttled(wait=wait)


class Limits(BaseThrottle):
    """Counts a request by its method and, where it changes something, under its view's ``limits``.

    A view's ``read_limits`` count for reading too.
    """

    def __init__(self) -> None:
        self._wait: int | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Whether none of the limits is passed."""
        is_read = request.method in ("GET", "HEAD", "OPTIONS")
        names = ["read" if is_read else "write", *getattr(view, "read_limits", ())]
        if request.method in ("POST", "PUT"):
            names += _of_view(view, request.method)
        for name in names:
            self._wait = wait_for(name, _whose(request, LIMITS[name].whose))
            if self._wait is not None:
                return False
        return True

    def wait(self) -> float | None:
        """For how many seconds."""
        return self._wait


def _of_view(view: APIView, method: str) -> tuple[str, ...]:
    limits: Mapping[str, tuple[str, ...]] = getattr(view, "limits", {})
    return limits.get(method, ())


def _whose(request: Request, whose: Whose) -> str:
    if whose == "all":
        return "all"
    browser: HttpRequest = getattr(request, "_request", request)
    user: Any = request.user
    if whose == "address" or not isinstance(user, User):
        return client_address(browser)
    if whose == "person":
        return str(user.id)
    app = getattr(request.auth, "app_id", None)
    return f"{user.id}:{app or _device(browser)}"


def _device(request: HttpRequest) -> str:
    """Stands for the session without being it: who reads Redis must not be able to sign in."""
    key = request.session.session_key or ""
    return hashlib.sha256(key.encode()).hexdigest()[:16]
