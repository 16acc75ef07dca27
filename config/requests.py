"""Each request: its id, and what is in the audit log before its answer leaves."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from api.limits import client_address, hits
from journal.audit.pending import write_pending
from journal.core.current import Current, at_work

log = logging.getLogger(__name__)

HEADER: Final = "X-Request-ID"
MOST_REFUSALS: Final = 100
"""Of one person, or one address, in an hour; more are counted in the log of the server alone."""


class Requests:
    """Gives each request an id, and writes its audit events once its transaction is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; an answer whose look cannot be logged does not leave."""
        with at_work(origin=_origin(request)) as current:
            response = self.get_response(request)
            if current.looks or current.refusals:
                write_pending(
                    current,
                    answered=response.status_code < 400,
                    refusals=_is_no_flood(current),
                )
            response[HEADER] = current.id
            return response


def _origin(request: HttpRequest) -> str:
    """Where it came from, as something that only this server can make from an address."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"origin:{client_address(request)}".encode(), hashlib.sha256).hexdigest()


def _is_no_flood(current: Current) -> bool:
    if not current.refusals:
        return True
    who = current.refusals[0].actor_id or current.origin
    counted = hits(f"refusals:{who}", 3600)
    if counted is None or counted.count <= MOST_REFUSALS:
        return True
    if counted.count % MOST_REFUSALS == 1:
        log.warning("one account or address was refused %d times within an hour", counted.count)
    return False
