"""The processes of one run: started, listened to, and stopped together."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from config.launch.logs import make_room
from config.launch.places import ROOT
from config.launch.processes import started_at, wait_until

_ALARMING = re.compile(r"\b(WARNING|ERROR|CRITICAL|Traceback)\b|\[(warning|error)\]")


class Child:
    """A program in a session of its own, so that Ctrl-C reaches the runner alone."""

    def __init__(
        self, name: str, command: Sequence[str], *, environment: Mapping[str, str], logs: Path
    ) -> None:
        self.name = name
        self.log = make_room(logs / f"{name}.log")
        self._stopping = False
        self._writing = threading.Lock()
        self._out = self.log.open("a", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._pumps = [
            threading.Thread(target=self._pump, args=(stream, loud), daemon=True)
            for stream, loud in ((self.process.stdout, True), (self.process.stderr, False))
        ]
        for pump in self._pumps:
            pump.start()

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll()

    def ask_to_stop(self) -> None:
        """Send one SIGTERM to the program; it ends its own helpers."""
        self._stopping = True
        if self.exit_code is None:
            self.process.terminate()

    def stop(self, *, patience_s: float) -> None:
        """Wait for the end, and end by force what is left of the group after that."""
        try:
            self.process.wait(patience_s)
        except subprocess.TimeoutExpired:
            print(f"{self.name} does not stop; ending it.", file=sys.stderr)
        _signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pump in self._pumps:
            pump.join(2)
        self._out.close()

    def _pump(self, stream: IO[str], loud: bool) -> None:
        """Copy lines to the log; to the console what was printed, and warnings."""
        for line in stream:
            with self._writing:
                self._out.write(line)
                self._out.flush()
            if (loud and not self._stopping) or _ALARMING.search(line):
                # A console that went away must not stop the reading: the child would block.
                with contextlib.suppress(OSError):
                    print(f"{self.name} | {line}", end="", flush=True)


def remember(children: Sequence[Child], file: Path) -> None:
    """Write down who runs, for the next run in case this one is killed."""
    file.write_text(
        json.dumps([[child.process.pid, started_at(child.process.pid)] for child in children])
    )


def stop_remembered(file: Path) -> None:
    """Stop what a killed run left behind. The caller holds the owner's lock.

    A process is touched only if its number and the time of its start are those written down.
    """
    try:
        known = [(int(pid), str(start)) for pid, start in json.loads(file.read_text())]
    except (OSError, ValueError, TypeError):
        return
    left = [pid for pid, start in known if start and started_at(pid) == start]
    for pid in left:
        _signal_group(pid, signal.SIGTERM)
    wait_until(lambda: not any(map(started_at, left)), timeout_s=5)
    for pid in left:
        _signal_group(pid, signal.SIGKILL)
    file.unlink()


def _signal_group(leader: int, sign: signal.Signals) -> None:
    try:
        os.killpg(leader, sign)
    except (ProcessLookupError, PermissionError):
        return  # Nothing is left of it.
