"""RFC 9457: every error of the API has one shape, and every code a section in docs/problems.md."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import Http404
from pydantic import ValidationError as BodyError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from journal.core.errors import (
    AccessRevoked,
    BatchTooLarge,
    ClientTooOld,
    CursorReset,
    DomainError,
    EpochChanged,
    Invalid,
    InvitationUnusable,
    JournalGone,
    LastLead,
    LinkUnusable,
    NoRoom,
    NotFound,
    PendingDeletion,
    PictureMissing,
    ProofNeeded,
    ReadOnly,
    ScopeNeeded,
    SecondFactorNeeded,
    TooSoon,
    ViewChanged,
    VisitUnusable,
)

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    PictureMissing: 404,
    NoRoom: 409,
    AccessRevoked: 403,
    ReadOnly: 403,
    SecondFactorNeeded: 403,
    ScopeNeeded: 403,
    ProofNeeded: 401,
    LastLead: 409,
    VisitUnusable: 410,
    Invalid: 422,
    EpochChanged: 409,
    PendingDeletion: 409,
    CursorReset: 410,
    ViewChanged: 410,
    JournalGone: 410,
    BatchTooLarge: 413,
    ClientTooOld: 426,
    InvitationUnusable: 410,
    LinkUnusable: 410,
    TooSoon: 429,
}
FRAMEWORK: dict[type[exceptions.APIException], tuple[str, str]] = {
    exceptions.NotAuthenticated: ("not-signed-in", "Please sign in."),
    exceptions.AuthenticationFailed: ("not-signed-in", "Please sign in."),
    exceptions.PermissionDenied: ("forbidden", "This is not open to you."),
    exceptions.NotFound: (NotFound.code, NotFound.title),
    exceptions.MethodNotAllowed: ("method-not-allowed", "This address does not do that."),
    exceptions.NotAcceptable: ("not-acceptable", "This address only speaks JSON."),
    exceptions.UnsupportedMediaType: (
        "unsupported-media-type",
        "This kind of content is not taken here.",
    ),
    exceptions.ParseError: ("malformed", "This is not well-formed JSON."),
    exceptions.Throttled: ("too-many-requests", "Too many requests. Wait a little."),
    exceptions.ValidationError: (Invalid.code, Invalid.title),
}
CODES: dict[str, int] = {
    **{error.code: code for error, code in STATUS.items()},
    **{FRAMEWORK[error][0]: error.status_code for error in FRAMEWORK},
    Invalid.code: 422,
    "server-error": 500,
}
"""Every code that an answer can carry, with its status."""


def problem(code: str, title: str, **members: Any) -> Response:
    """A problem answer; ``members`` that are empty are left out."""
    body = {"type": f"/problems/{code}", "title": title, "status": CODES[code], "code": code}
    body |= {name: value for name, value in members.items() if value not in (None, "", [])}
    return Response(body, status=CODES[code], content_type=MEDIA_TYPE)


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. What is not known here becomes a bare 500, logged without input."""
    set_rollback()
    if isinstance(exc, Invalid):
        errors = [
            {"pointer": error.pointer, "code": error.code, "detail": error.detail}
            for error in exc.errors
        ]
        return problem(exc.code, exc.title, errors=errors)
    if isinstance(exc, TooSoon):
        answer = problem(exc.code, exc.title)
        answer["Retry-After"] = str(exc.wait)
        return answer
    if isinstance(exc, DomainError):
        return problem(exc.code, exc.title, detail=exc.detail, **exc.extra)
    if isinstance(exc, BodyError):
        return problem(Invalid.code, Invalid.title, errors=body_errors(exc))
    if isinstance(exc, Http404):
        return problem(NotFound.code, NotFound.title)
    if isinstance(exc, exceptions.APIException):
        return _framework_problem(exc)
    return None


def body_errors(wrong: BodyError, prefix: str = "#") -> list[dict[str, str]]:
    """A pydantic error as pointers; never the value that was sent."""
    return [
        {
            "pointer": prefix + "".join(f"/{part}" for part in error["loc"]),
            "code": error["type"],
            "detail": error["msg"],
        }
        for error in wrong.errors(include_input=False, include_url=False, include_context=False)
    ]


def _framework_problem(exc: exceptions.APIException) -> Response:
    code, title = next(
        (known for error, known in FRAMEWORK.items() if isinstance(exc, error)),
        ("server-error", "Something went wrong on our side."),
    )
    errors = _pointers(exc.detail, "#") if isinstance(exc, exceptions.ValidationError) else []
    answer = problem(code, title, errors=errors)
    asked_for = getattr(exc, "auth_header", None)
    if asked_for is not None:
        answer["WWW-Authenticate"] = asked_for
    wait = getattr(exc, "wait", None)
    if wait is not None:
        answer["Retry-After"] = str(int(wait) + 1)
    return answer


def _pointers(detail: Any, pointer: str) -> list[dict[str, str]]:
    if isinstance(detail, dict):
        return [
            found
            for key, value in detail.items()
            for found in _pointers(
                value, pointer if key == "non_field_errors" else f"{pointer}/{key}"
            )
        ]
    if isinstance(detail, list):
        found = []
        for place, value in enumerate(detail):
            nested = isinstance(value, dict | list)
            found += _pointers(value, f"{pointer}/{place}" if nested else pointer)
        return found
    return [{"pointer": pointer, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}]


def csrf_refused(request: HttpRequest, reason: str = "") -> JsonResponse:
    """Django's own refusal of a request without the token, in the API's shape."""
    return _plain("forbidden", "This is not open to you.", status.HTTP_403_FORBIDDEN)


def server_error(request: HttpRequest) -> JsonResponse:
    """The last resort: no detail, the trace is in the log."""
    return _plain("server-error", "Something went wrong on our side.", 500)


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """An address that does not exist."""
    return _plain(NotFound.code, NotFound.title, 404)


def too_many_requests() -> JsonResponse:
    """For addresses that are not the framework's; the caller says how long to wait."""
    code, title = FRAMEWORK[exceptions.Throttled]
    return _plain(code, title, status.HTTP_429_TOO_MANY_REQUESTS)


def proof_needed() -> JsonResponse:
    """As the API's own problem, for addresses that are django-allauth's."""
    return _plain(ProofNeeded.code, ProofNeeded.title, STATUS[ProofNeeded])


def _plain(code: str, title: str, status_code: int) -> JsonResponse:
    body = {"type": f"/problems/{code}", "title": title, "status": status_code, "code": code}
    return JsonResponse(body, status=status_code, content_type=MEDIA_TYPE)
