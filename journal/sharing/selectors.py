"""Reading who shares what with whom."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from journal.accounts.models import Journal
from journal.core.access import Access
from journal.sharing.models import Grant, Invitation


def grants(access: Access) -> list[Grant]:
    """Everybody who may look or once could, newest first."""
    return list(
        Grant.objects.select_related("grantee")
        .filter(journal_id=access.journal_id)
        .order_by("-created_at")[:200]
    )


def invitations(access: Access) -> list[Invitation]:
    """Offers that nobody has accepted, newest first."""
    return list(
        Invitation.objects.filter(journal_id=access.journal_id, accepted_at=None).order_by(
            "-created_at"
        )[:200]
    )


def shared_with(user_id: UUID, *, now: datetime) -> list[Grant]:
    """The live grants of one person, with journal and owner."""
    return list(
        Grant.objects.select_related("journal__owner")
        .filter(
            grantee_id=user_id,
            revoked_at=None,
            expires_at__gt=now,
            journal__state=Journal.State.ACTIVE,
        )
        .order_by("journal__owner__name", "id")
    )
