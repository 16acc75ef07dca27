"""What a phone gets: one of a few neutral sentences, in a form that needs no script to be shown."""

from __future__ import annotations

import json
from uuid import UUID

from django.conf import settings

from journal.notifications.kinds import Ring

TEXTS = {
    "en": {
        "reminder": "You have a reminder.",
        "look": "There is something to look at.",
        "test": "This is a test. Reminders reach this phone.",
    },
    "es": {
        "reminder": "Tiene un recordatorio.",
        "look": "Hay algo que ver.",
        "test": "Esto es una prueba. Los recordatorios llegan a este teléfono.",
    },
}
DECLARATIVE = 8030
"""Marks a message that a browser may show by itself: the number of the RFC on web push."""


def payload(ring: Ring, *, delivery_id: UUID, locale: str) -> bytes:
    """The message as JSON. ``mutable`` lets our worker answer that it arrived, where it runs."""
    lang = locale if locale in TEXTS else "en"
    return json.dumps(
        {
            "web_push": DECLARATIVE,
            "mutable": True,
            "notification": {
                "title": settings.SITE_NAME,
                "body": TEXTS[lang][ring.text],
                "lang": lang,
                "dir": "auto",
                "tag": ring.tag,
                "navigate": f"{settings.SITE_URL}/",
                "data": {"id": str(delivery_id)},
            },
        },
        ensure_ascii=False,
    ).encode()
