"""PostgreSQL and Redis for one checkout, started where DATABASE_URL and REDIS_URL name none."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from config.launch import postgres_cluster, redis_server
from config.launch.account import Account
from config.launch.errors import LaunchError
from config.launch.locks import OwnerLock, holder
from config.launch.places import TEMPORARY, digest, make_private, socket_folder
from config.launch.postgres_server import PostgresServer
from config.launch.redis_server import RedisServer

# Where root keeps the data when `nobody`, who runs PostgreSQL then, cannot enter the state folder.
ELSEWHERE = Path("/var/lib/daybook")


@dataclass(frozen=True, slots=True)
class RunningServices:
    """Addresses of the services, and the way to stop those that were started here."""

    database_url: str
    database_owner_url: str
    redis_url: str
    versions: tuple[str, ...]
    _ending: ExitStack

    def environment(self) -> dict[str, str]:
        """Return the variables that the settings read."""
        return {
            "DATABASE_URL": self.database_url,
            "DATABASE_OWNER_URL": self.database_owner_url,
            "REDIS_URL": self.redis_url,
        }

    def stop(self) -> None:
        """Stop what was started, the last first. Safe to repeat."""
        self._ending.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def own(state: Path) -> OwnerLock:
    """Make the state folder if need be, and take it for this process.

    Raises LaunchError if a run is using it, or if it cannot be used at all.
    """
    if state.exists() and state.stat().st_uid != os.geteuid():
        raise LaunchError(
            f"{state} belongs to another user. Run as that user, or set DAYBOOK_STATE to a folder "
            "of your own."
        )
    make_private(state, mode=_passable())
    if not os.access(state, os.W_OK | os.X_OK):
        raise LaunchError(f"Cannot write to the state folder {state}.")
    lock = OwnerLock.take(state)
    if lock is None:
        raise LaunchError(
            f"Daybook already runs from this folder (process {holder(state)}). "
            "Stop it there with Ctrl-C first."
        )
    return lock


def start(state: Path | None, *, durable: bool, lock: OwnerLock | None = None) -> RunningServices:
    """Start the services: durable ones keep their data in `state`, others leave nothing behind.

    A caller that owns the state folder already passes its lock, and keeps it.
    Raises LaunchError, with one line that says what to do, if that cannot be.
    """
    if durable and state is None:
        raise ValueError("durable services need a state folder")
    with ExitStack() as ending:
        if durable and state is not None:
            if lock is None:
                ending.callback(own(state).release)
            home, sockets = state, _durable_sockets(state, ending)
        else:
            home = _throw_away_home(ending)
            sockets = make_private(home / "sockets", mode=_passable())
        database, owner, database_version = _database(home, sockets, ending, durable=durable)
        redis, redis_version = _redis(sockets, ending)
        return RunningServices(
            database, owner, redis, (database_version, redis_version), ending.pop_all()
        )


def _database(
    home: Path, sockets: Path, ending: ExitStack, *, durable: bool
) -> tuple[str, str, str]:
    given = os.environ.get("DATABASE_URL")
    if given:
        return given, os.environ.get("DATABASE_OWNER_URL") or given, "PostgreSQL at DATABASE_URL"
    server = PostgresServer.start(
        _data_home(home) if durable else home,
        make_private(sockets / "postgres"),
        make_private(home / "logs") / "postgres.log",
        durable=durable,
    )
    ending.callback(server.stop)
    return server.url("daybook_app"), server.url("daybook_owner"), f"PostgreSQL {server.version}"


def _redis(sockets: Path, ending: ExitStack) -> tuple[str, str]:
    given = os.environ.get("REDIS_URL")
    if given:
        return given, "Redis at REDIS_URL"
    server = RedisServer.start(make_private(sockets / "redis"))
    ending.callback(server.stop)
    return server.url, f"Redis {server.version}"


def _durable_sockets(state: Path, ending: ExitStack) -> Path:
    """Make the folder that the servers listen in anew, with nothing in it from a killed run."""
    sockets = make_private(socket_folder(state), mode=_passable())
    redis_server.stop_orphan(sockets / "redis")
    shutil.rmtree(sockets)
    ending.callback(shutil.rmtree, sockets, ignore_errors=True)
    return make_private(sockets, mode=_passable())


def _passable() -> int:
    """Mode of a folder that `nobody` must get through, when root has it run PostgreSQL."""
    return 0o711 if os.geteuid() == 0 else 0o700


def _data_home(state: Path) -> Path:
    """Return the folder that holds the cluster: the state folder wherever that can be."""
    account = Account.for_data(state / "postgres")
    if (state / "postgres").exists() or account.can_enter(state):
        return state
    home = ELSEWHERE / digest(state)
    _follow_move(state, home)
    make_private(home.parent, mode=0o755)
    make_private(home, mode=0o711)
    (home / "state-folder").write_text(str(state))
    (state / "data-folder").write_text(str(home))
    return home


def _follow_move(state: Path, home: Path) -> None:
    """Take the data along when the checkout has been moved; a copy of it starts with its own."""
    try:
        old = Path((state / "data-folder").read_text())
        moved = not Path((old / "state-folder").read_text()).exists()
    except FileNotFoundError:
        return
    if moved and old != home and not home.exists():
        old.rename(home)


def _throw_away_home(ending: ExitStack) -> Path:
    prefix = f"daybook-test-{os.geteuid()}-"
    _sweep(prefix)
    base = Path(tempfile.mkdtemp(prefix=prefix, dir=TEMPORARY))
    lock = OwnerLock.claim_new(base)
    ending.callback(lock.release)
    ending.callback(shutil.rmtree, base, ignore_errors=True)
    base.chmod(_passable())
    return base


def _sweep(prefix: str) -> None:
    """Stop and remove what throw-away runs left that were killed."""
    for base in TEMPORARY.glob(f"{prefix}*"):
        lock = None if base.is_symlink() else OwnerLock.take_over(base)
        if lock is None:
            continue
        redis_server.stop_orphan(base / "sockets" / "redis")
        postgres_cluster.stop_orphan(base / "postgres")
        shutil.rmtree(base, ignore_errors=True)
        lock.release()
