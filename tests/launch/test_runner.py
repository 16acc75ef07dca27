"""`make run` from its first line to its last, and when it is not allowed to get there."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.launch.places import ROOT
from config.launch.processes import arguments, wait_until


@pytest.fixture(scope="module")
def kept():
    """A state folder that one run after another uses."""
    folder = Path(tempfile.mkdtemp(prefix="daybook-run-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run:
    """One `make run` and what it has printed so far."""

    def __init__(self, state, port, **environment):
        own = (
            "SECRET_KEY", "AUDIT_KEY", "IDP_OIDC_PRIVATE_KEY", "WEB_PUSH_KEY", "SITE_URL",
        )  # fmt: skip
        inherited = {k: v for k, v in os.environ.items() if k not in own}
        given = {"PORT": str(port), "DAYBOOK_STATE": str(state)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.launch.runner"],
            cwd=ROOT,
            env={
                **inherited,
                "DJANGO_SETTINGS_MODULE": "config.settings.dev",
                **given,
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        assert self.process.stdout
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def said(self, text):
        return any(text in line for line in self.lines)

    def wait_for(self, text):
        ended = lambda: self.said(text) or self.process.poll() is not None  # noqa: E731
        assert wait_until(ended, timeout_s=60)
        assert self.said(text), self.lines

    def end(self):
        code = self.process.wait(30)
        self._reader.join()
        return code


@contextmanager
def run(state, port, **environment):
    started = Run(state, port, **environment)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.process.send_signal(signal.SIGTERM)
        started.end()


def children(state):
    return [pid for pid, _ in json.loads((state / "children.json").read_text())]


def test_a_first_run_comes_up_survives_being_killed_and_stops_cleanly(kept, port):
    with run(kept, port) as first:
        first.wait_for(f"http://localhost:{port}   (Ctrl-C stops it)")
        links = re.findall(rf"http://localhost:{port}/link#\S+", "".join(first.lines))
        assert len(links) == 3
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            assert json.load(answer)["checks"]["jobs"] == "ok"
        secrets = {}
        for name in ("secret_key", "audit_key", "identity_key"):
            assert (kept / name).stat().st_mode & 0o777 == 0o600
            secrets[name] = (kept / name).read_text()
        orphans = children(kept)
        first.process.send_signal(signal.SIGKILL)
    assert all(map(arguments, orphans))

    with run(kept, port) as second:
        second.wait_for("(Ctrl-C stops it)")
        assert not any(map(arguments, orphans))
        assert {name: (kept / name).read_text() for name in secrets} == secrets
        mine = children(kept)
        second.process.send_signal(signal.SIGINT)
        assert second.end() == 0

    assert second.lines[-1] == "Stopped.\n"
    assert not any(map(arguments, mine))
    assert not (kept / "postgres" / "postmaster.pid").exists()
    logs = "".join(log.read_text() for log in (kept / "logs").glob("*.log"))
    assert not [link for link in links if link.partition("#")[2] in logs]
    assert not [secret for secret in secrets.values() if secret in logs]


def test_a_child_that_dies_ends_the_run_with_one_line_that_names_its_log(kept, port):
    with run(kept, port) as started:
        started.wait_for("(Ctrl-C stops it)")
        worker, beat, web = children(kept)
        os.kill(worker, signal.SIGKILL)
        assert started.end() == 1

    log = kept / "logs" / "worker.log"
    assert started.lines[-1] == f"worker stopped by itself (exit -9). Its log is {log}.\n"
    assert not any(map(arguments, (worker, beat, web)))


def test_a_taken_port_is_told_before_anything_starts(tmp_path, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen(1)
        with run(tmp_path / "state", port) as started:
            assert started.end() == 1

    assert len(started.lines) == 1
    assert started.lines[0].startswith(f"Port {port} is in use. Stop the other program, or run: ")
    assert not (tmp_path / "state" / "postgres").exists()


def test_a_database_that_cannot_be_prepared_is_told_in_one_line(kept, port):
    with run(kept, port, DATABASE_OWNER_URL="x", DATABASE_URL="postgresql://x@/x?host=/none") as it:
        assert it.end() == 1

    assert it.lines[-1].startswith("Preparing the database failed: ")
    assert it.lines[-1].endswith(f"(log: {kept / 'logs' / 'prepare.log'})\n")
