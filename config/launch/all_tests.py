"""Runs the tests of both languages and counts them: `python -m config.launch.all_tests [ARGS]`.

The arguments go to pytest. All always run, so that one look shows everything that is broken. The
journeys in a browser wait most of the time, so everything else runs beside them, and is shown when
it is over; with a path among the arguments, one after the other.
"""

from __future__ import annotations

import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.launch.places import ROOT

JOURNEYS = "tests/journeys"
_REPORTS = ROOT / ".tools" / "reports"
_NOTHING_CHOSEN = 5
"""How pytest ends where the arguments leave it no test."""


def main(arguments: list[str]) -> int:
    """Run everything and end with one line of totals; returns 1 if anything failed."""
    begin = time.monotonic()
    _REPORTS.mkdir(parents=True, exist_ok=True)
    for report in _REPORTS.glob("*.xml"):
        report.unlink()
    if any(Path(ROOT, argument.partition("::")[0]).exists() for argument in arguments):
        codes = [*_pages(), _pytest("python", arguments)]
    else:
        with ThreadPoolExecutor(1) as beside, (_REPORTS / "beside.log").open("w+") as log:
            others = beside.submit(_others, arguments, log.fileno())
            codes = [_pytest("journeys", [JOURNEYS, *arguments]), *others.result()]
            log.seek(0)
            sys.stdout.write(log.read())
    pages, python = _count("pages"), _count("journeys") + _count("python")
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


def _others(arguments: Sequence[str], out: int) -> list[int]:
    """Everything but the journeys."""
    return [*_pages(out), _pytest("python", [f"--ignore={JOURNEYS}", *arguments], out)]


def _pages(out: int | None = None) -> list[int]:
    """The tests of the front end, and the built pages on the scales: the byte gate."""
    npm = (ROOT / "config" / "launch" / "node.sh", "npm", "--prefix", "pwa", "--silent")
    report = f"--outputFile.junit={_REPORTS / 'pages.xml'}"
    return [
        _run(*npm, "test", "--", "--reporter=default", "--reporter=junit", report, out=out),
        _run(*npm, "run", "bytes", out=out),
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
