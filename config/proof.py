"""A fresh proof before what opens an account is changed.

django-allauth asks for one only of accounts that have a password or a second factor. Somebody who
signs in with codes from the mail has neither, and whoever holds their open session must not be able
to add a passkey of their own.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from api.problems import proof_needed
from journal.accounts.models import User

GUARDED = ("/account/authenticators", "/account/password", "/account/email")
ACCOUNT = "/_allauth/browser/v1"


class FreshProof:
    """Refuses such a change where the last proof lies too far back, as the API does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let it through, or say that a proof is needed."""
        path = request.path.removeprefix(ACCOUNT)
        changes = request.method not in ("GET", "HEAD", "OPTIONS")
        begins_a_passkey = request.method == "GET" and path == "/account/authenticators/webauthn"
        if path.startswith(GUARDED) and (changes or begins_a_passkey) and not _is_fresh(request):
            return proof_needed()
        return self.get_response(request)


def _is_fresh(request: HttpRequest) -> bool:
    """Also for the signed-out: allauth has its own answer for them."""
    user = request.user
    if not isinstance(user, User):
        return True
    proofs = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    # Signing up leaves no record of a proof, and the first thing to do then is to add a passkey.
    newest = max([user.date_joined.timestamp(), *(proof["at"] for proof in proofs)])
    return bool(time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
