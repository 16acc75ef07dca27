"""A name that goes into mails can be no link, no phone number and no text of its own."""

from __future__ import annotations

import pytest

from journal.core.names import is_plain_name


@pytest.mark.parametrize(
    "name",
    ["Ana", "Dr. Nora Müller", "J.R. Ewing", "Ana-María O'Neill", "Ward 3.2", "Station 12 B", "李小龍",
     "محمد علی\u200cزاده", "👩\u200d⚕️ Nora", "St. Anna (2nd floor), onco & hemato", "2nd ward, room 123456"],
)  # fmt: skip
def test_names_that_are_names(name):
    assert is_plain_name(name)


@pytest.mark.parametrize(
    "name",
    ["https://x", "See http://1.2.3.4/a", "www.1", "WWW.x", "evil.com", "Ana (evil.co/pay)", "a@b.org",
     "evil。com", "evil．com", "ｅｖｉｌ．ｃｏｍ", "пример.рф", "x\u202emoc.live", "a\nYour account is locked", "a\rb", "a\u2028b",
     "a\x00b", "a\u200bb", "Call +43 1 234 5678", "555-123-4567", "٠١٢٣٤٥٦"],
)  # fmt: skip
def test_names_that_are_more(name):
    assert not is_plain_name(name)
