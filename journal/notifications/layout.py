"""The one look of our mails: plain text written by hand, and HTML of the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from journal.notifications.kinds import Mail

HTML = "journal/mail.html"


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one mail, in one language."""

    locale: str
    subject: str
    paragraphs: Sequence[str]
    button: str
    address: str
    footer: Sequence[str]


def lay_out(letter: Letter, *, headers: Mapping[str, str] | None = None) -> Mail:
    """Set the words twice: as text, and as one column of HTML that survives dark mode."""
    text = "\n\n".join(
        [
            *letter.paragraphs,
            f"{letter.button}: {letter.address}",
            "-- \n" + "\n".join(letter.footer),
        ]
    )
    context = {"letter": letter, "site": settings.SITE_NAME}
    return Mail(letter.subject, text + "\n", render_to_string(HTML, context), headers or {})
