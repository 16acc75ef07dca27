"""Reading the bytes of a photo."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID

from journal.audit.pending import rows_read
from journal.core.access import Access
from journal.core.errors import NotFound, PictureMissing
from journal.core.rows import fetch
from journal.core.secrets import locked_box
from journal.pictures.services import PURPOSE

_PICTURE = """
SELECT p.sealed FROM journal_entry e
LEFT JOIN journal_picture p
  ON p.journal_id = e.journal_id AND p.entry_id = e.id AND p.sha256 = e.body->>'sha256'
WHERE e.journal_id = %(journal)s AND e.id = %(entry)s AND e.type = 'photo' AND NOT e.deleted
  AND e.section = ANY(%(sections)s) AND (%(private)s OR NOT e.private)
  AND (%(since)s::date IS NULL OR e.local_date >= %(since)s::date)
"""


def picture(access: Access, entry_id: UUID) -> bytes:
    """The picture of one photo entry, as a JPEG.

    Raises ``NotFound`` where this reader sees no such entry, and ``PictureMissing`` where the bytes
    have not come yet.
    """
    row = fetch(
        _PICTURE,
        {
            "journal": access.journal_id,
            "entry": entry_id,
            "sections": access.section_names,
            "since": access.since,
            "private": access.sees_private,
        },
    )
    if row is None:
        raise NotFound
    rows_read(access, 1)
    if row[0] is None:
        raise PictureMissing
    return opened(row[0])


def opened(sealed: bytes) -> bytes:
    """The JPEG that was kept encrypted."""
    return locked_box(PURPOSE).decrypt(urlsafe_b64encode(sealed))
