"""The one look of our mails: plain text written by hand, and HTML of the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

import mrml
from django.template import Context, Engine, Template

from journal.notifications.kinds import Mail

SOURCE = Path(__file__).resolve().parent.parent / "templates" / "journal" / "mail.mjml"


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
    html = _html().render(Context({"letter": letter}))
    # A name in it may have a line break, and a header may not.
    return Mail(" ".join(letter.subject.split()), text + "\n", html, headers or {})


class Words(TypedDict):
    """A letter in one language, with {names} where something is filled in."""

    subject: str
    paragraphs: list[str]
    button: str
    footer: list[str]


def written(words: Mapping[str, Words], locale: str, *, address: str, **named: str) -> Mail:
    """The letter in somebody's language, or in English where it has none in theirs."""
    found = locale if locale in words else "en"
    letter = words[found]
    return lay_out(
        Letter(
            locale=found,
            subject=letter["subject"].format(**named),
            paragraphs=[line.format(**named) for line in letter["paragraphs"]],
            button=letter["button"],
            address=address,
            footer=letter["footer"],
        )
    )


@cache
def _html() -> Template:
    """The template in the HTML that mail programs need: made once, then filled in for each mail.

    Without fonts: MJML's own would be fetched from somebody else's server by whoever opens it.
    """
    options = mrml.RenderOptions(fonts={}, disable_comments=False)
    return Engine.get_default().from_string(mrml.to_html(SOURCE.read_text(), None, options).content)
