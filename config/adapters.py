"""What Daybook decides otherwise than django-allauth's defaults."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest

from config.account_mails import account_mail
from journal.accounts.models import User
from journal.accounts.services import mail_arrives
from journal.core.secrets import locked_box

LOCALES = ("en", "es")


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

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Our own words and look, in the reader's language."""
        user = context.get("user")
        mail = account_mail(template_prefix, context, locale=_locale(user, context.get("request")))
        if mail is None:
            message: EmailMessage = super().render_mail(template_prefix, email, context, headers)
            return message
        to = [email] if isinstance(email, str) else email
        own = EmailMultiAlternatives(mail.subject, mail.text, None, to, headers=headers)
        own.attach_alternative(mail.html, "text/html")
        return own

    def new_user(self, request: HttpRequest) -> User:
        """A new account starts in the browser's language."""
        return User(locale=_locale(None, request))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Tell of a sign-in from a phone or browser that was never seen before."""
        seen = UserSession.objects.filter(user=user)
        here = self.get_http_user_agent(request)[:HTTP_USER_AGENT_MAX_LENGTH]
        if seen.exists() and not seen.filter(user_agent=here).exists():
            self.send_notification_mail("account/email/new_device", user, {"user": user})
        proofs = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        if any(proof["method"] == "code" for proof in proofs):
            mail_arrives(user=user)
        return super().post_login(request, user, **kwargs)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """A new address was shown to work."""
        is_confirmed: bool = super().confirm_email(request, email_address)
        if is_confirmed:
            mail_arrives(user=email_address.user)
        return is_confirmed

    def clean_email(self, email: str) -> str:
        """Addresses are compared in lower case everywhere."""
        cleaned: str = super().clean_email(email).lower()
        return cleaned


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Second factors are encrypted where they are stored."""

    def encrypt(self, text: str) -> str:
        """Encrypt a TOTP secret or the seed of recovery codes."""
        return locked_box("mfa").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Undo ``encrypt``, also with an older key during a rotation."""
        return locked_box("mfa").decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the configured site, not to whatever the Host header says."""
        host = urlsplit(settings.SITE_URL).hostname or "localhost"
        return {"id": host, "name": settings.SITE_NAME}


def _locale(user: object, request: HttpRequest | None) -> str:
    """The account's language; for somebody without one, the browser's."""
    if isinstance(user, User):
        return user.locale if user.locale in LOCALES else "en"
    asked = request.headers.get("Accept-Language", "") if request else ""
    return "es" if asked.lower().startswith("es") else "en"


def _digits() -> str:
    return f"{secrets.randbelow(10**6):06d}"
