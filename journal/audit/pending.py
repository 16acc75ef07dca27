"""Events that are written when their request is over, outside of its transaction.

A look waits so that it can say how many rows were read. A refusal waits because a refused request
is rolled back, and what it wrote with it. The answer leaves only after both are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid5

from journal.audit.models import AuditEvent
from journal.core.access import Access, Section
from journal.core.current import Current, current, request_id
from journal.core.ids import new_id

_REFUSALS: Final = UUID("2f1a3e0c-7d4b-4c56-9a10-5b7f0f6c9e21")


def look(
    *,
    access: Access,
    action: AuditEvent.Action,
    acted_as: AuditEvent.ActedAs,
    sections: Iterable[Section],
    app_id: UUID | None,
    at: datetime,
) -> None:
    """Add that somebody reads, once the request is over; outside of one at once, with no count."""
    event = AuditEvent(
        id=new_id(),
        journal_id=access.journal_id,
        actor_id=access.user_id,
        acted_as=acted_as,
        action=action,
        sections=sorted(section.value for section in sections),
        about=access.grant_id,
        app_id=app_id,
        request_id=request_id(),
        at=at,
    )
    request = current()
    if request is None:
        event.save(force_insert=True)
    else:
        request.looks.append(event)


def rows_read(access: Access, count: int) -> None:
    """Say how many rows the look at this journal read; of one's own there is no event."""
    request = current()
    for event in request.looks if request else ():
        if event.journal_id == access.journal_id:
            event.count = (event.count or 0) + count


def refused(
    *,
    reason: AuditEvent.Reason,
    at: datetime,
    journal_id: UUID | None = None,
    actor_id: UUID | None = None,
    acted_as: AuditEvent.ActedAs = AuditEvent.ActedAs.STRANGER,
    wanted: str | None = None,
    about: UUID | None = None,
    app_id: UUID | None = None,
) -> None:
    """Add that a request was turned away; at most one such event a person and hour.

    It is added whether the journal exists or not: the same statement, so that nobody can tell the
    two apart by the time it takes. Outside of a request nothing is added.
    """
    request = current()
    if request is None:
        return
    hour = at.astimezone(UTC).strftime("%Y-%m-%dT%H")
    who = actor_id or request.origin
    event = AuditEvent(
        # The same id for an hour: the second one changes nothing.
        id=uuid5(_REFUSALS, f"{who} {app_id} {journal_id} {wanted} {about} {reason} {hour}"),
        journal_id=journal_id,
        actor_id=actor_id,
        acted_as=acted_as,
        action=AuditEvent.Action.REFUSED,
        outcome=AuditEvent.Outcome.REFUSED,
        reason=reason,
        wanted=wanted,
        about=about,
        app_id=app_id,
        request_id=request.id,
        at=at,
    )
    request.refusals.append(event)


def write_pending(request: Current, *, answered: bool, refusals: bool = True) -> None:
    """Write what waits, in one statement. A request that failed before it read was no look."""
    events = [event for event in request.looks if answered or event.count is not None]
    if refusals:
        events += request.refusals
    if events:
        AuditEvent.objects.bulk_create(events, ignore_conflicts=True)
