"""Putting messages into the outbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from journal.core.ids import new_id
from journal.notifications.kinds import KINDS
from journal.notifications.models import Delivery


def queue(
    *,
    kind: str,
    key: str,
    user_id: UUID,
    due_at: datetime,
    journal_id: UUID | None = None,
    address: str = "",
    channel: str = Delivery.Channel.EMAIL,
    device_id: UUID | None = None,
    facts: dict[str, Any] | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Queue one message; a second one under the same key changes nothing.

    It is left out after ``expires_at``, by default when its kind is no longer fresh.
    """
    Delivery.objects.bulk_create(
        [
            Delivery(
                id=new_id(),
                kind=kind,
                key=key,
                user_id=user_id,
                journal_id=journal_id,
                address=address,
                channel=channel,
                device_id=device_id,
                facts=facts or {},
                due_at=due_at,
                expires_at=expires_at or due_at + KINDS[kind].stays_fresh,
            )
        ],
        ignore_conflicts=True,
    )
