"""The key that signs seals, and those that a seal may be signed with. None is in the database."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# A signature of ours over the same 32 bytes for another purpose would not pass as a seal.
_PURPOSE = b"daybook audit seal 1\x00"

Keys = Mapping[str, Ed25519PublicKey]
"""Public keys by their ids."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """The private key, with the id under which seals name it."""

    id: str
    private: Ed25519PrivateKey

    def sign(self, root: bytes) -> bytes:
        """The signature of a seal's root."""
        return self.private.sign(_PURPOSE + root)


def sealing_key() -> SealingKey:
    """The key of ``AUDIT_KEY``. Raises ``ImproperlyConfigured`` where none is set, or no key."""
    if not settings.AUDIT_KEY:
        raise ImproperlyConfigured("Set AUDIT_KEY (or AUDIT_KEY_FILE): openssl rand -base64 32")
    private = Ed25519PrivateKey.from_private_bytes(_bytes("AUDIT_KEY", settings.AUDIT_KEY))
    return SealingKey(key_id(private.public_key()), private)


def trusted_keys() -> dict[str, Ed25519PublicKey]:
    """The public half of ``AUDIT_KEY``, and ``AUDIT_PUBLIC_KEYS``."""
    known = [
        Ed25519PublicKey.from_public_bytes(_bytes("AUDIT_PUBLIC_KEYS", text))
        for text in settings.AUDIT_PUBLIC_KEYS
    ]
    if settings.AUDIT_KEY:
        known.append(sealing_key().private.public_key())
    if not known:
        raise ImproperlyConfigured("Set AUDIT_KEY or AUDIT_PUBLIC_KEYS.")
    return {key_id(key): key for key in known}


def is_signed(root: bytes, signature: bytes, *, key_id: str, keys: Keys) -> bool:
    """Whether one of ``keys``, the one that is named, made the signature."""
    key = keys.get(key_id)
    if key is None:
        return False
    try:
        key.verify(signature, _PURPOSE + root)
    except InvalidSignature:
        return False
    return True


def key_id(key: Ed25519PublicKey) -> str:
    """Sixteen characters that stand for a public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as ``AUDIT_PUBLIC_KEYS`` takes it."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def _bytes(name: str, text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 bytes in base64: openssl rand -base64 32")
    return raw
