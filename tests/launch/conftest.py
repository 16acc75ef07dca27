"""Folders and accounts for tests that start services of their own."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from config.launch import services
from config.launch.account import Account
from config.launch.places import ROOT

IS_ROOT = os.geteuid() == 0


@pytest.fixture(autouse=True)
def no_given_services(monkeypatch):
    """The services of the test run itself would win."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder():
    """A folder that `nobody` gets through, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="daybook-launch-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def state(folder):
    return folder / "state"


@contextmanager
def owner(*state: Path):
    """Services in a process of their own, which may be killed; yields it and their addresses."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.launch.owner", *map(str, state)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    with process:
        yield process, json.loads(process.stdout.readline())
        process.kill()


@contextmanager
def ordinary_user():
    """This process as `nobody` where the tests run as root; children cannot become root again."""
    if not IS_ROOT:
        yield
        return
    nobody = pwd.getpwnam("nobody")
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(nobody.pw_gid, nobody.pw_gid, 0)
    os.setresuid(nobody.pw_uid, nobody.pw_uid, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)


@pytest.fixture
def users_folder(folder):
    """A folder of the ordinary user's own."""
    path = folder / "home"
    path.mkdir()
    if IS_ROOT:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return path


def nobody_account():
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def write_row(url, *, value):
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        link.execute("INSERT INTO kept VALUES (%s)", [value])


def read_rows(url):
    with psycopg.connect(url) as link:
        return [value for (value,) in link.execute("SELECT value FROM kept ORDER BY value")]


def start(state):
    return services.start(state, durable=True)
