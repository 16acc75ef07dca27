"""Who may ask at all; what they may see is decided in ``journal.sharing.access``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission

from journal.accounts.models import User

if TYPE_CHECKING:
    # The settings name these classes, and the framework's views read the settings.
    from rest_framework.request import Request
    from rest_framework.views import APIView


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
