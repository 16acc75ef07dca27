"""Ending a weekly mail from the mail program, without signing in, and taking that back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing

from journal.core.errors import LinkUnusable
from journal.summaries.models import SummarySchedule, TeamDigest

_SIGNER = signing.Signer(salt="journal.summaries.unsubscribe")
_UNDOING = signing.TimestampSigner(salt="journal.summaries.unsubscribe.undo")
UNDONE_WITHIN = timedelta(hours=1)
_LISTS = {"week": SummarySchedule, "digest": TeamDigest}


def unsubscribe_headers(mail_list: str, owner_id: UUID) -> dict[str, str]:
    """The headers of RFC 8058. The address opens nothing, never expires, and acts only on POST."""
    address = f"{settings.SITE_URL}/unsubscribe/{unsubscribe_token(mail_list, owner_id)}"
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def unsubscribe_token(mail_list: str, owner_id: UUID) -> str:
    """``mail_list`` is ``week``, of a journal, or ``digest``, of an account."""
    return ".".join(_SIGNER.sign(f"{mail_list}.{owner_id.hex}").rsplit(":", 1))


def check_token(token: str) -> None:
    """Raises ``LinkUnusable`` for a forged one."""
    _opened(token)


def unsubscribe(*, token: str) -> str:
    """Switch the mail off. Safe to repeat. Raises ``LinkUnusable``.

    Returns what takes this back for an hour; empty where the mail was off already. Whoever has an
    old mail can end the list, but not start one that its owner has ended.
    """
    mail_list, owner_id = _opened(token)
    held = _LISTS[mail_list]._default_manager.filter(pk=owner_id, enabled=True)
    return _UNDOING.sign(f"{mail_list}.{owner_id.hex}") if held.update(enabled=False) else ""


def undo(*, token: str, proof: str) -> None:
    """Switch the mail on again, with what ending it returned. Raises ``LinkUnusable``."""
    mail_list, owner_id = _opened(token)
    try:
        said = _UNDOING.unsign(proof, max_age=UNDONE_WITHIN)
    except signing.BadSignature:
        raise LinkUnusable from None
    if said != f"{mail_list}.{owner_id.hex}":
        raise LinkUnusable
    _LISTS[mail_list]._default_manager.filter(pk=owner_id).update(enabled=True)


def _opened(token: str) -> tuple[str, UUID]:
    # The first mails had no name of a list, and a colon.
    signed = token if ":" in token else ":".join(token.rsplit(".", 1))
    try:
        said = _SIGNER.unsign(signed)
        mail_list, _, owner = said.rpartition(".")
        return mail_list or "week", UUID(hex=owner)
    except (signing.BadSignature, ValueError):
        raise LinkUnusable from None
