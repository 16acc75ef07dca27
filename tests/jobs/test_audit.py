"""A real worker seals the audit log, and tells each root in a log that holds warnings only."""

from __future__ import annotations

import pytest

from config.celery import app
from journal.audit.models import AuditSeal
from tests.journal.audit.logbook import add, findings
from tests.processes import wait_for, worker

pytestmark = pytest.mark.usefixtures("committed_db")


def test_a_worker_seals_and_tells_the_root(tmp_path):
    app.control.purge()
    log, roots = tmp_path / "worker.log", tmp_path / "roots"
    add(3)

    with worker(log, AUDIT_ROOTS_FILE=str(roots)):
        app.send_task("audit.seal")
        wait_for(roots.exists, "the file of roots")
        wait_for(lambda: roots.read_text().endswith("\n"), "its line")

    [made] = AuditSeal.objects.all()
    assert f"audit seal 1 count 3 root {bytes(made.root).hex()}" in log.read_text()
    assert findings() == []


def test_a_worker_without_a_key_ends_with_one_line(tmp_path):
    log = tmp_path / "worker.log"

    with worker(log, AUDIT_KEY="") as process:
        assert process.wait(30) != 0

    assert "Set AUDIT_KEY" in log.read_text()
    assert "Traceback" not in log.read_text()
