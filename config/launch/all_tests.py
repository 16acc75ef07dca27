"""Runs the tests of both languages and counts them: `python -m config.launch.all_tests [ARGS]`.

The arguments go to pytest. All always run, so that one look shows everything that is broken. Two
processes, each with a database of its own, share what needs no browser; then two share what does:
the journeys, of which the second has fewer because it also looks at every screen. What the second
of them says is shown when it is over. With a path among the arguments, or a database named by the
environment, there is one process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.launch.places import ROOT

_REPORTS = ROOT / ".tools" / "reports"
_JOURNAL, _JOURNEYS = "tests/journal", "tests/journeys"
_SECOND_FROM = "test_s"
"""From this name on, journeys go to the second process."""
_NOTHING_CHOSEN = 5
"""How pytest ends where the arguments leave it no test."""


def main(arguments: list[str]) -> int:
    """Run everything and end with one line of totals; returns 1 if anything failed."""
    begin = time.monotonic()
    _REPORTS.mkdir(parents=True, exist_ok=True)
    for report in _REPORTS.glob("*.xml"):
        report.unlink()
    codes = _all(arguments)
    pages = _count("pages")
    python = sum((_count(name) for name in ("python", "journal", "journeys", "screens")), Counter())
    totals = pages + python
    failed = any(codes) or not python["tests"]
    broken, skipped = totals["failures"] + totals["errors"], totals["skipped"]
    print(
        f"\n{'FAILED' if failed else 'All passed'}: {totals['tests']} tests "
        f"({python['tests']} in Python, {pages['tests']} in the front end), "
        f"{broken} failed, {skipped} skipped."
    )
    # As test runners say it.
    line = f" {totals['tests'] - broken - skipped} passed, {broken} failed, {skipped} skipped"
    print(f"{'=' * 12}{line} in {time.monotonic() - begin:.0f} s {'=' * 12}")
    return int(failed)


def _one_process(arguments: Sequence[str]) -> bool:
    paths = (Path(ROOT, argument.partition("::")[0]) for argument in arguments)
    return "DATABASE_URL" in os.environ or any(path.exists() for path in paths)


def _all(arguments: list[str]) -> list[int]:
    if _one_process(arguments):
        return [*_pages(), _pytest("python", arguments)]
    no_browser = f"--ignore={_JOURNEYS}"
    others = [f"--ignore={_JOURNAL}", no_browser, *arguments]
    codes = [*_pages(), *_beside(("python", others), ("journal", [_JOURNAL, *arguments]))]
    if no_browser in arguments:
        return codes
    files = sorted(path.name for path in (ROOT / _JOURNEYS).glob("test_*.py"))
    second = [f"{_JOURNEYS}/{name}" for name in files if name >= _SECOND_FROM]
    first = [_JOURNEYS, *(f"--ignore={path}" for path in second)]
    runs = ("journeys", [*first, *arguments]), ("screens", [*second, *arguments])
    return [*codes, *_beside(*runs)]


def _beside(*runs: tuple[str, list[str]]) -> list[int]:
    """Two runs at once, by the names of their reports; returns how each ended."""
    (name, arguments), (other, its_arguments) = runs
    with ThreadPoolExecutor(1) as beside, (_REPORTS / f"{other}.log").open("w+") as log:
        ends = beside.submit(_pytest, other, its_arguments, log.fileno())
        codes = [_pytest(name, arguments), ends.result()]
        log.seek(0)
        sys.stdout.write(log.read())
        sys.stdout.flush()
    return codes


def _pages() -> list[int]:
    """The tests of the front end, and the built pages on the scales: the byte gate."""
    npm = (ROOT / "config" / "launch" / "node.sh", "npm", "--prefix", "pwa", "--silent")
    report = f"--outputFile.junit={_REPORTS / 'pages.xml'}"
    return [
        _run(*npm, "test", "--", "--reporter=default", "--reporter=junit", report),
        _run(*npm, "run", "bytes"),
    ]


def _pytest(name: str, arguments: Sequence[str], out: int | None = None) -> int:
    report = f"--junitxml={_REPORTS / name}.xml"
    code = _run(sys.executable, "-m", "pytest", report, *arguments, out=out)
    return 0 if code == _NOTHING_CHOSEN else code


def _run(*command: str | Path, out: int | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, check=False, stdout=out, stderr=out).returncode


def _count(name: str) -> Counter[str]:
    """Totals of a JUnit report; all zero if the runner did not get to writing one."""
    totals: Counter[str] = Counter()
    report = _REPORTS / f"{name}.xml"
    if report.exists():
        for suite in ET.parse(report).iter("testsuite"):  # noqa: S314  our own runners wrote it
            for count in ("tests", "failures", "errors", "skipped"):
                totals[count] += int(suite.get(count, "0"))
    return totals


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
