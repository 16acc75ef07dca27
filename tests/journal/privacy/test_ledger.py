"""What was erased does not come back with a backup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from journal.accounts.models import Journal, User
from journal.entries.models import Entry
from journal.privacy import erase, purge
from journal.privacy.ledger import read
from journal.privacy.models import ErasureReceipt
from tests.people import op, person
from tests.phone import Phone


@pytest.fixture
def ledger(tmp_path, settings, db) -> Path:
    file = tmp_path / "erasures"
    settings.ERASURE_LEDGER_FILE = str(file)
    return file


@contextmanager
def restored() -> Iterator[None]:
    """Takes everything back that is done inside, as a backup from before does."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def replayed(ledger: Path) -> str:
    out = StringIO()
    call_command("replay_erasures", ledger=ledger, stdout=out)
    return out.getvalue()


def test_an_account_that_came_back_is_erased_again(ledger):
    ana, ben = person("Ana", journal=True), person("Ben", journal=True)
    with restored():
        erase.erase_now(user=ana.user, now=ana.user.date_joined)
    assert User.objects.filter(id=ana.user.id).exists()

    assert replayed(ledger) == "Erased again: 1 accounts, 0 entries.\n"
    assert list(User.objects.all()) == [ben.user]
    assert replayed(ledger) == "Erased again: 0 accounts, 0 entries.\n"
    assert not ErasureReceipt.objects.exists()


def test_notes_that_came_back_are_erased_again_and_later_ones_stay(ledger):
    ana = person("Ana", journal=True)
    phone, one, two = Phone(ana), op(ana), op(ana)
    phone.push(one, two)
    now = Entry.objects.get(id=two["entry_id"], journal=ana.journal).received_at
    for ids in ([one["entry_id"]], None):
        with restored():
            journal = Journal.objects.get(id=ana.journal.id)
            if ids:
                purge.erase_entry(journal=journal, entry_id=ids[0], now=now)
            else:
                purge.erase_notes(journal=journal, now=now + timedelta(milliseconds=1))
    later = op(ana)
    phone.push(later)

    assert replayed(ledger) == "Erased again: 0 accounts, 2 entries.\n"
    left = Entry.objects.filter(journal=ana.journal, purged=False)
    assert [str(entry.id) for entry in left] == [later["entry_id"]]


def test_a_line_holds_ids_and_no_name(ledger):
    ana = person("Ana", journal=True)
    Phone(ana).push(op(ana))
    erase.erase_now(user=ana.user, now=ana.user.date_joined)

    [line] = [json.loads(text) for text in ledger.read_text().split("\n") if text]
    assert line == {
        "at": ana.user.date_joined.isoformat(),
        "what": "account",
        "ids": [str(ana.user.id)],
        "journal": None,
    }


def test_half_a_line_hides_no_other(ledger):
    ana = person("Ana", journal=True)
    ledger.write_text('{"at": "2026-03-0')
    erase.erase_now(user=ana.user, now=ana.user.date_joined)

    assert [line.ids for line in read(ledger.read_text().split("\n"))] == [(ana.user.id,)]


def test_without_its_line_nothing_is_erased(ledger, settings):
    settings.ERASURE_LEDGER_FILE = f"/nowhere/{uuid4()}"
    ana = person("Ana", journal=True)

    with pytest.raises(OSError):
        erase.erase_now(user=ana.user, now=ana.user.date_joined)
    assert User.objects.filter(id=ana.user.id).exists()


def test_a_ledger_that_is_not_there_is_said(tmp_path, db):
    with pytest.raises(CommandError):
        call_command("replay_erasures", ledger=tmp_path / "none")
