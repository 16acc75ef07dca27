"""Whatever the owner of the tables does to a sealed log is found, and where."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from journal.audit.canonical import NOTHING, microseconds, seal_root, tree_root
from journal.audit.keys import sealing_key
from journal.audit.models import AuditEvent, AuditSeal
from journal.audit.roots import Root
from journal.audit.rows import events
from tests.conftest import empty_tables
from tests.journal.audit.columns import CHANGES, SEAL_CHANGES
from tests.journal.audit.logbook import add, after, fill, findings, seal

# The fiftieth event of all stands under the second seal.
FIFTIETH = "(SELECT id FROM journal_auditevent ORDER BY tx, id OFFSET 49 LIMIT 1)"
SIXTIETH = "(SELECT id FROM journal_auditevent ORDER BY tx, id OFFSET 59 LIMIT 1)"


@pytest.fixture
def log(committed_db):
    fill()
    add(5)


def told_outside() -> list[Root]:
    return [
        Root(one.number, bytes(one.root)) for one in AuditSeal.objects.order_by("number").iterator()
    ]


def columns(model) -> set[str]:
    return {field.column for field in model._meta.concrete_fields}


def test_an_honest_log_holds(log):
    assert findings(roots=told_outside()) == []
    assert seal() == 5
    assert findings(roots=told_outside()) == []


def test_every_column_is_tried():
    assert CHANGES.keys() == columns(AuditEvent)
    assert SEAL_CHANGES.keys() == columns(AuditSeal)


@pytest.mark.parametrize("column", sorted(CHANGES))
def test_a_changed_column_of_an_event_is_found(log, column):
    found = after(
        lambda cursor: cursor.execute(
            f"UPDATE journal_auditevent SET {column} = {CHANGES[column]} WHERE id = {FIFTIETH}"
        )
    )

    assert found[0].seal == 2


@pytest.mark.parametrize("at", ["infinity", "0044-03-15 12:00:00+00 BC"])
def test_a_time_that_python_cannot_hold_is_a_finding_too(log, at):
    found = after(
        lambda cursor: cursor.execute(
            f"UPDATE journal_auditevent SET at = '{at}' WHERE id = {FIFTIETH}"
        )
    )

    assert [finding.seal for finding in found] == [2]


def test_a_column_that_is_added_beside_the_hash_is_found_when_it_says_something(log):
    def add_column(cursor):
        cursor.execute("ALTER TABLE journal_auditevent ADD COLUMN more text")
        assert findings(using="owner") == []
        cursor.execute(f"UPDATE journal_auditevent SET more = 'x' WHERE id = {FIFTIETH}")

    assert [finding.seal for finding in after(add_column)] == [2]


@pytest.mark.parametrize("column", sorted(SEAL_CHANGES))
def test_a_changed_column_of_a_seal_is_found(log, column):
    found = after(
        lambda cursor: cursor.execute(
            f"UPDATE journal_auditseal SET {column} = {SEAL_CHANGES[column]} WHERE number = 3"
        )
    )

    assert found[0].seal == 3


@pytest.mark.parametrize(
    ("case", "sql", "first"),
    [
        ("one deleted", f"DELETE FROM journal_auditevent WHERE id = {FIFTIETH}", 2),
        ("all deleted", "DELETE FROM journal_auditevent", 1),
        ("one copied into the past",
         "INSERT INTO journal_auditevent SELECT (json_populate_record(e, "
         "json_build_object('id', gen_random_uuid()))).* FROM journal_auditevent e "
         f"WHERE id = {FIFTIETH}", 2),
        ("one before all others",
         "INSERT INTO journal_auditevent (id, journal_id, actor_id, action, sections, at, tx) "
         "SELECT gen_random_uuid(), journal_id, actor_id, action, sections, at, -5 "
         f"FROM journal_auditevent WHERE id = {FIFTIETH}", 1),
        ("the contents of two swapped",
         "UPDATE journal_auditevent e SET about = o.about FROM journal_auditevent o "
         f"WHERE (e.id, o.id) IN (({FIFTIETH}, {SIXTIETH}), ({SIXTIETH}, {FIFTIETH}))", 2),
        ("the places of two swapped",
         "WITH a AS (SELECT * FROM journal_auditevent ORDER BY tx, id OFFSET 69 LIMIT 1), "
         "b AS (SELECT * FROM journal_auditevent ORDER BY tx, id OFFSET 99 LIMIT 1) "
         "UPDATE journal_auditevent e SET tx = o.tx FROM (SELECT a.id, b.tx FROM a, b "
         "UNION ALL SELECT b.id, a.tx FROM a, b) o WHERE e.id = o.id", 2),
        ("a seal in the middle deleted", "DELETE FROM journal_auditseal WHERE number = 3", 3),
        ("the first seal deleted", "DELETE FROM journal_auditseal WHERE number = 1", 1),
        ("a seal and its events deleted",
         "DELETE FROM journal_auditevent e USING journal_auditseal s, journal_auditseal p "
         "WHERE s.number = 3 AND p.number = 2 AND (e.tx, e.id) > (p.last_tx, p.last_id) "
         "AND (e.tx, e.id) <= (s.last_tx, s.last_id); "
         "DELETE FROM journal_auditseal WHERE number = 3", 3),
        ("two seals swapped",
         "UPDATE journal_auditseal SET number = -number WHERE number IN (3, 4); "
         "UPDATE journal_auditseal SET number = 7 + number WHERE number < 0", 3),
        ("two signatures swapped",
         "UPDATE journal_auditseal s SET signature = o.signature FROM journal_auditseal o "
         "WHERE (s.number, o.number) IN ((3, 4), (4, 3))", 3),
    ],
)  # fmt: skip
def test_other_tampering_is_found(log, case, sql, first):
    found = after(lambda cursor: cursor.execute(sql))

    assert found
    assert found[0].seal == first


CUT = """
DELETE FROM journal_auditevent e USING journal_auditseal s
  WHERE s.number = 4 AND (e.tx, e.id) > (s.last_tx, s.last_id);
DELETE FROM journal_auditseal WHERE number > 4
"""


def test_an_end_that_was_cut_off_with_its_seals_is_found_by_the_roots_outside(log):
    roots = told_outside()

    assert after(lambda cursor: cursor.execute(CUT)) == []
    found = after(lambda cursor: cursor.execute(CUT), roots=roots)

    assert [finding.seal for finding in found] == [5, 6]


def sign_anew(cursor) -> None:
    """Change an event under the second seal, and make that seal and all after it fit again."""
    cursor.execute(f"UPDATE journal_auditevent SET outcome = 'refused' WHERE id = {FIFTIETH}")
    key = sealing_key()
    previous, after_place = NOTHING, None
    for one in AuditSeal.objects.using("owner").order_by("number"):
        place = one.last_tx, one.last_id
        if one.number > 1:
            tree = tree_root(
                event.leaf for event in events(after=after_place, to=place, using="owner")
            )
            root = seal_root(
                number=one.number, previous_root=previous, count=one.count, last_tx=one.last_tx,
                last_id=str(one.last_id), tree=tree, key_id=key.id,
                sealed_at_us=microseconds(one.sealed_at),
            )  # fmt: skip
            AuditSeal.objects.using("owner").filter(number=one.number).update(
                previous_root=previous, tree=tree, root=root, key_id=key.id,
                signature=key.sign(root),
            )  # fmt: skip
            one.root = root
        previous, after_place = bytes(one.root), place


def test_a_chain_signed_anew_with_another_key_is_found(log):
    def with_another_key(cursor):
        with override_settings(AUDIT_KEY=base64.b64encode(secrets.token_bytes(32)).decode()):
            sign_anew(cursor)

    found = after(with_another_key)

    assert [finding.seal for finding in found] == [2, 3, 4, 5, 6]
    assert {finding.what for finding in found} == {"is not signed with a key that is trusted here"}


def test_a_chain_signed_anew_with_the_stolen_key_is_found_by_the_roots_outside(log):
    roots = told_outside()

    assert after(sign_anew) == []
    assert after(sign_anew, roots=roots)[0].seal == 2


def test_an_event_of_a_transaction_to_come_is_found(log):
    add(1, tx=10**12)

    [found] = findings()

    assert found.seal == 7
    assert "to come" in found.what


def test_an_old_event_that_seals_passed_by_is_found_once_sealing_has_caught_up(committed_db):
    now = timezone.now()
    for minutes, passed_by in ((0, []), (5, [2])):
        with time_machine.travel(now - timedelta(minutes=minutes)):
            add(3)
            seal()
        add(1, at=now - timedelta(hours=1))

        assert [finding.seal for finding in findings()] == passed_by
        empty_tables()


def test_waiting_events_are_no_finding_where_nothing_was_sealed(committed_db):
    add(3, at=timezone.now() - timedelta(hours=1))

    assert findings() == []
