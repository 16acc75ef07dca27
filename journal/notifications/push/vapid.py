"""Who we are to a push service: RFC 8292, a token signed with the key browsers subscribed to."""

from __future__ import annotations

import time
from functools import lru_cache

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from journal.notifications.push.encrypt import decoded, encoded

VALID_FOR = 12 * 3600
RENEWED_EACH = 3600


def is_on() -> bool:
    """Whether this server can send notices at all."""
    return bool(settings.WEB_PUSH_KEY)


def public_key() -> str:
    """What a browser subscribes with, in base64url; empty where there is no key."""
    if not is_on():
        return ""
    point = _key(settings.WEB_PUSH_KEY).public_key()
    return encoded(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def authorization(audience: str) -> str:
    """The header for a push service; ``audience`` is its scheme, host and port."""
    period = int(time.time()) // RENEWED_EACH
    return _authorization(settings.WEB_PUSH_KEY, settings.WEB_PUSH_CONTACT, audience, period)


@lru_cache(maxsize=64)
def _authorization(key: str, contact: str, audience: str, period: int) -> str:
    claims = {"aud": audience, "exp": period * RENEWED_EACH + VALID_FOR, "sub": contact}
    token = jwt.encode(claims, _key(key), algorithm="ES256")
    return f"vapid t={token}, k={public_key()}"


@lru_cache(maxsize=2)
def _key(key: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(key), "big"), ec.SECP256R1())
