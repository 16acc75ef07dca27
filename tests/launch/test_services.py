import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from config.launch import services
from config.launch.errors import LaunchError
from config.launch.places import socket_folder
from config.launch.processes import arguments, wait_until
from tests.launch.conftest import owner, read_rows, start, write_row


def postmaster(data):
    return int((data / "postmaster.pid").read_text().split("\n", 1)[0])


def test_data_outlives_a_stop(state):
    with start(state) as running:
        write_row(running.database_owner_url, value=1)
        assert redis.Redis.from_url(running.redis_url).ping()

    with start(state) as running:
        write_row(running.database_owner_url, value=2)

        assert read_rows(running.database_url) == [1, 2]
    assert not socket_folder(state).exists()


def test_a_killed_run_does_not_stand_in_the_way(state):
    with owner(state) as (process, addresses):
        write_row(addresses["DATABASE_OWNER_URL"], value=1)
        left = postmaster(state / "postgres")
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert arguments(left)

        with start(state) as running:
            assert postmaster(state / "postgres") != left
            assert not arguments(left)
            assert read_rows(running.database_url) == [1]
            assert redis.Redis.from_url(running.redis_url).ping()


def test_servers_that_were_killed_too_come_back(state):
    with start(state) as running:
        write_row(running.database_owner_url, value=1)
        os.kill(postmaster(state / "postgres"), signal.SIGKILL)

    with start(state) as running:
        assert read_rows(running.database_url) == [1]


def test_a_process_that_got_the_number_of_a_dead_server_is_left_alone(state):
    with start(state):
        pid_file = (state / "postgres" / "postmaster.pid").read_text()
    stranger = subprocess.Popen(["sleep", "60"])
    with stranger:
        rest = pid_file.split("\n", 1)[1]
        (state / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{rest}")

        with start(state) as running:
            assert running.versions
        assert stranger.poll() is None
        stranger.kill()


def test_a_second_run_of_one_checkout_says_who_is_in_the_way(state):
    with start(state), pytest.raises(LaunchError) as refusal:
        start(state)

    assert str(refusal.value) == (
        f"Daybook already runs from this folder (process {os.getpid()}). "
        "Stop it there with Ctrl-C first."
    )


def test_two_checkouts_run_side_by_side(folder):
    with start(folder / "one") as one, start(folder / "two") as two:
        write_row(one.database_owner_url, value=1)
        write_row(two.database_owner_url, value=2)

        assert read_rows(one.database_url) == [1]
        assert read_rows(two.database_url) == [2]


def test_the_ordinary_role_reads_and_writes_rows_and_nothing_else(state):
    with start(state) as running:
        write_row(running.database_owner_url, value=1)

        with psycopg.connect(running.database_url, autocommit=True) as link:
            link.execute("UPDATE kept SET value = 2")
            for statement in (
                "TRUNCATE kept",
                "DROP TABLE kept",
                "ALTER TABLE kept ADD COLUMN more int",
                "CREATE TABLE other (value int)",
                "CREATE DATABASE other",
                "SET ROLE daybook_owner",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    link.execute(statement)
            role = link.execute(
                "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            assert role.fetchone() == (False, False)
        assert read_rows(running.database_url) == [2]


def test_nothing_that_was_written_reaches_the_log(state):
    with start(state) as running, psycopg.connect(running.database_owner_url) as link:
        link.execute("CREATE TABLE narrow (value text CHECK (value = ''))")
        with pytest.raises(psycopg.errors.CheckViolation):
            link.execute("INSERT INTO narrow VALUES ('chest pain')")

    log = (state / "logs" / "postgres.log").read_text()
    assert "narrow" in log
    assert "chest pain" not in log


def test_throw_away_services_leave_nothing_behind(monkeypatch):
    with services.start(None, durable=False) as running:
        base = Path(running.redis_url.removeprefix("unix://")).parents[2]
        assert base.name.startswith("daybook-test-")
        write_row(running.database_owner_url, value=1)

    assert not base.exists()


def test_what_a_killed_test_run_left_is_removed_by_the_next_one():
    with owner() as (process, addresses):
        base = Path(addresses["REDIS_URL"].removeprefix("unix://")).parents[2]
        left = postmaster(base / "postgres")
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert base.exists()

        services.start(None, durable=False).stop()

    assert not base.exists()
    assert wait_until(lambda: not arguments(left), timeout_s=5)


def test_addresses_that_are_given_win(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@db/x")
    monkeypatch.setenv("REDIS_URL", "redis://cache/0")

    with services.start(tmp_path / "state", durable=True) as running:
        assert running.environment() == {
            "DATABASE_URL": "postgresql://a@db/x",
            "DATABASE_OWNER_URL": "postgresql://a@db/x",
            "REDIS_URL": "redis://cache/0",
        }
    assert not (tmp_path / "state" / "postgres").exists()


def test_the_servers_are_named_in_the_folder_of_one_user(state):
    with start(state) as running:
        path = Path(running.redis_url.removeprefix("unix://"))

        assert path.parent.stat().st_mode & 0o077 == 0
        assert len(os.fsencode(path)) < (104 if sys.platform == "darwin" else 108)
