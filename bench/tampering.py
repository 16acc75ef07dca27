"""What the owner of the tables does to a sealed log, by kind; each tells which seals it touched.

Import after ``django.setup()``.
"""

from __future__ import annotations

import base64
import random
import secrets
from collections.abc import Callable
from typing import Any

from django.test import override_settings

from journal.audit.canonical import microseconds, seal_root, tree_root
from journal.audit.keys import sealing_key
from journal.audit.models import AuditSeal
from journal.audit.rows import events
from tests.journal.audit.columns import CHANGES, SEAL_CHANGES

UNDER = """
SELECT e.id FROM journal_auditevent e, journal_auditseal s, journal_auditseal p
WHERE s.number = %s AND p.number = s.number - 1 AND (e.tx, e.id) > (p.last_tx, p.last_id)
  AND (e.tx, e.id) <= (s.last_tx, s.last_id) ORDER BY e.tx, e.id
"""
CONTENT = ", ".join(sorted(CHANGES.keys() - {"id", "tx"}))
COPY = f"""
INSERT INTO journal_auditevent (id, tx, {CONTENT})
SELECT gen_random_uuid(), tx, {CONTENT} FROM journal_auditevent WHERE id = %s
"""
SWAP = """
UPDATE journal_auditevent e SET (about, at) = (o.about, o.at) FROM journal_auditevent o
WHERE (e.id = %(a)s AND o.id = %(b)s) OR (e.id = %(b)s AND o.id = %(a)s)
"""
CUT = """
DELETE FROM journal_auditevent e USING journal_auditseal s
  WHERE s.number = %(n)s AND (e.tx, e.id) > (s.last_tx, s.last_id);
DELETE FROM journal_auditseal WHERE number > %(n)s
"""

Kind = Callable[[Any, int, random.Random], range]


def change(cursor: Any, number: int, chance: random.Random) -> range:
    """One column of one event."""
    column = chance.choice(sorted(CHANGES))
    cursor.execute(
        f"UPDATE journal_auditevent SET {column} = {CHANGES[column]} WHERE id = %s",
        _pick(cursor, number, chance),
    )
    return range(number, number + 1)


def delete(cursor: Any, number: int, chance: random.Random) -> range:
    """One event."""
    cursor.execute("DELETE FROM journal_auditevent WHERE id = %s", _pick(cursor, number, chance))
    return range(number, number + 1)


def insert(cursor: Any, number: int, chance: random.Random) -> range:
    """One event into the past."""
    cursor.execute(COPY, _pick(cursor, number, chance))
    # By its random id it may stand on either side of a seal's end.
    return range(number, number + 2)


def swap_contents(cursor: Any, number: int, chance: random.Random) -> range:
    """What two events say."""
    one, two = chance.sample(_ids(cursor, number), 2)
    cursor.execute(SWAP, {"a": one, "b": two})
    return range(number, number + 1)


def swap_places(cursor: Any, number: int, chance: random.Random) -> range:
    """Two events with everything but their places: ids and all they say stay together."""
    one, two = chance.choice(_ids(cursor, number)), chance.choice(_ids(cursor, number + 1))
    cursor.execute("SELECT id, tx FROM journal_auditevent WHERE id IN (%s, %s)", [one, two])
    tx = dict(cursor.fetchall())
    if tx[one] == tx[two]:
        tx[two] += 1
    cursor.execute("UPDATE journal_auditevent SET tx = %s WHERE id = %s", [tx[two], one])
    cursor.execute("UPDATE journal_auditevent SET tx = %s WHERE id = %s", [tx[one], two])
    return range(number, number + 2)


def change_seal(cursor: Any, number: int, chance: random.Random) -> range:
    """One column of one seal."""
    column = chance.choice(sorted(SEAL_CHANGES))
    cursor.execute(
        f"UPDATE journal_auditseal SET {column} = {SEAL_CHANGES[column]} WHERE number = %s",
        [number],
    )
    return range(number, number + 1)


def swap_seals(cursor: Any, number: int, chance: random.Random) -> range:
    """Two neighbouring seals."""
    cursor.execute(
        "UPDATE journal_auditseal SET number = -number WHERE number IN (%(n)s, %(n)s + 1);"
        "UPDATE journal_auditseal SET number = 2 * %(n)s + 1 + number WHERE number < 0",
        {"n": number},
    )
    return range(number, number + 1)


def delete_seal(cursor: Any, number: int, chance: random.Random) -> range:
    """A seal with its events."""
    cursor.execute(f"DELETE FROM journal_auditevent WHERE id IN ({UNDER})", [number])
    cursor.execute("DELETE FROM journal_auditseal WHERE number = %s", [number])
    # The events of the next seal could not be told from its own: the chain alone must show it.
    return range(number - 1, number)


def cut(cursor: Any, number: int, chance: random.Random) -> range:
    """The end of the log with its seals."""
    cursor.execute(CUT, {"n": number})
    return range(number, number + 1)


def sign_with_another(cursor: Any, number: int, chance: random.Random) -> range:
    """An event, and every seal from its own on signed with a key of their own."""
    with override_settings(AUDIT_KEY=base64.b64encode(secrets.token_bytes(32)).decode()):
        return sign_anew(cursor, number, chance)


def sign_anew(cursor: Any, number: int, chance: random.Random) -> range:
    """An event, and every seal from its own on signed with the real key, stolen."""
    cursor.execute(
        "UPDATE journal_auditevent SET outcome = 'refused' WHERE id = %s",
        _pick(cursor, number, chance),
    )
    key = sealing_key()
    before, *chain = (
        AuditSeal.objects.using("owner").filter(number__gte=number - 1).order_by("number")
    )
    tree = tree_root(
        event.leaf
        for event in events(
            after=(before.last_tx, before.last_id), to=(chain[0].last_tx, chain[0].last_id),
            using="owner",
        )
    )  # fmt: skip
    chain[0].tree = tree
    previous = bytes(before.root)
    for seal in chain:
        seal.previous_root, seal.key_id = previous, key.id
        seal.root = previous = seal_root(
            number=seal.number, previous_root=previous, count=seal.count, last_tx=seal.last_tx,
            last_id=str(seal.last_id), tree=bytes(seal.tree), key_id=key.id,
            sealed_at_us=microseconds(seal.sealed_at),
        )  # fmt: skip
        seal.signature = key.sign(previous)
    AuditSeal.objects.using("owner").bulk_update(
        # Backwards: a root may stand in the unique column once.
        chain[::-1], ["previous_root", "tree", "root", "signature", "key_id"], batch_size=20,
    )  # fmt: skip
    return range(number, number + 1)


KINDS: dict[str, Kind] = {
    "changed a column of an event": change,
    "deleted an event": delete,
    "inserted an event into the past": insert,
    "swapped what two events say": swap_contents,
    "swapped the places of two events": swap_places,
    "changed a column of a seal": change_seal,
    "swapped two seals": swap_seals,
    "deleted a seal with its events": delete_seal,
    "cut off the end with its seals": cut,
    "changed an event, signed anew with another key": sign_with_another,
    "changed an event, signed anew with the stolen key": sign_anew,
}

ONLY_WITH_ROOTS = {
    "cut off the end with its seals",
    "changed an event, signed anew with the stolen key",
}
"""What nothing inside the database can show."""


def _pick(cursor: Any, number: int, chance: random.Random) -> list[Any]:
    return [chance.choice(_ids(cursor, number))]


def _ids(cursor: Any, number: int) -> list[Any]:
    cursor.execute(UNDER, [number])
    return [event_id for (event_id,) in cursor.fetchall()]
