"""Runs the tests of both languages and counts them: `python -m config.launch.all_tests [ARGS]`.

The arguments go to pytest. Both always run, so that one look shows everything that is broken.
"""

from __future__ import annotations

import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from config.launch.places import ROOT

_REPORTS = ROOT / ".tools" / "reports"


def main(arguments: list[str]) -> int:
    """Run everything and end with one line of totals; returns 1 if anything failed.

    Between the two the built pages are weighed: the byte gate.
    """
    begin = time.monotonic()
    _REPORTS.mkdir(parents=True, exist_ok=True)
    pages, python = _REPORTS / "pages.xml", _REPORTS / "python.xml"
    for report in (pages, python):
        report.unlink(missing_ok=True)
    codes = [
        _run(
            ROOT / "config" / "launch" / "node.sh",
            *("npm", "--prefix", "pwa", "--silent", "test", "--"),
            *("--reporter=default", "--reporter=junit", f"--outputFile.junit={pages}"),
        ),
        _run(
            ROOT / "config" / "launch" / "node.sh",
            *("npm", "--prefix", "pwa", "--silent"),
            *("run", "bytes"),
        ),
        _run(sys.executable, "-m", "pytest", f"--junitxml={python}", *arguments),
    ]
    failed = any(codes)
    totals = _count(pages) + _count(python)
    print(
        f"\n{'FAILED' if failed else 'All passed'}: {totals['tests']} tests "
        f"({_count(python)['tests']} in Python, {_count(pages)['tests']} in the front end), "
        f"{totals['failures'] + totals['errors']} failed, {totals['skipped']} skipped, "
        f"in {time.monotonic() - begin:.0f} s."
    )
    return int(failed)


def _run(*command: str | Path) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _count(report: Path) -> Counter[str]:
    """Totals of a JUnit report; all zero if the runner did not get to writing one."""
    totals: Counter[str] = Counter()
    if report.exists():
        for suite in ET.parse(report).iter("testsuite"):  # noqa: S314  our own runners wrote it
            for name in ("tests", "failures", "errors", "skipped"):
                totals[name] += int(suite.get(name, "0"))
    return totals


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
