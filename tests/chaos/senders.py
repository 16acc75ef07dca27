"""Senders that can be killed by the hundred: forked from one process that is set up already.

``python -m tests.chaos.senders`` reads commands: each line ``fork`` makes a sender in a process
group of its own and prints its number. A sender plans and delivers for ever, as workers that beat
wakes do. When the input ends, all end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent.parent


class Nursery:
    """The process that forks them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.alive: list[int] = []

    def fork(self) -> int:
        _pipe(self._process.stdin).write("fork\n")
        _pipe(self._process.stdin).flush()
        self.alive.append(int(_pipe(self._process.stdout).readline()))
        return self.alive[-1]

    def kill(self, number: int) -> None:
        """End one at once, wherever it is."""
        self.alive.remove(number)
        os.killpg(number, signal.SIGKILL)


@contextmanager
def nursery(log: Path, env: Mapping[str, str]) -> Iterator[Nursery]:
    """Run one, and end all that it made. ``CHAOS_SPEED`` in ``env`` makes its clocks run faster."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.senders"], cwd=ROOT, env=dict(env), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        made = Nursery(process)
        yield made
        for number in list(made.alive):
            made.kill(number)
    finally:
        _pipe(process.stdin).close()
        process.wait(10)


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def main() -> None:
    import django

    django.setup()
    # Loaded once here, so that a fork is at work at once.
    _send_once(datetime.now(UTC), speed=0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    made = []
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            os.setsid()
            print(os.getpid(), flush=True)
            with suppress(KeyboardInterrupt):
                _send_for_ever()
            os._exit(0)
        made.append(number)
    for number in made:
        with suppress(OSError):
            os.kill(number, signal.SIGKILL)


def _send_for_ever() -> None:
    from django.db import connections

    start, speed = datetime.now(UTC), int(os.environ.get("CHAOS_SPEED", "1"))
    start = datetime.fromisoformat(os.environ.get("CHAOS_START", start.isoformat()))
    while True:
        try:
            _send_once(start, speed)
        except Exception as error:  # noqa: BLE001
            # The database is away; a worker would drop its line at the end of the task, too.
            print(type(error).__name__, file=sys.stderr, flush=True)
            connections.close_all()
        time.sleep(0.05)


def _send_once(start: datetime, speed: int) -> None:
    from journal.notifications.deliver import deliver_due
    from journal.reminders.follow_up import plan_follow_ups
    from journal.reminders.planning import plan_due as plan_reminders
    from journal.summaries.digest import plan_digests
    from journal.summaries.services import plan_due as plan_summaries

    def clock() -> datetime:
        return start + (datetime.now(UTC) - start) * speed

    if not speed:
        return
    for plan in (plan_reminders, plan_follow_ups, plan_summaries, plan_digests):
        plan(now=clock())
    deliver_due(clock=clock, until=clock() + timedelta(seconds=5 * speed))


if __name__ == "__main__":
    main()
