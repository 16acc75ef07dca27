"""Where roots go outside the database: a log line each, and a file that an operator may name."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from journal.audit.models import AuditSeal

log = logging.getLogger(__name__)

_TAIL = 4096


class Root(NamedTuple):
    """One line of the file."""

    number: int
    root: bytes


def ship(seal: AuditSeal) -> None:
    """Tell the log and, where ``AUDIT_ROOTS_FILE`` is set, the file; the seal is committed already.

    A file that cannot be written now is brought up to date with the next seal.
    """
    log.info("audit seal %d count %d root %s", seal.number, seal.count, bytes(seal.root).hex())
    if settings.AUDIT_ROOTS_FILE:
        try:
            _append(Path(settings.AUDIT_ROOTS_FILE), seal)
        except OSError as error:
            log.error("the file of audit roots cannot be written: %s", type(error).__name__)


def read_roots(lines: Iterable[str]) -> Iterator[Root]:
    """The roots of a file, one by one.

    A line that is none is passed over: a crash may leave half a line, whose root the next run
    writes again.
    """
    for line in lines:
        root = _root(line)
        if root is not None:
            yield root


def _append(path: Path, seal: AuditSeal) -> None:
    """Add the seal, and before it those that an earlier run could not write."""
    with path.open("ab+") as file:
        last, torn = _last_number(file.fileno())
        missing = AuditSeal.objects.filter(number__gt=last, number__lt=seal.number)
        if torn:
            file.write(b"\n")
        file.writelines(map(_line, chain(missing.order_by("number").iterator(), [seal])))
        file.flush()
        os.fsync(file.fileno())


def _line(seal: AuditSeal) -> bytes:
    facts = {
        "number": seal.number,
        "count": seal.count,
        "root": bytes(seal.root).hex(),
        "sealed_at": seal.sealed_at.isoformat(),
    }
    return json.dumps(facts).encode() + b"\n"


def _root(line: str | bytes) -> Root | None:
    try:
        told = json.loads(line)
        return Root(int(told["number"]), bytes.fromhex(told["root"]))
    except (ValueError, KeyError, TypeError):
        return None


def _last_number(descriptor: int) -> tuple[int, bool]:
    """The number of the newest whole line, 0 for none; and whether the file ends within a line."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, _TAIL, max(0, size - _TAIL))
    whole, _, rest = tail.rpartition(b"\n")
    newest = _root(whole.rpartition(b"\n")[2])
    return 0 if newest is None else newest.number, bool(rest)
