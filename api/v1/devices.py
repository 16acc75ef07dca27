"""Signing a device of one's own out from another one, and having it forget the journal."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import now, proven, who
from journal.accounts.devices import ask_to_erase, mark_of
from journal.core.errors import FieldError, Invalid, NotFound


class EraseDeviceView(APIView):
    """A sign-in of one's own, by the id that ``/_allauth/browser/v1/auth/sessions`` gives."""

    @extend_schema(operation_id="erase_device", request=None, responses={204: None})
    def post(self, request: Request, sign_in: str) -> Response:
        """End it; at its next contact the device erases the journal and all that waits there."""
        proven(request)
        theirs = UserSession.objects.filter(user_id=who(request).id)
        ended = theirs.filter(id=int(sign_in)).first() if _is_number(sign_in) else None
        if ended is None:
            raise NotFound
        if ended.session_key == request._request.session.session_key:
            raise Invalid(FieldError("", "this-device", "sign out of this device instead"))
        ask_to_erase(user_id=who(request).id, session_key=ended.session_key, now=now())
        ended.end()
        return Response(status=204)


def device_mark(request: Request) -> str:
    """What the device of this session is known by when the session has ended."""
    return mark_of(request._request.session.session_key or "")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
