"""Reading who shares what with whom, and the visit pages that were sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from journal.core.access import Access
from journal.core.errors import NotFound
from journal.sharing.models import Grant, Invitation, VisitPage, VisitPageReceiver


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a page was sent to, and which of them opened it first, when.

    ``opened_by`` is None until then, and for an account that is gone.
    """

    grant_id: UUID
    name: str
    is_team: bool
    opened_at: datetime | None
    opened_by: str | None


@dataclass(frozen=True, slots=True)
class SentPage:
    """A visit page; ``page`` is None where its words are gone.

    Somebody else than the owner sees among ``receivers`` only themselves and teams of theirs.
    """

    id: UUID
    appointment: UUID | None
    page: dict[str, Any] | None
    sent_at: datetime
    taken_back_at: datetime | None
    receivers: list[Receiver]


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


def pages(
    access: Access, *, before: tuple[datetime, UUID] | None, limit: int, now: datetime
) -> list[SentPage]:
    """Visit pages older than ``before``, newest first.

    Of one's own journal all; else those that were sent to this person or a team of theirs, and not
    taken back.
    """
    found = _readable(access, now)
    if before is not None:
        at, page_id = before
        found = found.filter(Q(sent_at__lt=at) | Q(sent_at=at, id__lt=page_id))
    return _with_receivers(access, found.order_by("-sent_at", "-id")[:limit], now)


def page(access: Access, page_id: UUID, *, now: datetime) -> SentPage:
    """One of them. Raises ``NotFound``."""
    found = _with_receivers(access, _readable(access, now).filter(id=page_id), now)
    if not found:
        raise NotFound
    return found[0]


def through(access: Access, now: datetime) -> QuerySet[Grant]:
    """Every grant through which somebody may look at this journal now: their own, their teams'."""
    own = Q(grantee_id=access.user_id)
    in_team = Q(
        team__memberships__user_id=access.user_id, team__memberships__removed_at__isnull=True
    )
    return Grant.objects.filter(
        own | in_team, journal_id=access.journal_id, revoked_at=None, expires_at__gt=now
    )


def _readable(access: Access, now: datetime) -> QuerySet[VisitPage]:
    found = VisitPage.objects.filter(journal_id=access.journal_id)
    if access.is_owner:
        return found
    theirs = VisitPageReceiver.objects.filter(
        journal_id=access.journal_id, page_id=OuterRef("id"), grant__in=through(access, now)
    )
    return found.filter(Exists(theirs), taken_back_at=None)


def _with_receivers(access: Access, found: Iterable[VisitPage], now: datetime) -> list[SentPage]:
    """Two statements, however many pages."""
    sent = list(found)
    to = VisitPageReceiver.objects.filter(
        journal_id=access.journal_id, page_id__in=[item.id for item in sent]
    )
    if not access.is_owner:
        to = to.filter(grant__in=through(access, now))
    receivers: dict[UUID, list[Receiver]] = {item.id: [] for item in sent}
    for row in to.select_related("grant__grantee", "grant__team", "opened_by").order_by("grant_id"):
        receivers[row.page_id].append(_receiver(row))
    return [
        SentPage(
            *(item.id, item.appointment, item.page or None, item.sent_at, item.taken_back_at),
            receivers=receivers[item.id],
        )
        for item in sent
    ]


def _receiver(row: VisitPageReceiver) -> Receiver:
    team, person = row.grant.team, row.grant.grantee
    name = team.name if team else person.shown_name if person else ""
    opener = row.opened_by.shown_name if row.opened_by else None
    return Receiver(row.grant_id, name, team is not None, row.opened_at, opener)
