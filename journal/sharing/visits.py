"""A look for one visit: six digits or a QR, used once in the room, two hours, ended at will."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from journal.accounts.models import Journal
from journal.audit.models import AuditEvent
from journal.audit.pending import refused
from journal.audit.services import record
from journal.core.access import Access, Section
from journal.core.errors import FieldError, Invalid, NotFound, VisitUnusable
from journal.core.secrets import token_hash
from journal.sharing.models import ConsentRecord, Visit
from journal.sharing.terms import CONSENT_TEXT

CODE_FOR: Final = timedelta(minutes=15)
OPEN_FOR: Final = timedelta(hours=2)
DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What the survivor's phone shows, and nobody can ask for again."""

    visit: Visit
    code: str
    link_token: str


def show_code(
    *,
    access: Access,
    journal: Journal,
    sections: Iterable[Section],
    since: date | None,
    now: datetime,
) -> ShownCode:
    """Make a code for one look at these sections. Raises ``Invalid`` without any section.

    A code that still waits is taken back: only one at a time can be used. Its digits differ from
    those of every other code that waits, whoever's it is.
    """
    chosen = sorted(section.value for section in frozenset(sections))
    if not chosen:
        raise Invalid(FieldError("#/sections", "empty", "choose at least one kind"))
    Visit.objects.filter(journal=journal, opened_at=None, ended_at=None).update(ended_at=now)
    consent = ConsentRecord.objects.create(
        journal=journal,
        given_by_id=journal.owner_id,
        given_at=now,
        sections=chosen,
        since=since,
        until=(now + OPEN_FOR).date(),
        text_version=CONSENT_TEXT,
    )
    code, link = _free_code(now), secrets.token_urlsafe(32)
    visit = Visit.objects.create(
        journal=journal,
        code_hash=_code_hash(code),
        link_hash=token_hash(link),
        sections=chosen,
        since=since,
        created_at=now,
        code_until=now + CODE_FOR,
        consent=consent,
    )
    record(
        journal_id=journal.id,
        actor_id=access.user_id,
        action=AuditEvent.Action.SHOWED_CODE,
        at=now,
        sections=[Section(section) for section in chosen],
        about=visit.id,
    )
    return ShownCode(visit, code, link)


@transaction.atomic
def open_visit(*, secret: str, now: datetime) -> tuple[Visit, str]:
    """Use a code or a QR's secret; return the visit and the secret that its browser keeps.

    Works once. Raises ``VisitUnusable`` in every other case, without saying which.
    """
    asked = _with_secret(secret)
    visit = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("journal__owner")
        .filter(asked, opened_at=None, ended_at=None, code_until__gt=now)
        .filter(journal__state=Journal.State.ACTIVE)
        .first()
    )
    if visit is None:
        _log_wrong_code(asked, now)
        raise VisitUnusable
    browser = secrets.token_urlsafe(32)
    visit.browser_hash, visit.opened_at, visit.ends_at = token_hash(browser), now, now + OPEN_FOR
    Visit.objects.filter(journal_id=visit.journal_id, id=visit.id).update(
        browser_hash=visit.browser_hash, opened_at=visit.opened_at, ends_at=visit.ends_at
    )
    record(
        journal_id=visit.journal_id,
        actor_id=None,
        action=AuditEvent.Action.OPENED_VISIT,
        acted_as=AuditEvent.ActedAs.VISIT,
        at=now,
        sections=[Section(section) for section in visit.sections],
        about=visit.id,
    )
    return visit, browser


def visit_of(*, browser: str, now: datetime) -> Visit:
    """The visit of a browser's cookie, while it lasts. Raises ``VisitUnusable``."""
    visit = (
        Visit.objects.select_related("journal__owner")
        .filter(browser_hash=token_hash(browser), ended_at=None, ends_at__gt=now)
        .first()
    )
    if visit is None:
        raise VisitUnusable
    return visit


def visits(access: Access) -> list[Visit]:
    """The newest visits of a journal, also those whose code nobody used."""
    return list(Visit.objects.filter(journal_id=access.journal_id).order_by("-created_at")[:50])


def end_visit(*, access: Access, visit_id: UUID, now: datetime) -> None:
    """End a visit, or take its code back; the browser's next request is refused.

    One that has ended already is ``NotFound``.
    """
    ended = (
        Visit.objects.filter(journal_id=access.journal_id, id=visit_id, ended_at=None)
        .filter(Q(ends_at__gt=now) | Q(opened_at=None, code_until__gt=now))
        .update(ended_at=now)
    )
    if not ended:
        raise NotFound
    record(
        journal_id=access.journal_id,
        actor_id=access.user_id,
        action=AuditEvent.Action.ENDED_VISIT,
        acted_as=AuditEvent.ActedAs(access.role.value),
        at=now,
        about=visit_id,
    )


def _with_secret(secret: str) -> Q:
    is_code = len(secret) == DIGITS and secret.isdigit()
    return Q(code_hash=_code_hash(secret)) if is_code else Q(link_hash=token_hash(secret))


def _log_wrong_code(asked: Q, now: datetime) -> None:
    """In the journal whose code it was until lately; six digits come again some day."""
    lately = Q(created_at__gt=now - OPEN_FOR)
    tried = Visit.objects.filter(asked, lately).order_by("-created_at").first()
    refused(
        reason=AuditEvent.Reason.USED_CODE if tried else AuditEvent.Reason.WRONG_CODE,
        journal_id=tried.journal_id if tried else None,
        acted_as=AuditEvent.ActedAs.VISIT,
        about=tried.id if tried else None,
        at=now,
    )


def _free_code(now: datetime) -> str:
    waiting = Visit.objects.filter(opened_at=None, ended_at=None, code_until__gt=now)
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if not waiting.filter(code_hash=_code_hash(code)).exists():
            return code


def _code_hash(code: str) -> bytes:
    """Keyed, because a million codes are soon tried against a plain hash."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"visit-code:{code}".encode(), hashlib.sha256).digest()
