"""Keys of this machine: made on the first run, kept for this user alone, never a default."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from config.launch.errors import LaunchError


def secret_key_file(state: Path) -> Path:
    """Return the file with the key that signs sessions and links, made if there is none."""
    return _kept(state / "secret_key", secrets.token_urlsafe(50))


def audit_key_file(state: Path) -> Path:
    """Return the file with the key that signs the audit log's seals, made if there is none."""
    return _kept(state / "audit_key", base64.b64encode(secrets.token_bytes(32)).decode())


def _kept(path: Path, fresh: str) -> Path:
    if path.exists():
        if path.stat().st_mode & 0o077:
            raise LaunchError(f"Others can read {path}. Run: chmod 600 {path}")
        return path
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(fresh)
    return new.rename(path)
