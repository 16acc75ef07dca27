import os
import shutil
import subprocess
from pathlib import Path

import pytest

from config.launch.places import ROOT

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def checkout(tmp_path):
    """A fresh checkout: what the script reads, and nothing installed."""
    (tmp_path / "config").mkdir()
    shutil.copytree(ROOT / "config" / "launch", tmp_path / "config" / "launch")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def bootstrap(checkout, **environment):
    return subprocess.run(
        [checkout / "config" / "launch" / "bootstrap.sh", "run"],
        env={"PATH": os.environ["PATH"], "HOME": str(checkout), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def give_uv(checkout):
    uv = next(
        path
        for path in (ROOT / ".tools" / "bin" / "uv", Path(shutil.which("uv") or ""))
        if path.is_file()
    )
    (checkout / ".tools" / "bin").mkdir(parents=True)
    (checkout / ".tools" / "bin" / "uv").symlink_to(uv)


def test_no_network_is_told_in_one_line(checkout):
    give_uv(checkout)

    done = bootstrap(
        checkout, HTTPS_PROXY=NOWHERE, HTTP_PROXY=NOWHERE, UV_HTTP_RETRIES="0", UV_OFFLINE="0"
    )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "Cannot install Python packages: no connection to the package registry. "
        "Check the network, then run this again. All of it is in .tools/install.log."
    )
    assert not (checkout / ".venv" / ".installed-run").exists()


def test_an_old_python_is_told_in_one_line(checkout):
    give_uv(checkout)

    done = bootstrap(checkout, UV_PYTHON_PREFERENCE="only-managed", UV_PYTHON_DOWNLOADS="never")

    assert done.returncode == 1
    assert done.stderr == (
        "Daybook needs Python 3.11 or newer. Install it, or name one: "
        "UV_PYTHON=/path/to/python3.11 make run\n"
    )


def test_what_is_installed_already_costs_nothing(checkout):
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    if not (ROOT / ".venv" / ".installed-run").exists():
        pytest.fail("install with config/launch/bootstrap.sh, as `make test` does")

    # No uv, no network: whatever it tried would fail.
    done = bootstrap(checkout, HTTPS_PROXY=NOWHERE, UV_OFFLINE="1")

    assert (done.returncode, done.stderr) == (0, "")
    assert not (checkout / ".tools").exists()
