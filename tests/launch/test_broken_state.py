import os
import shutil
import subprocess
from pathlib import Path

import pytest

from config.launch import postgres_server, redis_server, services
from config.launch.errors import LaunchError
from config.launch.postgres_cluster import choose_programs
from tests.launch.conftest import (
    IS_ROOT,
    nobody_account,
    ordinary_user,
    read_rows,
    start,
    write_row,
)


def refusal(state):
    with pytest.raises(LaunchError) as caught:
        start(state)
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_a_cluster_that_is_not_complete_is_named_and_kept(state):
    data = state / "postgres"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    state.chmod(0o711)

    assert refusal(state) == (
        f"The journal in {data} is incomplete. Restore it from a backup, or start an empty "
        f"journal: mv {data} {data}.broken"
    )
    assert (data / "PG_VERSION").read_text() == "18\n"


def test_a_cluster_of_another_version_is_named_and_kept(state):
    data = state / "postgres"
    (data / "global").mkdir(parents=True)
    (data / "global" / "pg_control").write_bytes(b"control")
    (data / "PG_VERSION").write_text("9\n")
    state.chmod(0o711)

    text = refusal(state)

    assert text.startswith(f"The journal in {data} was made by PostgreSQL 9, and here is ")
    assert text.endswith(f"Install PostgreSQL 9, or start an empty journal: mv {data} {data}.9")
    assert (data / "global" / "pg_control").read_bytes() == b"control"


def test_a_cluster_that_was_being_made_when_the_run_was_killed_is_made_again(state):
    half = state / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    state.chmod(0o711)

    with start(state) as running:
        write_row(running.database_owner_url, value=1)

    assert not half.exists()


def test_a_file_where_the_state_folder_should_be(folder):
    (folder / "state").write_text("")

    assert str(folder / "state") in refusal(folder / "state")


def test_the_folder_of_another_user_is_left_alone(users_folder):
    foreign = users_folder if IS_ROOT else Path("/usr")

    assert refusal(foreign) == (
        f"{foreign} belongs to another user. Run as that user, or set DAYBOOK_STATE to a folder "
        "of your own."
    )


def test_a_folder_that_everybody_can_write_to_is_refused(state):
    state.mkdir()
    state.chmod(0o777)

    assert refusal(state) == f"Others can write to {state}. Run: chmod go-w {state}"


def test_an_ordinary_user_without_the_right_to_write(users_folder):
    with ordinary_user():
        (users_folder / "state").mkdir(mode=0o500)

        assert refusal(users_folder / "state") == (
            f"Cannot write to the state folder {users_folder / 'state'}."
        )
        assert "Cannot make the folder /proc/state" in refusal(Path("/proc/state"))


def test_a_server_that_cannot_start_gives_its_reason(state):
    with start(state):
        pass
    config = state / "postgres" / "postgresql.conf"
    config.write_text("no_such_setting = 1\n")

    text = refusal(state)

    assert text.startswith(f'PostgreSQL did not start: configuration file "{config}" ')
    assert text.endswith(f"Its log is {state}/logs/postgres.log.")


@pytest.fixture
def programs_for_everybody(folder, monkeypatch):
    """Programs and files where an ordinary user can read them, also if the checkout is not."""
    found = choose_programs(folder / "none")
    reachable = found.reachable_by(nobody_account(), folder) if IS_ROOT else found
    monkeypatch.setattr(postgres_server, "choose_programs", lambda _: reachable)
    roles = shutil.copy(postgres_server.ROLES, folder)
    monkeypatch.setattr(postgres_server, "ROLES", Path(roles))
    redis = shutil.copy(redis_server.find_program(), folder)
    monkeypatch.setattr(redis_server, "find_program", lambda: Path(redis))


def test_an_ordinary_user_runs_it_and_others_cannot_look_in(users_folder, programs_for_everybody):
    with ordinary_user(), start(users_folder / "state") as running:
        write_row(running.database_owner_url, value=1)

        assert read_rows(running.database_url) == [1]
        assert (users_folder / "state").stat().st_mode & 0o077 == 0
        assert (users_folder / "state").stat().st_uid == os.geteuid()


def test_a_checkout_that_only_its_owner_can_enter_also_works_for_root_and_after_a_move(
    folder, monkeypatch
):
    private = folder / "private"
    private.mkdir(mode=0o700)
    found = choose_programs(folder / "none")
    package = found.bin.parent.parent
    subprocess.run(["cp", "-r", *package.parent.glob(f"{package.name}*"), private], check=True)
    hidden = found.bin.relative_to(package.parent)
    moved = type(found)(private / hidden, found.version)
    monkeypatch.setattr(postgres_server, "choose_programs", lambda _: moved)
    monkeypatch.setattr(services, "ELSEWHERE", folder / "elsewhere")

    with start(private / "state") as running:
        write_row(running.database_owner_url, value=1)
    (private / "state").rename(private / "moved")
    with start(private / "moved") as running:
        assert read_rows(running.database_url) == [1]

    # Root has `nobody` run PostgreSQL, who can enter neither the checkout nor its programs.
    assert (private / "moved" / "postgres").exists() == (not IS_ROOT)
