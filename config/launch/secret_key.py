"""The key that signs sessions and links: made on the first run, kept for this user alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from config.launch.errors import LaunchError


def secret_key_file(state: Path) -> Path:
    """Return the file that holds the key, made if there is none. It is never a default."""
    path = state / "secret_key"
    if path.exists():
        if path.stat().st_mode & 0o077:
            raise LaunchError(f"Others can read {path}. Run: chmod 600 {path}")
        return path
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    return new.rename(path)
