"""Who may ask at all; what they may see is decided in ``journal.sharing.access``."""

from __future__ import annotations

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from journal.accounts.models import User


class SignedIn(BasePermission):
    """Somebody is signed in. The default of every view."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether it is an account, not an anonymous visitor."""
        return isinstance(request.user, User)


class Anyone(BasePermission):
    """Open to all: only for what holds nothing of anybody."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Always."""
        return True
