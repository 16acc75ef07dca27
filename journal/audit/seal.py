"""Sealing: events whose transaction is surely over, in batches, each bound to the one before."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from journal.audit.canonical import NOTHING, microseconds, seal_root, tree_root
from journal.audit.keys import SealingKey, is_signed, sealing_key, trusted_keys
from journal.audit.models import AuditSeal
from journal.audit.roots import ship
from journal.audit.rows import events, newest_seal

BATCH = 1000
LOCK = 0x6461796B
"""Who holds it seals; the unique columns of a seal would refuse a second one anyway."""


class ChainBroken(Exception):
    """The newest seal does not hold, so nothing may be built on it."""


def seal_due(*, until: datetime, limit: int = BATCH) -> int:
    """Seal what is ripe, batch after batch, until there is none or ``until``; returns how many.

    Safe to run twice at once: one of them does nothing. Raises ``ChainBroken`` where the newest
    seal is not signed with a key of ours: building on it would hide that.
    """
    key = sealing_key()
    sealed = 0
    while True:
        made = _seal_batch(key, limit)
        if made is None:
            return sealed
        ship(made)
        sealed += made.count
        if made.count < limit or timezone.now() >= until:
            return sealed


@transaction.atomic
def _seal_batch(key: SealingKey, limit: int) -> AuditSeal | None:
    if not _locked():
        return None
    newest = newest_seal()
    if newest is not None and not (
        newest.root == newest.computed_root()
        and is_signed(newest.root, newest.signature, key_id=newest.key_id, keys=trusted_keys())
    ):
        raise ChainBroken("the newest audit seal does not hold; run verify_audit")
    batch = list(
        events(after=None if newest is None else newest.place, only_ripe=True, limit=limit)
    )
    if not batch:
        return None
    number = 1 if newest is None else newest.number + 1
    previous = NOTHING if newest is None else newest.root
    tree = tree_root(event.leaf for event in batch)
    last_tx, last_id = batch[-1].place
    sealed_at = timezone.now()
    root = seal_root(
        number=number,
        previous_root=previous,
        count=len(batch),
        last_tx=last_tx,
        last_id=str(last_id),
        tree=tree,
        key_id=key.id,
        sealed_at_us=microseconds(sealed_at),
    )
    return AuditSeal.objects.create(
        number=number,
        previous_root=previous,
        count=len(batch),
        last_tx=last_tx,
        last_id=last_id,
        tree=tree,
        root=root,
        signature=key.sign(root),
        key_id=key.id,
        sealed_at=sealed_at,
    )


def _locked() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        [got] = cursor.fetchone()
    return bool(got)
