"""A name that goes into mails can be no link, no phone number and no text of its own."""

from __future__ import annotations

import pytest

from journal.core.names import is_plain_name


@pytest.mark.parametrize(
    "name",
    [
        *("Ana", "Dr. Nora Müller", "J.R. Ewing", "Ana-María O'Neill", "李小龍"),
        *("Ward 3.2", "Station 12 B", "St. Anna (2nd floor), onco & hemato", "Room 123456"),
        # With the invisible signs that some scripts and emoji need.
        *("\u0639\u0644\u06cc\u200c\u0632\u0627\u062f\u0647", "👩\u200d⚕️ Nora"),
    ],
)
def test_names_that_are_names(name):
    assert is_plain_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("https://x", "See http://1.2.3.4/a", "www.1", "WWW.x", "evil.com", "Ana (evil.co/pay)"),
        *("a@b.org", "пример.рф", "evil。com", "evil\uff0ecom", "evil\uff61com"),
        *("a\nYour account is locked", "a\rb", "a\u2028b", "a\x00b"),
        # Read from right to left, and a space that nobody sees.
        *("x\u202emoc.live", "a\u200bb"),
        *("Call +43 1 234 5678", "555-123-4567", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666"),
    ],
)
def test_names_that_are_more(name):
    assert not is_plain_name(name)
