"""Checks docker-compose.yml and the Dockerfile with the real parsers; no Docker needed."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from config.launch.places import ROOT

COMPOSE_FILE = ROOT / "docker-compose.yml"


def required_variables() -> list[str]:
    """Names that docker-compose.yml does not start without."""
    return sorted(set(re.findall(r"\$\{(\w+):\?", COMPOSE_FILE.read_text())))


def compose_complaint(environment: Mapping[str, str], file: Path = COMPOSE_FILE) -> str:
    """What compose says against the file, given these variables; empty if it takes it."""
    command = [*_compose(), "--file", str(file), "--project-directory", str(ROOT)]
    return _complaint([*command, "config", "--quiet"], environment)


def dockerfile_complaint() -> str:
    """What the linter says against the Dockerfile; empty if nothing."""
    linter = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or "hadolint"
    return _complaint([linter, "--no-color", str(ROOT / "Dockerfile")], {})


def _compose() -> list[str]:
    """The program itself: the package's Python wrapper ends well whatever it says."""
    spec = importlib.util.find_spec("compose")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        program = Path(folder, "docker-compose")
        if os.access(program, os.X_OK):
            return [str(program)]
    return ["docker", "compose"]  # No package for this kind of machine.


def _complaint(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip() if done.returncode else ""


if __name__ == "__main__":
    found = [compose_complaint(dict.fromkeys(required_variables(), "x")), dockerfile_complaint()]
    sys.exit("\n".join(filter(None, found)) or None)
