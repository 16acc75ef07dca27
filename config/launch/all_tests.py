"""Runs the tests of both languages and counts them: `python -m config.launch.all_tests [ARGS]`.

The arguments go to pytest. Both always run, so that one look shows everything that is broken; those
of the front end run beside the first of the others, and are shown when all is over. More at a time
makes journeys in a browser fail that are well.
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

_REPORTS = ROOT / ".tools" / "reports"


def main(arguments: list[str]) -> int:
    """Run everything and end with one line of totals; returns 1 if anything failed."""
    begin = time.monotonic()
    _REPORTS.mkdir(parents=True, exist_ok=True)
    for report in _REPORTS.glob("*.xml"):
        report.unlink()
    with ThreadPoolExecutor(1) as beside, (_REPORTS / "pages.log").open("w+") as log:
        pages_codes = beside.submit(_pages, log.fileno())
        codes = [_pytest(arguments), *pages_codes.result()]
        log.seek(0)
        sys.stdout.write(log.read())
    pages, python = _count("pages"), _count("python")
    totals = pages + python
    failed = any(codes)
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


def _pages(out: int) -> list[int]:
    """The tests of the front end, and the built pages on the scales: the byte gate."""
    npm = (ROOT / "config" / "launch" / "node.sh", "npm", "--prefix", "pwa", "--silent")
    report = f"--outputFile.junit={_REPORTS / 'pages.xml'}"
    return [
        _run(*npm, "test", "--", "--reporter=default", "--reporter=junit", report, out=out),
        _run(*npm, "run", "bytes", out=out),
    ]


def _pytest(arguments: Sequence[str]) -> int:
    report = f"--junitxml={_REPORTS / 'python.xml'}"
    return _run(sys.executable, "-m", "pytest", report, *arguments)


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
