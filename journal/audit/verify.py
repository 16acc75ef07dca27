"""Whether the log is still what was sealed. Believes the keys and the roots it is given, no row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db import connections

from journal.audit.canonical import NOTHING, Tree
from journal.audit.keys import Keys, is_signed
from journal.audit.models import AuditSeal
from journal.audit.roots import Root
from journal.audit.rows import Event, Place, Seal, events, newest_seal, seal, seals

LATE_AFTER = timedelta(minutes=10)
CAUGHT_UP_AFTER = timedelta(minutes=2)

_UNSEALED = """
SELECT count(*),
  count(*) FILTER (WHERE e.at < s.sealed_at - %s AND s.sealed_at < now() - %s),
  count(*) FILTER (
    WHERE e.tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + daybook_audit_offset())
FROM journal_auditevent e JOIN journal_auditseal s ON s.number = %s
WHERE (e.tx, e.id) > (%s, %s)
"""


class Finding(NamedTuple):
    """What does not hold. ``seal`` is the seal that shows it."""

    seal: int
    what: str


@dataclass(slots=True)
class Tally:
    """What was looked at, counted on the way."""

    seals: int = 0
    events: int = 0
    unsealed: int = 0


def check_chain(
    chain: Iterable[Seal],
    rows: Iterator[Event],
    *,
    keys: Keys,
    tally: Tally,
    only: Collection[int] | None = None,
) -> Iterator[Finding]:
    """Each seal against the one before it, its signature and its events; findings by number.

    ``chain`` holds all seals, ``rows`` the events in the order of their places. With ``only``, the
    events of these seals alone are compared, and ``rows`` begins with the first of them.
    """
    before: Seal | None = None
    row = next(rows, None)
    for one in chain:
        tally.seals += 1
        yield from _check_links(one, before, keys)
        before = one
        if only is not None and one.number not in only:
            continue
        tree = Tree()
        while row is not None and row.place <= one.place:
            tree.add(row.leaf)
            row = next(rows, None)
        tally.events += tree.count
        if tree.count != one.count:
            yield Finding(one.number, f"holds {one.count} events, and there are {tree.count}")
        elif tree.root() != one.tree:
            yield Finding(one.number, "its events are not those that were sealed")


def verify(
    *, keys: Keys, tally: Tally, only: range | None = None, using: str = "default"
) -> Iterator[Finding]:
    """Check the log of a database, all of it or only the events under some seals.

    Runs within a transaction, whose snapshot should be one for all of it, and in constant memory.
    """
    after, to = (None, None) if only is None else (_end(only[0] - 1, using), _end(only[-1], using))
    rows = events(after=after, to=to, using=using)
    yield from check_chain(seals(using=using), rows, keys=keys, tally=tally, only=only)
    if only is None:
        yield from _check_unsealed(tally, using)


def verify_roots(roots: Iterable[Root], *, using: str = "default") -> Iterator[Finding]:
    """Whether every root that was told outside is still that of its seal; in the file's order."""
    remaining = iter(roots)
    while some := list(islice(remaining, 1000)):
        numbers = {told.number for told in some}
        here = dict(
            AuditSeal.objects.using(using).filter(number__in=numbers).values_list("number", "root")
        )
        for told in some:
            if told.number not in here:
                yield Finding(told.number, "was told outside and is gone: the log was cut short")
            elif bytes(here[told.number]) != told.root:
                yield Finding(told.number, "has another root than the one that was told outside")


def _check_links(one: Seal, before: Seal | None, keys: Keys) -> Iterator[Finding]:
    number = 1 if before is None else before.number + 1
    if one.number != number:
        yield Finding(number, "is missing")
    elif one.previous_root != (NOTHING if before is None else before.root):
        yield Finding(number, "does not continue the seal before it")
    if before is not None and one.place <= before.place:
        yield Finding(one.number, "does not end after the seal before it")
    if one.root != one.computed_root():
        yield Finding(one.number, "was changed")
    elif not is_signed(one.root, one.signature, key_id=one.key_id, keys=keys):
        yield Finding(one.number, "is not signed with a key that is trusted here")


def _check_unsealed(tally: Tally, using: str) -> Iterator[Finding]:
    """Young events wait for their seal; one that later seals passed by should not be there.

    Not while sealing may still be catching up after a stop, batch by batch.
    """
    newest = newest_seal(using=using)
    with connections[using].cursor() as cursor:
        if newest is None:
            cursor.execute("SELECT count(*) FROM journal_auditevent")
            [tally.unsealed] = cursor.fetchone()
            return
        spans: list[Any] = [LATE_AFTER, CAUGHT_UP_AFTER]
        cursor.execute(_UNSEALED, [*spans, newest.number, *newest.place])
        tally.unsealed, passed_by, ahead = cursor.fetchone()
    if passed_by:
        yield Finding(newest.number + 1, f"should exist: seals passed {passed_by} old events by")
    if ahead:
        yield Finding(newest.number + 1, f"cannot hold {ahead} events of transactions to come")


def _end(number: int, using: str) -> Place | None:
    """Where a seal ends; None before the first one."""
    found = seal(number, using=using)
    return None if found is None else found.place
