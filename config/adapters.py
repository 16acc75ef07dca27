"""What Daybook decides otherwise than django-allauth's defaults."""

from __future__ import annotations

import base64
import hashlib
import secrets
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_str


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Codes of digits, which a phone's keyboard fills in, and addresses in lower case."""

    def generate_login_code(self) -> str:
        """Six digits, easy to read from one screen onto another."""
        return _digits()

    def generate_email_verification_code(self) -> str:
        """The same form as the sign-in code."""
        return _digits()

    def generate_password_reset_code(self) -> str:
        """The same form as the sign-in code."""
        return _digits()

    def clean_email(self, email: str) -> str:
        """Addresses are compared in lower case everywhere."""
        cleaned: str = super().clean_email(email).lower()
        return cleaned


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Second factors are encrypted where they are stored."""

    def encrypt(self, text: str) -> str:
        """Encrypt a TOTP secret or the seed of recovery codes."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Undo ``encrypt``, also with an older key during a rotation."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the configured site, not to whatever the Host header says."""
        host = urlsplit(settings.SITE_URL).hostname or "localhost"
        return {"id": host, "name": settings.SITE_NAME}


def _digits() -> str:
    return f"{secrets.randbelow(10**6):06d}"


def _box() -> MultiFernet:
    keys = [force_str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"mfa:{key}".encode()).digest()))
            for key in keys
        ]
    )
