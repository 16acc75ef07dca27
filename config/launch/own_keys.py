"""Keys of this machine: made on the first run, kept for this user alone, never a default."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from config.launch.errors import LaunchError


def secret_key_file(state: Path) -> Path:
    """Return the file with the key that signs sessions and links, made if there is none."""
    return _kept(state / "secret_key", lambda: secrets.token_urlsafe(50))


def audit_key_file(state: Path) -> Path:
    """Return the file with the key that signs the audit log's seals, made if there is none."""
    return _kept(state / "audit_key", lambda: base64.b64encode(secrets.token_bytes(32)).decode())


def identity_key_file(state: Path) -> Path:
    """Return the file with the RSA key that tells apps who signed in, made if there is none."""
    return _kept(state / "identity_key", rsa_key)


def push_key_file(state: Path) -> Path:
    """Return the file with the key that phones subscribe to, made if there is none."""
    return _kept(state / "push_key", push_key)


def push_key() -> str:
    """Make a new key on P-256, as its 32 bytes in base64url."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")


def rsa_key() -> str:
    """Make a new RSA key, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem.decode()


def _kept(path: Path, make: Callable[[], str]) -> Path:
    if path.exists():
        if path.stat().st_mode & 0o077:
            raise LaunchError(f"Others can read {path}. Run: chmod 600 {path}")
        return path
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(make())
    return new.rename(path)
