"""Real processes of Daybook for tests: workers and beat on the test's own database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connections

ROOT = Path(settings.BASE_DIR)


def environment(**more: str) -> dict[str, str]:
    """What a process of the stack needs to work on the database of this test run."""
    name = connections["default"].settings_dict["NAME"]
    own = {
        variable: urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{name}"))
        for variable in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    return {
        **os.environ,
        **own,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SECRET_KEY": settings.SECRET_KEY,
        **more,
    }


@contextmanager
def running(*command: str, log: Path, **env: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``python -m command`` until the block ends; what it says goes to ``log``."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment(**env), stdout=out,
            stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        stop(process)


def worker(log: Path, **env: str):
    """One Celery worker with one child process."""
    return running(
        *("celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "WARNING"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        log=log,
        **env,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it and its children, kindly first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End it and its children at once, as a machine that loses power does."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def wait_for(condition: Callable[[], bool], what: str, *, seconds: float = 30) -> None:
    """Wait until it is so, or fail with what was waited for."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:g} s for: {what}"
        time.sleep(0.05)
