"""Reading flags."""

from __future__ import annotations

from datetime import datetime, timedelta

from journal.core.access import Access
from journal.flags.models import Flag

SHOWN_FOR = timedelta(days=180)


def flags(access: Access, *, now: datetime) -> list[Flag]:
    """Open flags and the history of half a year, newest first.

    Anyone but the owner sees only flags whose every piece of evidence is in a section shared.
    """
    rows = Flag.objects.filter(
        journal_id=access.journal_id, created_at__gt=now - SHOWN_FOR
    ) | Flag.objects.filter(journal_id=access.journal_id, state=Flag.State.OPEN)
    if not access.is_owner:
        rows = rows.filter(sections__contained_by=access.section_names)
        if access.since is not None:
            rows = rows.filter(evaluated_on__gte=access.since)
    return list(rows.order_by("-created_at", "-id")[:200])
