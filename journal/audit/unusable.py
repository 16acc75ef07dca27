"""Invitations by mail that were used, or that came into other hands, and are tried again."""

from __future__ import annotations

from datetime import datetime

from journal.accounts.models import User
from journal.audit.models import AuditEvent
from journal.audit.pending import refused
from journal.core.invitations import MailedInvitation


def refused_invitation(
    offers: type[MailedInvitation], *, token: str, user: User, now: datetime
) -> None:
    """Add that a token was turned away, where there is an offer behind it.

    Told to the survivor where it was to her journal; an offer of a team belongs to no journal.
    """
    tried = offers.with_token(token).first()
    if tried is None:
        return
    is_theirs = tried.email == user.email.lower()
    refused(
        reason=(
            AuditEvent.Reason.USED_INVITATION if is_theirs else AuditEvent.Reason.LEAKED_INVITATION
        ),
        journal_id=getattr(tried, "journal_id", None),
        actor_id=user.id,
        about=tried.id,
        at=now,
    )
