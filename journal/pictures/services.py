"""Taking in the bytes of a photo."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from journal.core.access import Access, Section
from journal.core.errors import FieldError, Invalid, NoRoom, ReadOnly
from journal.core.rows import fetch
from journal.core.secrets import locked_box
from journal.core.wall import behind_the_wall
from journal.pictures.clean import cleaned

PURPOSE = "picture"
_NAMED = """
SELECT e.type, e.body->>'sha256', e.purged FROM journal_entry e
WHERE e.journal_id = %s AND e.id = %s
"""
_KEPT = """
SELECT coalesce(sum(byte_count), 0), coalesce(bool_or(entry_id = %s AND sha256 = %s), false)
FROM journal_picture WHERE journal_id = %s
"""
_KEEP = """
INSERT INTO journal_picture (journal_id, entry_id, sha256, byte_count, sealed, received_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


def keep_picture(*, access: Access, entry_id: UUID, sent: bytes, now: datetime) -> bool:
    """Keep the picture of a photo entry, which may be yet to come; returns whether it is new.

    The caller holds the journal's row. Sending the same bytes again changes nothing. Raises
    ``ReadOnly`` where this person may not add files, ``Invalid`` for what is no picture or not the
    one that the entry names, and ``NoRoom`` where the journal is full.
    """
    if Section.FILES not in access.writes:
        raise ReadOnly
    sha256 = hashlib.sha256(sent).hexdigest()
    _check_named(access.journal_id, entry_id, sha256)
    with behind_the_wall():
        # All pictures count, also those that this person may not see.
        used, is_kept = fetch(_KEPT, [entry_id, sha256, access.journal_id]) or (0, False)
    if is_kept:
        return False
    clean = cleaned(sent)
    if used + len(clean) > settings.PHOTO_QUOTA_MB * 1_000_000:
        raise NoRoom(max_bytes=settings.PHOTO_QUOTA_MB * 1_000_000)
    # The box writes base64, which would only make the row longer.
    sealed = urlsafe_b64decode(locked_box(PURPOSE).encrypt(clean))
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [access.journal_id, entry_id, sha256, len(clean), sealed, now])
    return True


def _check_named(journal_id: UUID, entry_id: UUID, sha256: str) -> None:
    """An entry that is there already says which picture it means."""
    named = fetch(_NAMED, [journal_id, entry_id])
    if named is None:
        return
    kind, wanted, is_purged = named
    if is_purged or kind != "photo" or wanted not in (None, sha256):
        raise Invalid(FieldError("#", "other-picture", "the entry names another picture"))
