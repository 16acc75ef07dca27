"""The key of a session: a new one with each fresh proof, so that an older copy of it is dead."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.contrib.sessions.middleware import SessionMiddleware
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class Sessions(SessionMiddleware):
    """Django's, but only signing out takes the cookie away.

    A request that was on its way with the key from before a proof has no session. Its answer may
    arrive last, and must not take the new key from the browser.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save a changed session and send its key; leave alone what was not found."""
        session = request.session
        if session.is_empty() and not session.modified:
            if session.accessed:
                patch_vary_headers(response, ("Cookie",))
            return response
        return super().process_response(request, response)


@receiver(authentication_step_completed, dispatch_uid="daybook-new-key-after-proof")
def renew_key(
    sender: object, request: HttpRequest, reauthenticated: bool = False, **kwargs: Any
) -> None:
    """After every way of proving again who one is; signing in gives a new key by itself."""
    if not reauthenticated:
        return
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)
