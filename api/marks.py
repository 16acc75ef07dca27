"""By what a device whose session is over is known: its old cookie, or the mark it was given."""

from __future__ import annotations

from django.conf import settings
from rest_framework.request import Request

from journal.accounts.devices import mark_of

HEADER = "X-Device"
"""By what a device says that it was known, once its cookie is gone."""


def marks(request: Request) -> list[str]:
    """What the request says that its device was known by; nothing of it is believed yet."""
    said = [request.headers.get(HEADER, "")]
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if key:
        said.append(mark_of(key))
    return said
