"""Log files of a run: appended to, and cut in two when they have grown large."""

from __future__ import annotations

from pathlib import Path

_LIMIT = 10 * 1024 * 1024


def make_room(log: Path) -> Path:
    """Put a large log aside, in place of the one put aside before; returns the path to write to."""
    if log.exists() and log.stat().st_size > _LIMIT:
        log.replace(log.with_name(f"{log.name}.1"))
    return log
