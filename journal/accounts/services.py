"""Journals: opening one, and how writers to one journal take turns."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from journal.accounts.models import Journal, SignInLink, User
from journal.core.errors import LinkUnusable, NotFound
from journal.core.rows import read_one


def lock_journal(journal_id: UUID) -> Journal:
    """Fetch the journal and hold its row until the transaction ends.

    The first statement of every transaction that changes a journal. Writers then commit one after
    another, so change numbers become visible in their order and no two transactions can wait for
    each other. ``no_key`` lets rows that only refer to the journal be inserted meanwhile.

    Raises ``NotFound`` if there is no such journal.
    """
    journal = read_one(Journal, "t.id = %s", [journal_id], lock="FOR NO KEY UPDATE")
    if journal is None:
        raise NotFound
    return journal


@transaction.atomic
def open_journal(*, owner: User, **settings: Any) -> tuple[Journal, bool]:
    """The owner's journal, made with ``settings`` if there is none; and whether it was made."""
    return Journal.objects.get_or_create(owner=owner, defaults=settings)


@transaction.atomic
def change_journal(*, journal_id: UUID, **changes: Any) -> Journal:
    """Change settings; the flags are evaluated again because the rules read some of them."""
    journal = lock_journal(journal_id)
    Journal.objects.filter(id=journal.id).update(
        **changes, revision=F("revision") + 1, last_seq=F("last_seq") + 1
    )
    return Journal.objects.select_related("owner").get(id=journal.id)


def make_sign_in_link(*, user: User, until: datetime) -> str:
    """Return the secret of a new one-time link that works until ``until``."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(token_hash=_hash(token), user=user, expires_at=until)
    return token


@transaction.atomic
def use_sign_in_link(*, token: str, now: datetime) -> User:
    """The person that the link signs in; a second use of it is refused.

    Raises ``LinkUnusable``.
    """
    used = SignInLink.objects.filter(
        token_hash=_hash(token), used_at=None, expires_at__gt=now, user__is_active=True
    ).update(used_at=now)
    if not used:
        raise LinkUnusable
    SignInLink.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()
    return User.objects.get(sign_in_links__token_hash=_hash(token))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def mail_came_back(*, address: str, now: datetime) -> None:
    """Send nothing more there that can wait, until it is known that mail arrives again."""
    User.objects.filter(email=address.lower(), mail_failed_at=None).update(mail_failed_at=now)


def mail_arrives(*, user: User) -> None:
    """Somebody typed a code that we had mailed: the address works."""
    if user.mail_failed_at is not None:
        User.objects.filter(id=user.id).update(mail_failed_at=None)
        user.mail_failed_at = None
