"""Names that people choose, and that mails to others carry: a person's, a team's."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# What a mail program makes a link of, or what asks to be called.
_LINK_OR_NUMBER: Final = re.compile(
    r"://|\bwww\.|\w[.\u3002][^\W\d_]{2}|(?:\d[^\w]*){7}", re.IGNORECASE
)
_JOINERS: Final = {"\u200c", "\u200d"}
"""Invisible, and needed to write some names and emoji."""


def is_plain_name(text: str) -> bool:
    """Whether it cannot pass for more than a name.

    It holds no line break or hidden sign, no web or mail address and no phone number. A full stop
    between two words counts as an address: mail programs see it so.
    """
    hidden = any(
        unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") and sign not in _JOINERS
        for sign in text
    )
    return not hidden and not _LINK_OR_NUMBER.search(unicodedata.normalize("NFKC", text))
