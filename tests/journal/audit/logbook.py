"""A filled and sealed audit log for tests, what tamperers do to it, and what verifying says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import connections, transaction
from django.utils import timezone

from journal.audit.keys import trusted_keys
from journal.audit.models import AuditEvent
from journal.audit.roots import Root
from journal.audit.seal import seal_due
from journal.audit.verify import Finding, Tally, verify, verify_roots
from journal.core.ids import new_id

JOURNAL, ACTOR = new_id(), new_id()


def add(count: int = 1, **given) -> list[UUID]:
    """Add some events in one transaction."""
    told = {
        "journal_id": JOURNAL, "actor_id": ACTOR, "at": timezone.now(),
        "action": AuditEvent.Action.LOOKED_AT_ENTRIES, "sections": ["sleep", "symptoms"],
    }  # fmt: skip
    made = AuditEvent.objects.bulk_create(
        [AuditEvent(**{"about": new_id(), **told, **given}) for _ in range(count)]
    )
    return [event.id for event in made]


def seal(limit: int = 1000) -> int:
    """Seal all that is ripe."""
    return seal_due(until=timezone.now() + timedelta(minutes=1), limit=limit)


def fill() -> None:
    """Two hundred and forty events in eight transactions, under six seals of forty."""
    for _ in range(8):
        add(30)
    assert seal(limit=40) == 240


def findings(*, roots: list[Root] | None = None, using: str = "default") -> list[Finding]:
    """What verifying the whole log finds."""
    with transaction.atomic(using=using):
        found = list(verify(keys=trusted_keys(), tally=Tally(), using=using))
        found += verify_roots(roots or [], using=using)
    return sorted(found, key=lambda finding: finding.seal)


def after(tamper: Callable[..., None], *, roots: list[Root] | None = None) -> list[Finding]:
    """What is found when the tables' owner did this; undone afterwards."""
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            tamper(cursor)
        found = findings(roots=roots, using="owner")
        transaction.set_rollback(True, using="owner")
    return found
