"""Jobs see every journal: no request leaves its wall behind on a connection they use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.celery import app
from journal.core.wall import SERVER, WEB
from journal.flags.models import Flag
from journal.flags.tasks import evaluate
from tests.people import op, person
from tests.phone import Phone
from tests.processes import wait_for, worker


def weighings(ana) -> list[dict]:
    """Three, of which only a whole evaluation makes something."""
    now = timezone.now()
    return [
        op(
            ana, type="weight", section="measures", body={"kg": kg},
            occurred_at=(now - timedelta(days=days)).isoformat(), tz="UTC",
        )
        for kg, days in ((80.0, 100), (75.5, 8), (75.4, 0))
    ]  # fmt: skip


@pytest.fixture
def phone(committed_db) -> Phone:
    app.control.purge()
    return Phone(person("Aurelia", journal=True))


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user || coalesce(wall.person()::text, '')")
        return str(cursor.fetchone()[0])


def flags(phone: Phone) -> list[str]:
    return list(Flag.objects.filter(journal=phone.person.journal).values_list("rule", flat=True))


def test_a_job_on_the_connection_of_a_request_is_the_server(phone):
    with CaptureQueriesContext(connection) as asked:
        phone.push(*weighings(phone.person))
    # The request was behind the wall, and the job that follows it on this connection is not.
    assert any(f"'{WEB}'" in query["sql"] for query in asked.captured_queries)
    assert connection.connection is not None
    assert role() == SERVER
    evaluate(str(phone.person.journal.id))
    assert flags(phone) == ["F29"]
    assert role() == SERVER


def test_a_worker_takes_up_what_a_request_wrote_behind_the_wall(phone, tmp_path):
    strangers = Phone(person("Aurelio", journal=True))
    with worker(tmp_path / "worker.log"):
        phone.push(*weighings(phone.person))
        strangers.push(*weighings(strangers.person))
        # One worker, one connection, one journal after the other: it is nobody's.
        wait_for(lambda: flags(phone) == flags(strangers) == ["F29"], "both evaluations")
