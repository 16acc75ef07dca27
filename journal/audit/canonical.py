"""What is hashed: a row as bytes of no other row, a batch as one root, a seal as a hash.

Changing anything here makes every seal that was ever made look broken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

NOTHING = bytes(32)
"""The root before the first seal."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def leaf(row: Mapping[str, str | None]) -> bytes:
    """The hash of one row: every column that is not null, as PostgreSQL writes it in UTC.

    Each name and value goes in with its length, so no two rows share their bytes. A null is left
    out, so a nullable column that is added later changes no hash of an old row.
    """
    parts = [b"\x00"]
    for name in sorted(row):
        value = row[name]
        if value is not None:
            parts += [_measured(name), _measured(value)]
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    """A Merkle root over leaves that come one by one, in memory for their logarithm."""

    def __init__(self) -> None:
        self.count = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, hashed: bytes) -> None:
        """Take the next leaf."""
        self.count += 1
        height = 0
        while self._peaks and self._peaks[-1][0] == height:
            hashed = _node(self._peaks.pop()[1], hashed)
            height += 1
        self._peaks.append((height, hashed))

    def root(self) -> bytes:
        """The root over the leaves so far; ``NOTHING`` over none."""
        if not self._peaks:
            return NOTHING
        *others, (_, root) = self._peaks
        for _, peak in reversed(others):
            root = _node(peak, root)
        return root


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """The Merkle root of some leaves."""
    tree = Tree()
    for hashed in leaves:
        tree.add(hashed)
    return tree.root()


def seal_root(
    *,
    number: int,
    previous_root: bytes,
    count: int,
    last_tx: int,
    last_id: str,
    tree: bytes,
    key_id: str,
    sealed_at_us: str,
) -> bytes:
    """The hash that a seal signs; ``sealed_at_us`` are microseconds since 1970."""
    facts = [
        *(str(number), previous_root.hex(), str(count), str(last_tx), last_id),
        *(tree.hex(), key_id, sealed_at_us),
    ]
    return hashlib.sha256(b"\x02" + b"".join(map(_measured, facts))).digest()


def microseconds(instant: datetime) -> str:
    """Microseconds since 1970, as a seal hashes its time."""
    return str((instant - _EPOCH) // timedelta(microseconds=1))


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _measured(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(4) + data
