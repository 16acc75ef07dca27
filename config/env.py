"""Typed readers of the environment; a wrong value stops the start with one clear line."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable's value; ``NAME_FILE`` may name a file that holds it (a mounted secret)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE).")
    return value


def flag(name: str, *, default: bool) -> bool:
    """``1`` or ``0``; anything else is refused rather than guessed."""
    value = os.environ.get(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0.")
    return value == "1"


def number(name: str, *, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number.")
    return int(value)


def words(name: str, *, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = os.environ.get(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]


def rsa_key(name: str) -> str:
    r"""An RSA private key in PEM, empty where there is none; in one line its breaks are ``\n``."""
    pem = text(name, "").replace("\\n", "\n").strip()
    if not pem:
        return ""
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPrivateKey) or key.key_size < 2048:
        raise ImproperlyConfigured(f"{name} must be an RSA private key in PEM, 2048 bits or more.")
    return pem


def document(name: str) -> dict[str, Any]:
    """A JSON object, empty where there is none."""
    try:
        value = json.loads(text(name, "") or "{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f"{name} must be a JSON object.")
    return value


def push_key(name: str) -> str:
    """A private key on P-256 as 32 bytes in base64url, empty where there is none."""
    value = text(name, "").strip()
    try:
        if value and len(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))) != 32:
            raise ValueError
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be 32 bytes in base64url.") from None
    return value


def contact(name: str, *, needed: bool) -> str:
    """Where push services reach the operator: ``mailto:`` or ``https:``, and a real host.

    Apple's refuses every message whose contact is not one.
    """
    value = text(name, "")
    parts = urlsplit(value)
    host = parts.path.rpartition("@")[2] if parts.scheme == "mailto" else parts.hostname or ""
    if value and (parts.scheme not in ("mailto", "https") or "." not in host):
        raise ImproperlyConfigured(f"{name} must be a mailto: or https: address of yours.")
    if needed and not value:
        raise ImproperlyConfigured(f"Set {name} to a mailto: or https: address of yours.")
    return value


def database(url: str, *, role: str | None = None) -> dict[str, Any]:
    """Django's settings for a ``postgresql://`` address; the host may be a socket folder in ?host=.

    ``role`` is the role that the session takes on when the login is another one, so that one
    address is enough where an operator has only one.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must be a postgresql:// address.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", None) or parts.port or ""
    user = unquote(parts.username or options.pop("user", ""))
    if role is not None and user != role:
        options["options"] = f"-c role={role}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": user,
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        # One connection a thread, kept: opening one costs more than most requests.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def email(url: str) -> dict[str, Any]:
    """Django's e-mail settings for ``smtp://user:password@host:port?tls=1``."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise ImproperlyConfigured("EMAIL_URL must be an smtp:// or smtps:// address.")
    options = dict(parse_qsl(parts.query))
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": unquote(parts.hostname or "localhost"),
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": options.get("tls") == "1",
        "EMAIL_TIMEOUT": 15,
    }
