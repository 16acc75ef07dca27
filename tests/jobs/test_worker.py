"""Flags are evaluated by a real worker, and none is lost when one dies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from config.celery import app
from journal.accounts.models import Journal
from journal.flags.models import Flag
from journal.flags.tasks import sweep
from journal.sync.push import push
from tests.people import Person, op, person
from tests.processes import kill, wait_for, worker


@pytest.fixture
def ana(committed_db) -> Person:
    app.control.purge()
    return person("Ana", journal=True)


def lose_weight(ana: Person) -> None:
    """Three weighings that only a whole evaluation understands."""
    now = timezone.now()
    weighed = [
        op(
            ana, type="weight", section="measures", body={"kg": kg},
            occurred_at=(now - timedelta(days=days)).isoformat(), tz="UTC",
        )
        for kg, days in ((80.0, 100), (75.5, 8), (75.4, 0))
    ]  # fmt: skip
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=weighed, epoch=None,
        device_id=None, now=now,
    )  # fmt: skip


def is_evaluated(ana: Person) -> bool:
    journal = Journal.objects.get(id=ana.journal.id)
    return journal.evaluated_seq == journal.last_seq > 0


def flags(ana: Person) -> list[str]:
    return list(Flag.objects.filter(journal=ana.journal).values_list("rule", flat=True))


def test_a_write_is_evaluated_by_a_worker(ana, tmp_path):
    with worker(tmp_path / "worker.log"):
        lose_weight(ana)
        wait_for(lambda: is_evaluated(ana), "the evaluation")

    assert flags(ana) == ["F29"]


def test_a_worker_that_dies_loses_nothing(ana, tmp_path):
    log = tmp_path / "worker.log"
    with worker(log) as first:
        lose_weight(ana)
        kill(first)
    # Whether or not the message survived in Redis: the sweep does not need it.
    app.control.purge()
    Journal.objects.update(evaluation_queued_at=timezone.now() - timedelta(minutes=1))
    assert connection.get_autocommit()

    with worker(log):
        sweep.apply_async()
        wait_for(lambda: is_evaluated(ana), "the sweep")

    assert flags(ana) == ["F29"]


def test_two_workers_at_once_raise_one_flag(ana, tmp_path):
    with worker(tmp_path / "one.log"), worker(tmp_path / "two.log"):
        lose_weight(ana)
        for _ in range(20):
            app.send_task("flags.evaluate", [str(ana.journal.id)])
        wait_for(lambda: is_evaluated(ana), "the evaluation")

    assert flags(ana) == ["F29"]


def test_a_broker_that_is_away_does_not_spoil_a_save(ana, monkeypatch, caplog):
    for address in ("broker_url", "broker_write_url", "broker_read_url"):
        monkeypatch.setattr(app.conf, address, "redis://127.0.0.1:1/0")
    # New pools for the new address; the old ones come back after the test.
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)

    lose_weight(ana)

    assert "the broker is away" in caplog.text
    journal = Journal.objects.get(id=ana.journal.id)
    assert journal.last_seq == 3
    assert journal.evaluation_queued_at is not None
