"""A page that asks once more who one is, before an app is let in.

With what the account has: a passkey, the code of an app, the password. A code by mail is for
everybody, and the only way for those who have nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base.forms import ReauthenticateForm as AppCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as PasskeyForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from api.limits import wait_for
from api.v1.proof import check_code, mail_code
from config.identity.pages import SCRIPT, STYLE, with_headers
from config.identity.views import error_page, redirect_here
from config.identity.words import language, page_words
from journal.accounts.models import User
from journal.core.errors import Invalid, LinkUnusable

_KINDS: Final = {
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.TOTP: "app",
}


class Prove(View):
    """The proof, and back to the page that lets the app in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Offer the ways there are."""
        return self._page(request, request.GET.get("next", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send a mail, or take a proof."""
        back = request.POST.get("next", "")
        user = request.user
        if not isinstance(user, User) or not _is_ours(back):
            return self._page(request, back)
        way = request.POST.get("way", "")
        limit = "proof-mails" if way == "send" else "proof-tries"
        if wait_for(limit, str(user.id)) is not None:
            return self._page(request, back, wrong="prove_many")
        if way == "send":
            mail_code(request, user)
            return self._page(request, back, sent=True)
        check = _CHECKS.get(way)
        if check is None or not check(request, user):
            wrong = "prove_wrong" if way == "mail" else "prove_not"
            return self._page(request, back, sent=way == "mail", wrong=wrong)
        return redirect_here(request, back)

    def _page(
        self, request: HttpRequest, back: str, *, sent: bool = False, wrong: str = ""
    ) -> HttpResponse:
        if not _is_ours(back):
            return error_page(request)
        user = request.user
        if not isinstance(user, User):
            return redirect_here(request, back)
        lang = language(request)
        words = page_words(lang, email=user.email)
        ways = _ways(user)
        context = {
            "lang": lang,
            "style": STYLE,
            "script": SCRIPT,
            "words": words,
            "next": back,
            "sent": sent,
            "wrong": words[wrong] if wrong else "",
            "tried": request.POST.get("way", ""),
            "ways": ways,
            "asked": json.dumps(begin_authentication(user)) if "passkey" in ways else "",
        }
        page = render(request, "identity/prove.html", context)
        return with_headers(page, runs_script="passkey" in ways)


def _ways(user: User) -> list[str]:
    """Those besides a mail."""
    kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    ways = [way for kind, way in _KINDS.items() if kind in set(kinds)]
    return [*ways, "password"] if user.has_usable_password() else ways


def _by_mail(request: HttpRequest, user: User) -> bool:
    try:
        check_code(request, user, request.POST.get("code", ""))
    except (Invalid, LinkUnusable):
        return False
    return True


def _by_app(request: HttpRequest, user: User) -> bool:
    return _holds(AppCodeForm({"code": request.POST.get("code", "")}, user=user))


def _by_passkey(request: HttpRequest, user: User) -> bool:
    try:
        credential = json.loads(request.POST.get("credential", ""))
    except ValueError:
        return False
    return isinstance(credential, dict) and _holds(
        PasskeyForm({"credential": credential}, user=user)
    )


def _by_password(request: HttpRequest, user: User) -> bool:
    form = PasswordForm({"password": request.POST.get("password", "")}, user=user)
    if not form.is_valid():
        return False
    reauthenticate_by_password(request)
    return True


_CHECKS: Final[Mapping[str, Callable[[HttpRequest, User], bool]]] = {
    "mail": _by_mail,
    "app": _by_app,
    "passkey": _by_passkey,
    "password": _by_password,
}


def _holds(form: Any) -> bool:
    """Whether django-allauth takes the proof; it counts wrong ones itself."""
    try:
        if not form.is_valid():
            return False
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    form.save()
    return True


def _is_ours(address: str) -> bool:
    """Whether it leads back to the page that lets an app in, and nowhere else."""
    return address.startswith(f"{reverse('idp:oidc:authorization')}?")
