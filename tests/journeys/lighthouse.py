"""What Lighthouse says of the pages, as a phone of the middle class on slow 4G sees them.

A measurement, so no test: ``python -m pytest -q tests/journeys/lighthouse.py
--log-cli-level=INFO``. Needs the package registry. Each page is opened as on the first visit of
somebody who is signed in: Lighthouse takes away the worker and its cache, and leaves the rest.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
from pathlib import Path
from statistics import median

from playwright.sync_api import Playwright

from tests.journeys.stack import Stack
from tests.journeys.steps import sign_in_link, with_journal
from tests.services_plugin import chromium_path

LIGHTHOUSE = "lighthouse@13.5.0"
NODE = Path(__file__).parents[2] / "config" / "launch" / "node.sh"
PAGES = (
    *("/", "/sign-in/", "/today/", "/add/", "/log/symptom/#fatigue", "/timeline/", "/trends/"),
    *("/my-visit/", "/flags/", "/sharing/", "/more/", "/more/look/", "/help/", "/rules/"),
)
WHOLE = ("accessibility", "best-practices")
RUNS = 5


def test_what_lighthouse_says(stack: Stack, playwright: Playwright, tmp_path: Path):
    said = logging.getLogger(__name__).info
    port = free_port()
    browser = playwright.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=chromium_path(),
        args=[f"--remote-debugging-port={port}", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
    )
    page = browser.new_page()
    page.goto(stack.url + sign_in_link(with_journal("Livia")))
    page.get_by_role("heading", name="How are you today?").wait_for()
    wrong = []
    for path in PAGES:
        found = audited(port, stack.url + path, WHOLE, tmp_path)
        scores = {name: round(found["categories"][name]["score"] * 100) for name in WHOLE}
        said("%-24s %s", path, scores)
        if set(scores.values()) != {100}:
            wrong.append((path, scores, failures(found)))
    runs = [audited(port, f"{stack.url}/today/", ("performance",), tmp_path) for _ in range(RUNS)]
    speeds = [round(run["categories"]["performance"]["score"] * 100) for run in runs]
    said("/today/ performance: median %.0f of %s", median(speeds), sorted(speeds))
    for name in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"):
        values = [run["audits"][name]["numericValue"] for run in runs]
        said("/today/ %s: median %.3f", name, median(values))
    browser.close()
    assert wrong == []


def audited(port: int, url: str, categories: tuple[str, ...], folder: Path) -> dict:
    report = folder / "report.json"
    command = (
        *("npm", "exec", "--yes", f"--package={LIGHTHOUSE}", "--", "lighthouse", url),
        *(f"--port={port}", "--quiet", "--output=json", f"--output-path={report}"),
        f"--only-categories={','.join(categories)}",
    )
    subprocess.run([str(NODE), *command], check=True, cwd=folder, timeout=180)
    return json.loads(report.read_text())


def failures(found: dict) -> list[str]:
    """The audits that failed, each with the places where."""
    wrong = [audit for audit in found["audits"].values() if audit["score"] not in (1, None)]
    return [f"{audit['id']}: {places(audit)}" for audit in wrong]


def places(audit: dict) -> list[str]:
    items = audit.get("details", {}).get("items", [])
    return [item["node"]["snippet"] for item in items if "node" in item]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
