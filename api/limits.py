"""Limits on what could be tried often: guessing a code, and having mails sent."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from journal.accounts.models import User


class _Limit(SimpleRateThrottle):
    """``rate`` requests that change something, counted under ``scope``; no setting on purpose."""

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """By account, else by address; reading is not counted."""
        if request.method != "POST":
            return None
        user = request.user
        whose = user.id if isinstance(user, User) else self.get_ident(request)
        return f"limit:{self.scope}:{whose}"


class TriesHere(_Limit):
    """Few tries from one address, so that codes cannot be guessed."""

    scope, rate = "visit-here", "10/hour"


class TriesAnywhere(_Limit):
    """Not many from all addresses together, for who has many."""

    scope, rate = "visit-anywhere", "300/hour"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """One key for everybody."""
        return f"limit:{self.scope}"


class ProofMails(_Limit):
    """Few codes by mail for one account."""

    scope, rate = "proof", "5/hour"


class InvitationMails(_Limit):
    """Invitations go to addresses that somebody types: not many a day from one account."""

    scope, rate = "invitations", "30/day"
