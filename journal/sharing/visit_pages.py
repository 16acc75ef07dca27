"""The page for a visit: sent to people who may look, marked when it is opened, taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from journal.audit.models import AuditEvent
from journal.audit.pending import rows_read
from journal.audit.services import record_act
from journal.core.access import Access
from journal.core.errors import FieldError, Invalid
from journal.sharing.models import Grant, VisitPage, VisitPageReceiver
from journal.sharing.selectors import SentPage, page, through


def send_page(
    *,
    access: Access,
    page_id: UUID,
    words: dict[str, Any],
    appointment: UUID | None,
    grants: Sequence[UUID],
    now: datetime,
) -> tuple[SentPage, bool]:
    """Send checked words to the people or teams of these grants; also returns whether that is new.

    The caller holds the journal's row. A page that was sent before stays as it was, also one that
    was taken back: a phone that lost the answer tells it again. Raises ``Invalid`` for a grant that
    holds no more or is not of this journal.
    """
    kept = VisitPage.objects.filter(journal_id=access.journal_id, id=page_id)
    if kept.exists():
        return page(access, page_id, now=now), False
    _check_live(access.journal_id, grants, now)
    VisitPage.objects.create(
        journal_id=access.journal_id,
        id=page_id,
        appointment=appointment,
        page=words,
        sent_at=now,
    )
    VisitPageReceiver.objects.bulk_create(
        VisitPageReceiver(journal_id=access.journal_id, page_id=page_id, grant_id=grant_id)
        for grant_id in dict.fromkeys(grants)
    )
    record_act(access, AuditEvent.Action.SENT_PAGE, now, page_id)
    return page(access, page_id, now=now), True


def open_page(*, access: Access, page_id: UUID, now: datetime) -> SentPage:
    """Read one page; for somebody it was sent to, it counts as opened from now on.

    Raises ``NotFound`` for one that was not sent to them, or was taken back.
    """
    if not access.is_owner:
        mine = VisitPageReceiver.objects.filter(
            journal_id=access.journal_id, page_id=page_id, opened_at=None
        )
        mine.filter(grant__in=through(access, now)).update(
            opened_at=now, opened_by_id=access.user_id
        )
    found = page(access, page_id, now=now)
    rows_read(access, 1)
    return found


def take_back(*, access: Access, page_id: UUID, now: datetime) -> SentPage:
    """Let nobody else read the page from now on; the answer says who had opened it before.

    Taking back twice changes nothing.
    """
    mine = VisitPage.objects.filter(journal_id=access.journal_id, id=page_id)
    if mine.filter(taken_back_at=None).update(taken_back_at=now):
        record_act(access, AuditEvent.Action.TOOK_BACK_PAGE, now, page_id)
    return page(access, page_id, now=now)


def _check_live(journal_id: UUID, grants: Collection[UUID], now: datetime) -> None:
    if not grants:
        raise Invalid(FieldError("#/grants", "empty", "choose at least one person or team"))
    live = set(
        Grant.objects.filter(
            journal_id=journal_id, id__in=grants, revoked_at=None, expires_at__gt=now
        ).values_list("id", flat=True)
    )
    gone = [
        FieldError(f"#/grants/{place}", "not-shared", "this person may not look at this journal")
        for place, grant_id in enumerate(grants)
        if grant_id not in live
    ]
    if gone:
        raise Invalid(*gone)
