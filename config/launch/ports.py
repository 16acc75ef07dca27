"""Whether the address that was asked for is free, told before anything is started."""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import dataclass
from typing import Self

from config.launch.errors import LaunchError


@dataclass(frozen=True, slots=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @classmethod
    def from_environment(cls) -> Self:
        """Read HOST and PORT."""
        port = os.environ.get("PORT") or "8000"
        if not port.isdigit() or not 0 < int(port) < 65536:
            raise LaunchError(f"PORT={port} is no port. Give a number, for example 8000.")
        return cls(os.environ.get("HOST") or "127.0.0.1", int(port))

    @property
    def url(self) -> str:
        """What to type into a browser on this machine; passkeys need the name `localhost`."""
        local = self.host in ("127.0.0.1", "localhost", "0.0.0.0")  # noqa: S104  compared only
        return f"http://{'localhost' if local else self.host}:{self.port}"

    def check_free(self) -> None:
        """Raise LaunchError, with a port that would do, if another program listens there."""
        refusal = _refusal(self.host, self.port)
        if refusal is None:
            return
        if refusal == errno.EADDRINUSE:
            ports = range(self.port + 1, min(self.port + 100, 65536))
            other = next((port for port in ports if _refusal(self.host, port) is None), 0)
            raise LaunchError(
                f"Port {self.port} is in use. Stop the other program, or run: PORT={other} make run"
            )
        raise LaunchError(f"Cannot listen on {self.host} port {self.port}: {os.strerror(refusal)}.")


def _refusal(host: str, port: int) -> int | None:
    """Error number that listening there would give, or None."""
    # A program that listens on the other loopback address would get the browser's requests.
    for family, loopback in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        if _somebody_answers(family, loopback, port):
            return errno.EADDRINUSE
    try:
        with socket.socket() as probe:
            # Connections that ended a moment ago do not matter.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen(1)
    except OSError as error:
        return error.errno or errno.EADDRNOTAVAIL
    return None


def _somebody_answers(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family) as probe:
            probe.settimeout(1)
            return probe.connect_ex((host, port)) == 0
    except OSError:
        return False
