"""The files of a PostgreSQL cluster: made once, checked before each start, never deleted."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from config.launch.account import Account
from config.launch.errors import LaunchError
from config.launch.postgres_programs import Programs, find_programs
from config.launch.processes import arguments, wait_until

SUPERUSER = "postgres"


def choose_programs(data: Path) -> Programs:
    """Programs that can open the cluster in `data`, or the best there are for a new one.

    Raises LaunchError for a cluster that is incomplete or of a version that is not installed.
    """
    if not data.exists():
        found = find_programs()
        if found is None:
            raise LaunchError("No PostgreSQL 15 or newer found. Install it, or set DATABASE_URL.")
        return found
    major = _cluster_major(data)
    matching = find_programs(major=major)
    if matching is None:
        here = find_programs()
        raise LaunchError(
            f"The journal in {data} was made by PostgreSQL {major}, and here is "
            f"{here.version if here else 'none'}. Install PostgreSQL {major}, or start an empty "
            f"journal: mv {data} {data}.{major}"
        )
    return matching


def make_cluster(programs: Programs, data: Path, account: Account, *, durable: bool) -> None:
    """Make an empty cluster; it appears at `data` only when it is complete."""
    half = data.with_name(f"{data.name}.new")
    # Nobody has ever written to a cluster under this name: it is what a killed start left.
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    account.give(half)
    done = subprocess.run(
        [
            programs.bin / "initdb",
            f"--pgdata={half}",
            f"--username={SUPERUSER}",
            # The socket lies in a folder that only this user can enter.
            "--auth=trust",
            "--encoding=UTF8",
            *_locale(programs),
            *(() if durable else ("--no-sync",)),
        ],
        cwd="/",
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
        **account.options(),
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise LaunchError(f"PostgreSQL could not make a database in {data}: {last}")
    half.rename(data)


def stop_orphan(data: Path) -> None:
    """Stop the server that a killed run left on this cluster. The caller holds the owner's lock.

    A process is touched only if the cluster names it and its command line names the cluster.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    for sign, patience_s in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0)):
        if not _serves(pid, data):
            break
        os.kill(pid, sign)
        wait_until(lambda: not _serves(pid, data), timeout_s=patience_s)
    if _serves(pid, data):
        raise LaunchError(f"An old PostgreSQL (process {pid}) does not stop. End it: kill {pid}")
    _disown(pid_file)


def _serves(pid: int, data: Path) -> bool:
    return str(data) in arguments(pid)


def _disown(pid_file: Path) -> None:
    """Name this process as the owner, in a pid file whose owner is dead.

    The old number may now belong to another program, which PostgreSQL would take for a server. It
    passes over its parent's number, and still checks that the old shared memory is out of use.
    """
    try:
        lines = pid_file.read_text().split("\n", 1)
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    except FileNotFoundError:
        return  # A clean stop removes it.


def _cluster_major(data: Path) -> int:
    complete = (data / "global" / "pg_control").exists()
    try:
        written = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        written = ""
    except PermissionError as error:
        raise LaunchError(
            f"{data} belongs to another user. Run as that user, or set DAYBOOK_STATE to a folder "
            "of your own."
        ) from error
    if not (complete and written.isdigit()):
        raise LaunchError(
            f"The journal in {data} is incomplete. Restore it from a backup, or start an empty "
            f"journal: mv {data} {data}.broken"
        )
    return int(written)


def _locale(programs: Programs) -> tuple[str, ...]:
    """Unicode-aware rules that do not change with the machine, where the version has them."""
    if programs.major >= 17:
        return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return ("--locale=en_US.UTF-8" if sys.platform == "darwin" else "--locale=C.UTF-8",)
