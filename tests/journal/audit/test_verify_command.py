"""`manage.py verify_audit`: what an operator reads, and the exit code."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings

from journal.audit.keys import public_text, sealing_key
from tests.journal.audit.logbook import add, fill, seal


@pytest.fixture
def roots(committed_db, tmp_path):
    file = tmp_path / "roots"
    with override_settings(AUDIT_ROOTS_FILE=str(file)):
        fill()
    add(5)
    return file


def verified(*args: str) -> str:
    said = StringIO()
    call_command("verify_audit", *args, stdout=said)
    return said.getvalue()


def refused(*args: str) -> tuple[str, str]:
    said = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_audit", *args, stdout=said)
    assert error.value.returncode == 1
    return str(error.value), said.getvalue()


def owner(sql: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)


def test_an_honest_log(roots):
    for args in ([], ["--roots", str(roots)]):
        said = verified(*args)
        assert "6 seals over 240 events; 5 wait for theirs." in said
        assert said.endswith("Everything holds.\n")


def test_the_first_seal_that_does_not_hold_is_named(roots):
    owner("DELETE FROM journal_auditevent WHERE id IN (SELECT id FROM journal_auditevent "
          "ORDER BY tx, id OFFSET 100 LIMIT 80)")  # fmt: skip

    error, said = refused()

    assert error == "Seal 3 does not hold."
    assert "Seal 3 holds 40 events, and there are 20." in said
    assert "Seal 5" in said


def test_a_log_that_was_cut_short_is_seen_with_the_roots(roots):
    owner("DELETE FROM journal_auditevent e USING journal_auditseal s "
          "WHERE s.number = 4 AND (e.tx, e.id) > (s.last_tx, s.last_id); "
          "DELETE FROM journal_auditseal WHERE number > 4")  # fmt: skip

    assert verified().endswith("Everything holds.\n")
    error, _ = refused("--roots", str(roots))
    assert error == "Seal 5 does not hold."

    # Nor does it help to let the log grow again: the file knows other roots.
    add(90)
    seal(limit=40)
    error, said = refused("--roots", str(roots))
    assert error == "Seal 5 does not hold."
    assert "another root" in said


def test_an_event_that_seals_passed_by_is_named(roots):
    owner("UPDATE journal_auditevent SET at = at - interval '1 hour' WHERE (tx, id) > "
          "(SELECT last_tx, last_id FROM journal_auditseal WHERE number = 6)")  # fmt: skip

    assert "waited for more than 10 minutes" in verified()


def test_the_public_key_is_enough(roots):
    public = public_text(sealing_key().private.public_key())

    with override_settings(AUDIT_KEY="", AUDIT_PUBLIC_KEYS=[public]):
        assert public in verified()
    with override_settings(AUDIT_KEY="", AUDIT_PUBLIC_KEYS=[]):
        assert "AUDIT_KEY" in refused()[0]


def test_a_file_that_holds_no_root_is_refused(roots, tmp_path):
    other = tmp_path / "other"
    other.write_text("{}\n")

    assert "no root" in refused("--roots", str(other))[0]
    assert "Cannot read" in refused("--roots", str(tmp_path / "none"))[0]
