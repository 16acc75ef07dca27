"""The Unix account that PostgreSQL runs under, which must never be root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from config.launch.errors import LaunchError


class ChildOptions(TypedDict, total=False):
    """Keyword arguments of subprocess.Popen that change the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """A user and group that children may run under."""

    uid: int
    gid: int

    @classmethod
    def for_data(cls, data: Path) -> Account:
        """Return this user; for root the owner of existing data, else `nobody`."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        if data.exists() and data.stat().st_uid != 0:
            owner = data.stat()
            return cls(owner.st_uid, owner.st_gid)
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            raise LaunchError(
                "PostgreSQL cannot run as root and there is no user `nobody`. "
                "Run this as an ordinary user, or set DATABASE_URL."
            ) from None
        return cls(nobody.pw_uid, nobody.pw_gid)

    @property
    def differs(self) -> bool:
        """Whether children change the account at all."""
        return self.uid != os.geteuid()

    def options(self) -> ChildOptions:
        """Return what subprocess needs to run a child under this account."""
        if not self.differs:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make the account the owner of a folder or file."""
        if self.differs:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether the account gets through every folder above this one, and into it."""
        return self.can_run(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])

    def can_run(self, command: list[str]) -> bool:
        """Whether a short command ends well under the account."""
        try:
            done = subprocess.run(
                command, cwd="/", capture_output=True, timeout=30, check=False, **self.options()
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0
