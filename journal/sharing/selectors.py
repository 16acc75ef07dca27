"""Reading who shares what with whom."""

from __future__ import annotations

from journal.core.access import Access
from journal.sharing.models import Grant, Invitation


def grants(access: Access) -> list[Grant]:
    """Everybody who may look or once could, newest first."""
    return list(
        Grant.objects.select_related("grantee", "team")
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
