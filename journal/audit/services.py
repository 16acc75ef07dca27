"""Writing the audit log, and reading it for the person it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from journal.audit.models import AuditEvent
from journal.core.access import Section

LOOKS = (AuditEvent.Action.LOOKED_AT_ENTRIES, AuditEvent.Action.LOOKED_AT_FLAGS)


@dataclass(frozen=True, slots=True)
class Look:
    """One access by somebody else, for the survivor's "who looked" list.

    ``who`` is None for the browser of a visit.
    """

    id: UUID
    at: datetime
    who: str | None
    what: list[str]
    action: str


def record(
    *,
    journal_id: UUID,
    actor_id: UUID | None,
    action: AuditEvent.Action,
    at: datetime,
    sections: Iterable[Section] = (),
    about: UUID | None = None,
) -> None:
    """Add one event."""
    AuditEvent.objects.create(
        journal_id=journal_id,
        actor_id=actor_id,
        action=action,
        at=at,
        sections=sorted(section.value for section in sections),
        about=about,
    )


def looks(
    *, journal_id: UUID, owner_id: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> list[Look]:
    """Accesses by anyone but the owner, newest first, older than ``before``."""
    events = AuditEvent.objects.filter(journal_id=journal_id).exclude(actor_id=owner_id)
    if before is not None:
        at, event_id = before
        events = events.filter(Q(at__lt=at) | Q(at=at, id__lt=event_id))
    rows = events.select_related("actor").order_by("-at", "-id")[:limit]
    return [Look(event.id, event.at, _name(event), event.sections, event.action) for event in rows]


def _name(event: AuditEvent) -> str | None:
    return event.actor.shown_name if event.actor else None


def last_looks(*, journal_id: UUID) -> dict[UUID, datetime]:
    """When somebody last looked through each grant."""
    rows = (
        AuditEvent.objects.filter(journal_id=journal_id, action__in=LOOKS, about__isnull=False)
        .order_by("about", "-at")
        .distinct("about")
        .values_list("about", "at")
    )
    return {about: at for about, at in rows if about is not None}
