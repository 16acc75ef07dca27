"""Letting an app of somebody else in, and ending it. Tokens are the provider's business."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from journal.accounts.models import AppConsent, Journal, SpentToken
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.notifications.services import queue


def consents(*, user_id: UUID) -> list[AppConsent]:
    """The apps that somebody lets in now, newest first."""
    held = AppConsent.objects.filter(user_id=user_id, ended_at__isnull=True)
    return list(held.order_by("-given_at"))


def consent_to(*, user_id: UUID, client_id: str, lock: bool = False) -> AppConsent | None:
    """The consent that holds; with ``lock``, nobody else ends or uses it in the meantime."""
    rows = AppConsent.objects.select_for_update() if lock else AppConsent.objects
    return rows.filter(user_id=user_id, client_id=client_id, ended_at__isnull=True).first()


@transaction.atomic
def let_in(
    *, user_id: UUID, client_id: str, client_name: str, scopes: Iterable[str], now: datetime
) -> AppConsent:
    """Let an app in with these scopes; with other ones than before it is a consent of its own."""
    wanted = sorted(set(scopes))
    held = consent_to(user_id=user_id, client_id=client_id, lock=True)
    if held is not None and held.scopes == wanted and held.client_name == client_name:
        return held
    if held is not None:
        _end(held, now)
    made = AppConsent.objects.create(
        user_id=user_id,
        client_id=client_id,
        client_name=client_name,
        scopes=wanted,
        given_at=now,
    )
    _record(made, AuditEvent.Action.LET_APP_IN, now)
    return made


@transaction.atomic
def end_consent(*, user_id: UUID, client_id: str, now: datetime) -> bool:
    """End it; False if there was none."""
    held = consent_to(user_id=user_id, client_id=client_id, lock=True)
    if held is None:
        return False
    _end(held, now)
    return True


@transaction.atomic
def end_all(*, client_id: str, now: datetime) -> int:
    """End everybody's consent to an app that the operator removes; returns how many."""
    held = list(
        AppConsent.objects.select_for_update().filter(client_id=client_id, ended_at__isnull=True)
    )
    for consent in held:
        _end(consent, now, AuditEvent.ActedAs.OPERATOR)
    return len(held)


def spend(*, consent: AppConsent, token_hash: str, now: datetime) -> None:
    """Remember that a refresh token was traded in for the next one."""
    SpentToken.objects.bulk_create(
        [SpentToken(hash=token_hash, consent=consent, spent_at=now)], ignore_conflicts=True
    )


@transaction.atomic
def shut_out_if_spent(*, token_hash: str, now: datetime) -> AppConsent | None:
    """End the consent whose refresh token came a second time, and tell the person; else None.

    Either the app or a thief holds a copy, and nobody can tell which of the two asked first.
    """
    spent = SpentToken.objects.select_related("consent").filter(hash=token_hash).first()
    if spent is None:
        return None
    held = consent_to(user_id=spent.consent.user_id, client_id=spent.consent.client_id, lock=True)
    if held is None or held.id != spent.consent_id:
        return None
    _end(held, now, AuditEvent.ActedAs.INTEGRATOR, AuditEvent.Action.SHUT_APP_OUT)
    queue(
        kind="app-shut-out",
        key=f"app:{held.id}",
        user_id=held.user_id,
        due_at=now,
        facts={"consent": str(held.id)},
    )
    return held


def _end(
    consent: AppConsent,
    now: datetime,
    acted_as: AuditEvent.ActedAs = AuditEvent.ActedAs.OWNER,
    action: AuditEvent.Action = AuditEvent.Action.ENDED_APP,
) -> None:
    consent.ended_at = now
    consent.save(update_fields=["ended_at"])
    _record(consent, action, now, acted_as)


def _record(
    consent: AppConsent,
    action: AuditEvent.Action,
    now: datetime,
    acted_as: AuditEvent.ActedAs = AuditEvent.ActedAs.OWNER,
) -> None:
    """In the journal of the person, who may have none."""
    owned = Journal.objects.filter(owner_id=consent.user_id)
    for journal_id in owned.values_list("id", flat=True):
        record(
            journal_id=journal_id,
            actor_id=consent.user_id,
            action=action,
            acted_as=acted_as,
            at=now,
            app_id=consent.id,
        )
