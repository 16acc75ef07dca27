"""A private PostgreSQL on a Unix socket, with Daybook's two roles."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config.launch.account import Account
from config.launch.errors import LaunchError
from config.launch.logs import make_room
from config.launch.postgres_cluster import (
    SUPERUSER,
    choose_programs,
    make_cluster,
    stop_orphan,
)
from config.launch.postgres_programs import Programs

DATABASE = "daybook"
ROLES = Path(__file__).with_name("roles.sql")

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "jit": "off",
    "timezone": "UTC",
    # What a person wrote must not reach a log: no statements, no "failing row contains".
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running PostgreSQL; `sockets` is the folder that it listens in."""

    sockets: Path
    process: subprocess.Popen[bytes]
    version: str

    @classmethod
    def start(cls, home: Path, sockets: Path, log: Path, *, durable: bool) -> PostgresServer:
        """Start on the cluster in `home`, made if there is none, and wait until it answers.

        The caller holds the owner's lock of `home`; `sockets` exists, empty and private.
        """
        data = home / "postgres"
        account = Account.for_data(data)
        programs = choose_programs(data).reachable_by(account, home)
        account.give(sockets)
        if data.exists():
            stop_orphan(data)
        else:
            make_cluster(programs, data, account, durable=durable)
        settings = _SETTINGS if durable else _SETTINGS | _THROW_AWAY
        process = _launch(programs, data, sockets, log, settings, account)
        server = cls(sockets, process, programs.version)
        try:
            server.prepare_database()
        except psycopg.Error as error:
            server.stop()
            raise LaunchError(f"PostgreSQL started but refused work: {error}") from error
        except BaseException:
            server.stop()
            raise
        return server

    def url(self, role: str) -> str:
        """Address of the database for one of the roles."""
        return f"postgresql://{role}@/{DATABASE}?host={self.sockets}"

    def prepare_database(self) -> None:
        """Make the roles and the database, or bring the roles of an older run up to date."""
        with _connect(self.sockets, "template1") as template:
            template.execute(ROLES.read_bytes())
        with _connect(self.sockets, "postgres") as link:
            known = link.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                link.execute(f"CREATE DATABASE {DATABASE} OWNER daybook_owner")

    def stop(self) -> None:
        """Stop the server, ending its sessions, and wait for its end."""
        for sign, patience_s in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0)):
            self.process.send_signal(sign)
            try:
                self.process.wait(patience_s)
            except subprocess.TimeoutExpired:
                continue
            return
        self.process.kill()
        self.process.wait()


def _launch(
    programs: Programs,
    data: Path,
    sockets: Path,
    log: Path,
    settings: dict[str, str],
    account: Account,
) -> subprocess.Popen[bytes]:
    """Start the server, waiting up to 10 s for the last processes of a killed one to go."""
    end = time.monotonic() + 10
    make_room(log)
    while True:
        begin = log.stat().st_size if log.exists() else 0
        with log.open("ab") as out:
            process = subprocess.Popen(
                [
                    programs.bin / "postgres",
                    *("-D", data, "-k", sockets),
                    *(part for item in settings.items() for part in ("-c", "=".join(item))),
                ],
                cwd="/",
                env={**os.environ, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                **account.options(),
            )
        if _answers(process, sockets):
            return process
        said = log.read_bytes()[begin:].decode(errors="replace")
        if "pre-existing shared memory" not in said or time.monotonic() > end:
            raise LaunchError(f"PostgreSQL did not start: {_reason(said)} Its log is {log}.")
        time.sleep(0.2)


def _answers(process: subprocess.Popen[bytes], sockets: Path) -> bool:
    """Wait for the first answer. A server repairing itself after a crash is given two minutes."""
    end = time.monotonic() + 120
    try:
        while process.poll() is None and time.monotonic() < end:
            try:
                _connect(sockets, "postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return True
    except BaseException:
        process.send_signal(signal.SIGQUIT)
        process.wait()
        raise
    if process.poll() is None:
        process.send_signal(signal.SIGQUIT)
        process.wait()
    return False


def _connect(sockets: Path, database: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(sockets), user=SUPERUSER, dbname=database, autocommit=True, connect_timeout=5
    )


def _reason(said: str) -> str:
    """Last complaint in a log, without its time stamp."""
    for line in reversed(said.splitlines()):
        for mark in ("FATAL:", "PANIC:", "ERROR:"):
            if mark in line:
                return line.split(mark, 1)[1].strip().rstrip(".") + "."
    return "it gave no reason."
