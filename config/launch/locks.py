"""Who owns a folder of running servers.

A lock, not a process number: the kernel drops it with the process, also after `kill -9`, and a
number may have been given to another program meanwhile.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

NAME = "owner.lock"


class OwnerLock:
    """Held for as long as the process that took it lives."""

    def __init__(self, file: IO[str], path: Path) -> None:
        self._file = file
        self._path = path

    @classmethod
    def take(cls, folder: Path) -> OwnerLock | None:
        """Lock the folder, or return None if a living process holds it."""
        path = folder / NAME
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+")
        if not _lock(file):
            file.close()
            return None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        return cls(file, path)

    @classmethod
    def claim_new(cls, folder: Path) -> OwnerLock:
        """Lock a folder made a moment ago, leaving no instant in which a sweep could take it."""
        hidden = folder / f".{NAME}"
        file = hidden.open("w")
        _lock(file)
        return cls(file, hidden.rename(folder / NAME))

    @classmethod
    def take_over(cls, folder: Path) -> OwnerLock | None:
        """Lock a folder that a dead process of this user left; None if there is no such owner."""
        try:
            if folder.stat().st_uid != os.geteuid():
                return None
            file = os.fdopen(os.open(folder / NAME, os.O_RDWR | os.O_NOFOLLOW), "r+")
        except OSError:
            return None
        if not _lock(file):
            file.close()
            return None
        return cls(file, folder / NAME)

    def release(self) -> None:
        """Give the folder up. The file stays: removing it would let two owners lock two files."""
        self._file.close()


def holder(folder: Path) -> str:
    """Process number of the owner as it wrote it, for a message; never to be acted on."""
    try:
        return (folder / NAME).read_text().strip() or "unknown"
    except OSError:
        return "unknown"


def _lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
