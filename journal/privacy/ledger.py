"""Erasures outside of the database, so that what a restored backup brings back goes again.

One line of JSON each, in a file that is only added to: ids, never a name or a word. It is synced to
the disk before the erasure commits: a line too many erases what somebody wanted gone, a line too
few would bring it back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure: accounts by their ids, or notes of a journal up to ``at``."""

    at: datetime
    what: str
    """One of ``ErasureReceipt.What``."""
    ids: tuple[UUID, ...]
    """Of accounts, or of entries; none where all notes went."""
    journal: UUID | None = None


def write(*, at: datetime, what: str, ids: Sequence[UUID], journal: UUID | None = None) -> None:
    """Add a line, or raise ``OSError``; without ``ERASURE_LEDGER_FILE`` nothing is kept."""
    if not settings.ERASURE_LEDGER_FILE:
        return
    facts = {
        "at": at.isoformat(),
        "what": str(what),
        "ids": [str(one) for one in ids],
        "journal": str(journal) if journal else None,
    }
    # Behind half a line, which a crash may have left, it begins a new one. One write: workers and
    # the web server may add at the same time.
    with Path(settings.ERASURE_LEDGER_FILE).open("ab") as file:
        file.write(b"\n" + json.dumps(facts).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read(lines: Iterable[str]) -> Iterator[Line]:
    """The erasures of a file, one by one; what is no whole line is passed over."""
    for line in lines:
        try:
            told = json.loads(line)
            journal = told["journal"]
            yield Line(
                datetime.fromisoformat(told["at"]),
                told["what"],
                tuple(map(UUID, told["ids"])),
                UUID(journal) if journal else None,
            )
        except (ValueError, KeyError, TypeError):
            continue
