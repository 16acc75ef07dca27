"""Who is asking: the session cookie, checked in one statement, or the token of an app."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.crypto import constant_time_compare
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from api.tokens import AppToken, app_of, bearer
from journal.accounts.models import User
from journal.accounts.sessions import SessionStore
from journal.core.wall import close_wall


class _CsrfCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return reason  # type: ignore[return-value]  # as DRF does: the reason, not a page


def _no_view(*args: object, **kwargs: object) -> HttpResponse:
    """The check wants a view; it only looks whether it is exempt."""
    return HttpResponse()


class SessionAuthentication(authentication.BaseAuthentication):
    """The session's user, who came with the session's row; unsafe methods need the CSRF token.

    Where there is none, an app may come with a bearer token, and needs neither cookie nor CSRF
    token: no browser sends its header by itself.
    """

    def authenticate(self, request: Request) -> tuple[User, AppToken | None] | None:
        """The user, and the token of an app; None where nobody is signed in."""
        session = cast(SessionStore, request._request.session)
        session.shall_close_wall = True
        user = session_user(request._request)
        token = bearer(request._request)
        if user is None and token is not None:
            user, app = app_of(token)
            close_wall(user_id=user.id)
            return user, app
        if not session.closed_wall:
            close_wall(user_id=user.id if user else None)
        if user is None:
            return None
        check = _CsrfCheck(lambda _: HttpResponse())
        check.process_request(request._request)
        if check.process_view(request._request, _no_view, (), {}):
            raise exceptions.PermissionDenied
        return user, None

    def authenticate_header(self, request: Request) -> str:
        """A value makes DRF answer 401, not 403, to the signed-out."""
        if bearer(request._request) is not None:
            return 'Bearer realm="daybook", error="invalid_token"'
        return 'Session realm="daybook"'


def session_user(request: HttpRequest) -> User | None:
    """The signed-in user, or None; a changed password or a lock ends every older session."""
    session = request.session
    user_id = session.get(SESSION_KEY)
    if user_id is None or session.get(BACKEND_SESSION_KEY) is None:
        return None
    user: User | None = getattr(session, "row_user", None)
    if user is None or str(user.pk) != str(user_id):
        user = User.objects.filter(pk=user_id).first()
    if user is None or not user.is_active:
        return None
    marks = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    kept = session.get(HASH_SESSION_KEY, "")
    return user if any(constant_time_compare(kept, mark) for mark in marks) else None
