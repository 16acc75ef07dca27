"""The encryption of push messages: the example of RFC 8291, and a browser of our own."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from journal.notifications.push.encrypt import (
    MOST_BYTES,
    BrowserKeys,
    decoded,
    encoded,
    encrypt,
)
from tests.push_service import Browser

# RFC 8291, section 5 and appendix A.
PLAIN = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vC"
    "YLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXL"
    "WyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc():
    sender = ec.derive_private_key(int.from_bytes(decoded(SENDER), "big"), ec.SECP256R1())

    sealed = encrypt(PLAIN, BrowserKeys.parse(P256DH, AUTH), sender=sender, salt=decoded(SALT))

    assert encoded(sealed) == SEALED


@given(st.binary(max_size=MOST_BYTES))
def test_a_browser_reads_what_was_sent(message):
    browser = Browser()
    keys = BrowserKeys.parse(**browser.keys())

    sealed = encrypt(message, keys)

    assert browser.read(sealed) == message
    assert len(sealed) <= 4096
    assert encrypt(message, keys) != sealed


def test_nothing_longer_than_push_services_take():
    with pytest.raises(ValueError, match="too long"):
        encrypt(b"x" * (MOST_BYTES + 1), BrowserKeys.parse(P256DH, AUTH))


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", ""),
        (P256DH, ""),
        (P256DH, "BTBZMqHH6r4Tts7J"),
        (P256DH[:-2], AUTH),
        ("A" * 87, AUTH),
        (P256DH, "not base64!"),
        ("ключ", AUTH),
    ],
)
def test_what_is_no_key_of_a_browser_is_refused(p256dh, auth):
    with pytest.raises(ValueError):
        BrowserKeys.parse(p256dh, auth)
