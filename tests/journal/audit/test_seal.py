"""Sealing skips nothing, never forks, and tells its roots outside."""

from __future__ import annotations

import base64
import json
import logging
import secrets
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, ProgrammingError, connections, transaction
from django.test import override_settings
from django.utils import timezone

from config.celery import require_audit_key
from config.health import _audit
from journal.audit.canonical import NOTHING, Tree, leaf
from journal.audit.keys import public_text, sealing_key
from journal.audit.models import AuditEvent, AuditSeal
from journal.audit.restored import continue_numbers
from journal.audit.roots import read_roots
from journal.audit.seal import ChainBroken
from journal.audit.tasks import seal as seal_task
from tests.journal.audit.logbook import ACTOR, JOURNAL, add, findings, seal

pytestmark = pytest.mark.usefixtures("committed_db")


def another_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def test_seals_follow_each_other_and_hold():
    add(7)
    add(5)

    assert seal(limit=5) == 12

    made = list(AuditSeal.objects.order_by("number"))
    assert [(one.number, one.count) for one in made] == [(1, 5), (2, 5), (3, 2)]
    assert [bytes(one.previous_root) for one in made] == [
        NOTHING, bytes(made[0].root), bytes(made[1].root),
    ]  # fmt: skip
    assert seal() == 0
    assert findings() == []


def test_a_commit_that_comes_late_is_sealed_next_and_skipped_by_nobody():
    began, may_end = threading.Event(), threading.Event()
    late: list = []

    def slow() -> None:
        with transaction.atomic():
            late.extend(add(1))
            began.set()
            may_end.wait(20)
        connections.close_all()

    writer = threading.Thread(target=slow)
    writer.start()
    assert began.wait(20)
    # Later transactions, committed at once: they must wait for the one that began before them.
    add(3)
    assert seal() == 0
    may_end.set()
    writer.join()

    assert seal() == 4
    first = AuditEvent.objects.order_by("tx", "id").values_list("id", flat=True)[0]
    assert first == late[0]
    assert findings() == []


def test_two_sealers_at_once_make_one_chain():
    for _ in range(20):
        add(10)
    start = threading.Barrier(4)
    sealed: list[int] = []

    def run() -> None:
        start.wait(20)
        sealed.extend(seal(limit=7) for _ in range(30))
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    start.wait(20)
    for _ in range(10):
        add(3)
    for thread in threads:
        thread.join()
    seal()

    assert sum(AuditSeal.objects.values_list("count", flat=True)) == 230
    assert findings() == []


def test_the_table_itself_refuses_a_fork():
    add(2)
    seal(limit=1)
    first, second = AuditSeal.objects.order_by("number")

    for changed in ({"number": 3}, {"previous_root": second.root}):
        facts = {field.attname: getattr(second, field.attname) for field in AuditSeal._meta.fields}
        with pytest.raises(IntegrityError), transaction.atomic():
            AuditSeal.objects.create(**facts | {"root": first.signature[:32]} | changed)


@pytest.mark.parametrize("table", ["journal_auditevent", "journal_auditseal"])
@pytest.mark.parametrize("what", ["UPDATE {} SET count = 0", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_ordinary_role_cannot_change_what_was_written(table, what):
    add(1)
    seal()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(what.format(table))

    assert findings() == []


def test_nothing_is_built_on_a_seal_that_does_not_hold():
    add(1)
    seal()
    add(1)

    with override_settings(AUDIT_KEY=another_key()), pytest.raises(ChainBroken):
        seal()

    assert AuditSeal.objects.count() == 1


def test_a_new_key_goes_on_where_the_old_one_is_listed():
    add(1)
    seal()
    add(1)

    old = public_text(sealing_key().private.public_key())
    with override_settings(AUDIT_KEY=another_key(), AUDIT_PUBLIC_KEYS=[old]):
        assert seal() == 1
        assert findings() == []
    assert [finding.seal for finding in findings()] == [2]


@pytest.mark.parametrize("key", ["", "short", "bm90IDMyIGJ5dGVz", "ä"])
def test_a_worker_without_a_key_does_not_start(key):
    with override_settings(AUDIT_KEY=key):
        with pytest.raises(ImproperlyConfigured, match="AUDIT_KEY"):
            sealing_key()
        with pytest.raises(SystemExit, match="AUDIT_KEY"):
            require_audit_key()


def test_readiness_says_when_events_wait_too_long():
    add(1, at=timezone.now() - timedelta(minutes=9))
    assert _audit() == "ok"
    add(1, at=timezone.now() - timedelta(minutes=11))
    assert _audit() == "late"

    seal_task()

    assert _audit() == "ok"


def test_each_root_is_told_to_the_log_and_to_the_file(tmp_path, caplog):
    file = tmp_path / "roots"
    with override_settings(AUDIT_ROOTS_FILE=str(file)), caplog.at_level(logging.INFO):
        add(3)
        seal(limit=2)

    made = list(AuditSeal.objects.order_by("number"))
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["number"], line["count"]) for line in lines] == [(1, 2), (2, 1)]
    assert [bytes.fromhex(line["root"]) for line in lines] == [bytes(one.root) for one in made]
    for one in made:
        said = f"audit seal {one.number} count {one.count} root {bytes(one.root).hex()}"
        assert said in caplog.text
    assert str(JOURNAL) not in caplog.text
    assert str(ACTOR) not in caplog.text


def test_a_file_that_missed_some_roots_gets_them_with_the_next(tmp_path, caplog):
    file = tmp_path / "roots"
    with override_settings(AUDIT_ROOTS_FILE=str(file)):
        for _ in range(3):
            add(1)
            seal()
        whole = file.read_bytes()
        # A crash within the second line.
        file.write_bytes(whole[: len(whole) // 2])
        add(1)
        seal()

    numbers = [root.number for root in read_roots(file.read_text().splitlines())]
    assert numbers == [1, 2, 3, 4]


def test_a_file_that_cannot_be_written_stops_no_seal(tmp_path, caplog):
    with override_settings(AUDIT_ROOTS_FILE=str(tmp_path / "away" / "roots")):
        add(1)
        assert seal() == 1

    assert "cannot be written" in caplog.text


def test_after_a_restore_numbers_go_on_after_the_old_ones():
    future = 10**12
    add(2, tx=future)
    assert seal() == 0

    assert continue_numbers() > 0
    try:
        add(2)
        assert seal() == 4
        assert findings() == []
        newest = AuditEvent.objects.order_by("-tx").values_list("tx", flat=True)[0]
        assert newest > future
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION daybook_audit_offset() RETURNS bigint "
                "LANGUAGE sql STABLE AS 'SELECT 0::bigint'"
            )


def test_no_two_rows_share_their_bytes():
    rows: list[dict[str, str | None]] = [
        {"a": "bc"}, {"ab": "c"}, {"a": "b", "c": ""}, {"a": ""}, {"a": None, "b": ""}, {},
        {"a": "b", "c": "d"}, {"a": "bcd"}, {"a": "d", "c": "b"},
    ]  # fmt: skip

    assert len({leaf(row) for row in rows}) == len(rows)
    assert leaf({"a": "b", "later": None}) == leaf({"a": "b"})


def test_a_tree_is_not_its_parts():
    roots = set()
    for count in range(40):
        tree = Tree()
        for number in range(count):
            tree.add(leaf({"n": str(number)}))
        roots.add(tree.root())

    assert len(roots) == 40
