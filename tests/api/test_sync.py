"""Push and pull over HTTP."""

from __future__ import annotations

import pytest

from journal.entries.models import Entry, EntryRevision
from journal.entries.types import ENTRY_TYPES
from journal.entries.types.base import EntryBody
from journal.sync.models import Operation
from tests.people import op
from tests.phone import Phone, digest


@pytest.fixture
def phone(people):
    return Phone(people.ana)


def test_an_entry_is_stored_and_comes_back_as_it_was(phone):
    sent = op(phone.person)

    assert phone.result(sent)["status"] == "applied"
    page = phone.pull()

    [entry] = page["changes"]
    assert entry["id"] == sent["entry_id"]
    assert entry["body"] == sent["body"]
    assert entry["occurred_at"].startswith("2026-03-02T07:40:00")
    assert entry["occurred_at"].endswith("+01:00")
    assert entry["local_date"] == "2026-03-02"
    assert (entry["rev"], entry["rev_epoch"], entry["seq"]) == (1, 1, 1)
    assert page["digest"] == digest(page["changes"])
    assert page["more"] is False


def test_sending_the_same_operation_again_changes_nothing(phone):
    sent = op(phone.person)
    first = phone.result(sent)
    second = phone.result(sent)

    assert second["status"] == "duplicate"
    assert second["first"]["seq"] == first["seq"]
    assert EntryRevision.objects.filter(journal=phone.person.journal).count() == 1


def test_other_bytes_under_a_used_id_are_refused(phone):
    sent = op(phone.person)
    phone.push(sent)
    again = phone.result(sent | {"body": {"symptom": "nausea", "severity": 4}})

    assert (again["status"], again["code"]) == ("rejected", "op_id_reuse")
    assert Entry.objects.get(journal=phone.person.journal).body["severity"] == 2


def test_one_bad_operation_never_stops_its_neighbours(phone):
    good, bad, late = op(phone.person), op(phone.person), op(phone.person)
    bad["body"] = {"symptom": "nausea", "severity": 9}

    results = phone.push(good, bad, late)["results"]

    assert [result["status"] for result in results] == ["applied", "rejected", "applied"]
    assert results[1]["errors"][0]["path"] == "/body/severity"
    assert results[1]["retry"] == "after_user"
    assert Entry.objects.filter(journal=phone.person.journal).count() == 2


def test_what_the_database_refuses_is_answered_alone(phone, monkeypatch):
    class Anything(EntryBody):
        model_config = {"extra": "allow", "frozen": True}

    weight = ENTRY_TYPES["weight"]
    loose = type(weight)(weight.slug, Anything, weight.section, weight.condition)
    monkeypatch.setitem(ENTRY_TYPES, "weight", loose)
    bad = op(phone.person, type="weight", section="measures", body={"kg": 5000})

    results = phone.push(op(phone.person), bad, op(phone.person))["results"]

    assert [result["status"] for result in results] == ["applied", "rejected", "applied"]
    assert Entry.objects.filter(journal=phone.person.journal).count() == 2
    assert phone.pull()["digest"]["count"] == 2


def test_different_fields_from_two_devices_are_merged(phone):
    sent = op(phone.person)
    phone.push(sent)
    base = {"rev": 1, "epoch": 1}

    phone.push(phone.edit(sent, base, severity=3))
    merged = phone.result(phone.edit(sent, base, severity=2, frequency=4))

    assert merged["status"] == "merged"
    assert merged["entry"]["body"] == {"symptom": "nausea", "severity": 3, "frequency": 4}


def test_the_same_field_from_two_devices_keeps_both(phone):
    sent = op(phone.person)
    phone.push(sent)
    base = {"rev": 1, "epoch": 1}

    phone.push(phone.edit(sent, base, severity=3))
    clash = phone.result(phone.edit(sent, base, severity=0))

    assert (clash["status"], clash["code"]) == ("conflict", "field")
    assert clash["entry"]["body"]["severity"] == 3
    assert [copy["body"]["severity"] for copy in clash["entry"]["copies"]] == [0]
    page = phone.pull()
    assert page["digest"] == digest(page["changes"])

    chosen = phone.edit(sent, {"rev": 2, "epoch": 1}, severity=0)
    resolved = phone.result(chosen | {"resolves": [clash["copy"]]})
    assert resolved["status"] == "applied"
    [entry] = phone.pull()["changes"]
    assert (entry["body"]["severity"], entry["copies"]) == (0, [])


def test_a_deleted_entry_stays_as_a_tombstone_and_can_come_back(phone):
    sent = op(phone.person)
    phone.push(sent)
    cursor = phone.pull()["cursor"]

    gone = op(
        phone.person, entry_id=sent["entry_id"], kind="delete", body={},
        base={"rev": 1, "epoch": 1},
    )  # fmt: skip
    assert phone.result(gone)["status"] == "applied"
    [tombstone] = phone.pull(cursor)["changes"]
    assert tombstone["deleted"] is True
    assert phone.pull()["changes"] == []

    back = phone.edit(sent, {"op": gone["op_id"]}, severity=2)
    assert phone.result(back)["status"] == "applied"
    assert phone.pull()["changes"][0]["deleted"] is False


def test_deleting_what_somebody_changed_meanwhile_is_not_done_but_asked(phone):
    sent = op(phone.person)
    phone.push(sent)
    phone.push(phone.edit(sent, {"rev": 1, "epoch": 1}, severity=4))
    gone = op(
        phone.person, entry_id=sent["entry_id"], kind="delete", body={},
        base={"rev": 1, "epoch": 1},
    )  # fmt: skip

    clash = phone.result(gone)

    assert (clash["status"], clash["code"]) == ("conflict", "delete_vs_edit")
    assert Entry.objects.get(journal=phone.person.journal).deleted is False


def test_another_epoch_is_refused_and_a_cursor_of_it_starts_again(phone):
    cursor = phone.pull()["cursor"]
    phone.person.journal.epoch = 2
    phone.person.journal.save()

    refused = phone.push(op(phone.person), status=409, epoch=1)
    assert (refused["code"], refused["epoch"]) == ("epoch-changed", 2)
    assert phone.pull(cursor, status=410)["code"] == "cursor-reset"
    assert not Operation.objects.filter(journal=phone.person.journal).exists()


def test_a_forged_cursor_is_refused(phone):
    sealed = phone.pull()["cursor"]

    assert phone.pull(sealed[:-2] + "xx", status=410)["code"] == "cursor-reset"
    assert phone.pull("nonsense", status=410)["code"] == "cursor-reset"


def test_pages_hold_every_change_once_and_the_digest_comes_last(phone):
    phone.push(*(op(phone.person) for _ in range(7)))

    seen, cursor = [], None
    while True:
        page = phone.pull(cursor, limit=3)
        seen += page["changes"]
        cursor = page["cursor"]
        assert ("digest" in page) is (not page["more"])
        if not page["more"]:
            break

    assert [entry["seq"] for entry in seen] == list(range(1, 8))
    assert page["digest"] == digest(seen)
    assert phone.pull(cursor)["changes"] == []
