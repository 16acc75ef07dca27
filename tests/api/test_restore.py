"""A server that was restored from a backup gets back what the phones still have."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from journal.entries.models import ConflictCopy, Entry, EntryRevision
from journal.sync.models import Operation, SectionDigest
from tests.people import op
from tests.phone import Phone, digest

# The owner of the tables sees to the numbers of the audit log.
pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def forget(journal, entry_id: str) -> None:
    """What a backup made before this entry does to its rows."""
    for model in (EntryRevision, ConflictCopy, Operation):
        model.objects.filter(journal=journal, entry_id=entry_id).delete()
    Entry.objects.filter(journal=journal, id=entry_id).delete()
    SectionDigest.objects.filter(journal=journal).delete()


def test_an_entry_that_the_backup_lacks_comes_back_from_the_phone(people):
    phone = Phone(people.ana)
    sent = op(people.ana)
    edited = phone.edit(sent, {"op": sent["op_id"]}, severity=3)
    phone.push(sent, edited)
    cursor = phone.pull()["cursor"]

    forget(people.ana.journal, sent["entry_id"])
    call_command("raise_epoch")
    assert phone.push(op(people.ana), status=409, epoch=1)["epoch"] == 2
    assert phone.pull(cursor, status=410)["code"] == "cursor-reset"
    again = phone.push(sent, edited, epoch=2)["results"]

    assert [result["status"] for result in again] == ["applied", "applied"]
    page = phone.pull()
    [entry] = page["changes"]
    assert (entry["body"]["severity"], entry["rev_epoch"]) == (3, 2)
    assert page["digest"] == digest(page["changes"])


def test_what_the_backup_has_is_not_done_twice(people):
    phone = Phone(people.ana)
    sent = op(people.ana)
    phone.push(sent)
    call_command("raise_epoch")

    [again] = phone.push(sent, epoch=2)["results"]

    assert again["status"] == "duplicate"
    assert Entry.objects.filter(journal=people.ana.journal).count() == 1
