"""Writing the audit log, and reading it for the person it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import TruncDay

from journal.accounts.models import Journal
from journal.audit.models import AuditEvent
from journal.core.access import Access, Section
from journal.core.current import request_id

LOOKS = (
    AuditEvent.Action.LOOKED_AT_ENTRIES,
    AuditEvent.Action.LOOKED_AT_FLAGS,
    AuditEvent.Action.SAW_COUNTS,
    AuditEvent.Action.LOOKED_AT_PAGE,
)
UNTOLD = (
    AuditEvent.Reason.NOT_SHARED,
    AuditEvent.Reason.SECOND_FACTOR,
    AuditEvent.Reason.USED_INVITATION,
)
"""Refusals that happen on the way to something that is allowed: they would only alarm."""
NAMELESS = (AuditEvent.ActedAs.STRANGER, AuditEvent.ActedAs.OPERATOR)
"""That a stranger uses this at all is nobody's business; operators stand for the site."""
_COUNTS = UUID("6f0b6a0e-8c52-4f0d-9d0e-2b1a4f1d7c33")


@dataclass(frozen=True, slots=True)
class Look:
    """One access by somebody else, for the survivor's "who looked" list.

    ``who`` is None for the browser of a visit, for operators, and for somebody whom the survivor
    does not know; and the name of an app where ``is_app``. ``reason`` is why it was refused, or why
    an operator looked.
    """

    id: UUID
    at: datetime
    who: str | None
    what: list[str]
    action: str
    is_app: bool
    acted_as: str
    reason: str | None


def record(
    *,
    journal_id: UUID | None,
    actor_id: UUID | None,
    action: AuditEvent.Action,
    at: datetime,
    sections: Iterable[Section] = (),
    about: UUID | None = None,
    acted_as: AuditEvent.ActedAs | None = None,
    reason: AuditEvent.Reason | None = None,
    count: int | None = None,
    app_id: UUID | None = None,
) -> None:
    """Add one event; without ``acted_as`` the actor is the journal's owner or else a viewer."""
    AuditEvent.objects.create(
        journal_id=journal_id,
        actor_id=actor_id,
        acted_as=acted_as or _as_whom(journal_id, actor_id),
        action=action,
        reason=reason,
        at=at,
        sections=sorted(section.value for section in sections),
        about=about,
        request_id=request_id(),
        count=count,
        app_id=app_id,
    )


def record_act(
    access: Access,
    action: AuditEvent.Action,
    now: datetime,
    about: UUID | None,
    sections: Iterable[Section] = (),
) -> None:
    """Add what somebody did through an access that was opened for it."""
    record(
        journal_id=access.journal_id,
        actor_id=access.user_id,
        action=action,
        acted_as=AuditEvent.ActedAs(access.role.value),
        at=now,
        about=about,
        sections=sections,
    )


def record_counts(
    *, actor_id: UUID, journals: Mapping[UUID, tuple[UUID, Sequence[str]]], at: datetime
) -> None:
    """Add that somebody saw the list's counts for these journals, with grant and open sections.

    At most one event a person, journal and day (UTC), so that a list opened often does not hide the
    other looks. One statement, whatever the number of journals.
    """
    day = at.astimezone(UTC).date()
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                # The same id all day: the second one changes nothing, even at the same moment.
                id=uuid5(_COUNTS, f"{actor_id} {journal_id} {day}"),
                journal_id=journal_id,
                actor_id=actor_id,
                action=AuditEvent.Action.SAW_COUNTS,
                sections=sorted(sections),
                about=grant_id,
                request_id=request_id(),
                at=at,
            )
            for journal_id, (grant_id, sections) in journals.items()
        ],
        ignore_conflicts=True,
    )


def record_in_each(
    *,
    journal_ids: Sequence[UUID],
    actor_id: UUID,
    action: AuditEvent.Action,
    about: UUID,
    at: datetime,
) -> None:
    """Add the same event of a team's member to each journal, in one statement."""
    AuditEvent.objects.bulk_create(
        AuditEvent(
            journal_id=journal_id,
            actor_id=actor_id,
            acted_as=AuditEvent.ActedAs.MEMBER,
            action=action,
            about=about,
            request_id=request_id(),
            at=at,
        )
        for journal_id in journal_ids
    )


def _as_whom(journal_id: UUID | None, actor_id: UUID | None) -> Any:
    if journal_id is None:
        return AuditEvent.ActedAs.VIEWER
    return _owner_or_viewer(journal_id, actor_id)


def _owner_or_viewer(journal_id: UUID, actor_id: UUID | None) -> Case:
    """Decided by the database, in the statement that writes the event."""
    own = Exists(Journal.objects.filter(id=journal_id, owner_id=actor_id))
    return Case(
        When(own, then=Value(AuditEvent.ActedAs.OWNER.value)),
        default=Value(AuditEvent.ActedAs.VIEWER.value),
        output_field=CharField(),
    )


def looks(
    *, journal_id: UUID, owner_id: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> list[Look]:
    """Accesses by anyone but the owner, newest first, older than ``before``.

    An app that the owner let in acts in her name and is somebody else. Of what was refused she sees
    what may matter to her, once a day for each person and kind.
    """
    events = AuditEvent.objects.filter(
        ~Q(actor_id=owner_id) | Q(acted_as=AuditEvent.ActedAs.INTEGRATOR), journal_id=journal_id
    ).exclude(outcome=AuditEvent.Outcome.REFUSED, reason__in=UNTOLD)
    earlier = (
        AuditEvent.objects.alias(day=TruncDay("at", tzinfo=UTC))
        .filter(
            journal_id=journal_id,
            outcome=AuditEvent.Outcome.REFUSED,
            acted_as=OuterRef("acted_as"),
            reason=OuterRef("reason"),
            day=OuterRef("day"),
            at__lt=OuterRef("at"),
        )
        .filter(Q(actor_id=OuterRef("actor_id")) | Q(actor_id=None))
    )
    events = events.alias(day=TruncDay("at", tzinfo=UTC))
    events = events.exclude(Exists(earlier), outcome=AuditEvent.Outcome.REFUSED)
    if before is not None:
        at, event_id = before
        events = events.filter(Q(at__lt=at) | Q(at=at, id__lt=event_id))
    rows = events.select_related("actor", "app").order_by("-at", "-id")[:limit]
    return [_look(event) for event in rows]


def _look(event: AuditEvent) -> Look:
    is_app = event.acted_as == AuditEvent.ActedAs.INTEGRATOR
    name = event.actor.shown_name if event.actor else None
    if is_app:
        name = event.app.client_name if event.app else None
    elif event.acted_as in NAMELESS:
        name = None
    return Look(
        *(event.id, event.at, name, event.sections, event.action, is_app),
        *(event.acted_as, event.reason),
    )


def last_uses(*, journal_id: UUID) -> dict[UUID, datetime]:
    """When each app last read or noted something, by the consent it acted on."""
    rows = (
        AuditEvent.objects.filter(
            journal_id=journal_id,
            acted_as=AuditEvent.ActedAs.INTEGRATOR,
            app__isnull=False,
            outcome=AuditEvent.Outcome.ALLOWED,
        )
        .order_by("app", "-at")
        .distinct("app")
        .values_list("app_id", "at")
    )
    return {app_id: at for app_id, at in rows if app_id is not None}


def last_looks(*, journal_id: UUID) -> dict[UUID, datetime]:
    """When somebody last looked through each grant."""
    rows = (
        AuditEvent.objects.filter(journal_id=journal_id, action__in=LOOKS, about__isnull=False)
        .order_by("about", "-at")
        .distinct("about")
        .values_list("about", "at")
    )
    return {about: at for about, at in rows if about is not None}
