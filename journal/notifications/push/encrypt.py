"""Encrypting a push message for one browser: RFC 8291 over RFC 8188, content coding aes128gcm.

Written here, on primitives of ``cryptography``: the libraries for it bring an HTTP client that
follows redirects, or come as source only. A test holds it to the example of RFC 8291.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD_SIZE = 4096
LAST_RECORD = b"\x02"
MOST_BYTES = 3900
"""Of the message itself; push services take 4096 in all."""


@dataclass(frozen=True, slots=True)
class BrowserKeys:
    """What a browser gives for its subscription: a point on P-256 and a secret of 16 bytes."""

    p256dh: bytes
    auth: bytes

    @classmethod
    def parse(cls, p256dh: str, auth: str) -> BrowserKeys:
        """From the browser's base64url; raises ``ValueError`` for anything else."""
        keys = cls(decoded(p256dh), decoded(auth))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), keys.p256dh)
        if len(keys.auth) != 16 or len(keys.p256dh) != 65:
            raise ValueError("not the keys of a push subscription")
        return keys


def encrypt(
    message: bytes,
    keys: BrowserKeys,
    *,
    sender: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of the request. ``sender`` and ``salt`` are new each time but in a test."""
    if len(message) > MOST_BYTES:
        raise ValueError("too long for a push message")
    sender = sender or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    ours = sender.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), keys.p256dh)
    shared = sender.exchange(ec.ECDH(), theirs)
    info = b"WebPush: info\x00" + keys.p256dh + ours
    secret = _derive(shared, salt=keys.auth, info=info, length=32)
    key = _derive(secret, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derive(secret, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    header = salt + RECORD_SIZE.to_bytes(4, "big") + len(ours).to_bytes(1, "big") + ours
    return header + AESGCM(key).encrypt(nonce, message + LAST_RECORD, None)


def decoded(text: str) -> bytes:
    """Base64url with or without its padding; raises ``ValueError``."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def encoded(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _derive(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
