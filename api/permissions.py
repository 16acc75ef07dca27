"""Who may ask at all; what they may see is decided in ``journal.sharing.access``.

An app's token is refused by every class here but those that say otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from rest_framework.permissions import SAFE_METHODS, BasePermission

from journal.accounts.devices import erasure_of
from journal.accounts.models import User
from journal.audit.models import AuditEvent
from journal.audit.pending import refused
from journal.core.errors import JournalGone, ScopeNeeded

if TYPE_CHECKING:
    # The settings name these classes, and the framework's views read the settings.
    from rest_framework.request import Request
    from rest_framework.views import APIView


class SignedIn(BasePermission):
    """A person is signed in. The default of every view."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether it is an account, not an anonymous visitor. Raises ``ScopeNeeded`` for apps."""
        refuse_apps(request)
        return _is_signed_in(request)


class SignedInOrApp(BasePermission):
    """A person is signed in, or an app comes with a token: the policy decides what each may do.

    Only for views that open a journal by ``api.access``, whatever the method.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether it is an account, not an anonymous visitor."""
        return _is_signed_in(request)


class Anyone(BasePermission):
    """Open to all: only for what holds nothing of anybody."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Always, but for apps."""
        refuse_apps(request)
        return True


class AnyoneAppsRead(BasePermission):
    """Open to all, and to apps for reading: the view asks which scope they have."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Always, but for apps that would change something."""
        if request.method not in SAFE_METHODS:
            refuse_apps(request)
        return True


def _is_signed_in(request: Request) -> bool:
    """Raises ``JournalGone`` for a device of an account that was erased, so that it forgets."""
    if isinstance(request.user, User):
        return True
    from api.marks import marks

    if "journal_id" in request.parser_context["kwargs"]:
        erasure = erasure_of(marks(request))
        if erasure is not None and erasure.user_id is None:
            raise JournalGone
    return False


def refuse_apps(request: Request) -> None:
    """Only an app's token sets ``auth``. Raises ``ScopeNeeded``: no scope would help."""
    app: Any = request.auth
    if app is None:
        return
    journal_id = request.parser_context["kwargs"].get("journal_id")
    if journal_id is not None:
        refused(
            reason=AuditEvent.Reason.APP_SCOPE,
            journal_id=journal_id,
            actor_id=request.user.pk,
            acted_as=AuditEvent.ActedAs.INTEGRATOR,
            app_id=app.app_id,
            at=timezone.now(),
        )
    raise ScopeNeeded(scope="")
