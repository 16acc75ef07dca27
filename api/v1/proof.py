"""Proving again who one is, for people who sign in with codes from their mail alone.

Passwords and passkeys have django-allauth's own addresses for this.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.core.cache import cache
from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import who
from journal.accounts.models import User
from journal.core.errors import FieldError, Invalid, LinkUnusable
from journal.core.secrets import token_hash

VALID_FOR = 15 * 60
TRIES = 3


class ProofCodeInput(serializers.Serializer[Any]):
    """The six digits of the mail."""

    code = serializers.RegexField(r"^\d{6}$")


class ProofView(APIView):
    """A code by mail, and its answer."""

    limits = {"POST": ("proof-mails",), "PUT": ("proof-tries",)}

    @extend_schema(operation_id="ask_proof", request=None, responses={202: None})
    def post(self, request: Request) -> Response:
        """Mail six digits to the account's address."""
        mail_code(request._request, who(request))
        return Response(status=202)

    @extend_schema(operation_id="give_proof", request=ProofCodeInput, responses={204: None})
    def put(self, request: Request) -> Response:
        """Answer with them; three wrong answers, and a new mail is needed."""
        given = ProofCodeInput(data=request.data)
        given.is_valid(raise_exception=True)
        check_code(request._request, who(request), given.validated_data["code"])
        return Response(status=204)


def mail_code(request: HttpRequest, user: User) -> None:
    """Send six digits that prove, in this session, who somebody is."""
    code = f"{secrets.randbelow(10**6):06d}"
    cache.set(_key(request, user), {"hash": token_hash(code), "tries": TRIES}, VALID_FOR)
    get_adapter().send_mail("account/email/login_code", user.email, {"user": user, "code": code})


def check_code(request: HttpRequest, user: User, code: str) -> None:
    """Take them. Raises ``Invalid`` for others, and ``LinkUnusable`` after three wrong answers."""
    key = _key(request, user)
    known = cache.get(key)
    if known is None:
        raise LinkUnusable
    if not hmac.compare_digest(known["hash"], token_hash(code)):
        known["tries"] -= 1
        if known["tries"] > 0:
            cache.set(key, known, VALID_FOR)
        else:
            cache.delete(key)
        raise Invalid(FieldError("#/code", "wrong", "this is not the code"))
    cache.delete(key)
    record_authentication(request, user, "code", reauthenticated=True)


def _key(request: HttpRequest, user: User) -> str:
    """Of this session, so that a code read elsewhere proves nothing here."""
    return f"proof-code:{user.id}:{request.session.session_key}"
