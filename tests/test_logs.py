"""No health words in logs, whatever goes wrong."""

from __future__ import annotations

import io
import logging

import pytest
from django.db import DatabaseError, connection, transaction

from config.logs import Wordless
from journal.entries.models import Entry
from journal.sync.push import push
from tests.people import NOON, op

CANARY = "xylophone-canary"


@pytest.fixture
def log():
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(Wordless("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield said
    root.removeHandler(handler)


def test_a_row_that_the_database_refuses_is_not_repeated(people, log):
    ana = people.ana
    sent = op(ana, body={"symptom": "nausea", "severity": 1, "note": CANARY})
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=NOON,
    )  # fmt: skip

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        Entry.objects.filter(journal=ana.journal).update(section="nowhere")
    # PostgreSQL leaves the row out of the error on tables behind the second wall.
    assert CANARY not in str(refused.value)
    try:
        raise RuntimeError(CANARY) from refused.value
    except RuntimeError:
        logging.getLogger("journal.flags").exception("a journal could not be evaluated")

    text = log.getvalue()
    assert CANARY not in text
    assert "a journal could not be evaluated" in text
    assert "test_logs.py" in text
    assert "CheckViolation" in text


def test_a_task_that_fails_names_itself_and_not_the_error(log):
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("celery.app.trace").error(
            "Task %(name)s raised: %(exc)s",
            {"name": "flags.evaluate", "exc": CANARY},
            exc_info=True,
            extra={"data": {"name": "flags.evaluate", "exc": CANARY}},
        )

    assert CANARY not in log.getvalue()
    assert "task flags.evaluate ended with an error" in log.getvalue()
    assert "ValueError" in log.getvalue()


def test_a_mistake_of_ours_is_logged_without_what_was_sent(people, log, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError(CANARY)

    monkeypatch.setattr("api.v1.sync.push", broken)
    client = people.ana.client(raise_request_exception=False)
    body = {"ops": [op(people.ana, body={"symptom": "nausea", "note": CANARY})]}

    answer = client.post(
        f"/api/v1/journals/{people.ana.journal.id}/ops", body, content_type="application/json"
    )

    assert answer.status_code == 500
    assert "RuntimeError" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_the_servers_own_log_names_no_values(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW log_error_verbosity")
        assert cursor.fetchone() == ("terse",)
        cursor.execute("SHOW log_min_error_statement")
        assert cursor.fetchone() == ("panic",)
