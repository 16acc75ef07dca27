"""Erasing notes for good: what was written is in no table, and every device hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from journal.accounts.models import Journal
from journal.audit.models import AuditEvent
from journal.core.ids import new_id
from journal.entries.models import Entry
from journal.flags.models import Flag
from journal.pictures.models import Picture
from journal.privacy.models import ErasureReceipt
from journal.sharing.models import VisitPage
from journal.sync.models import SectionDigest
from tests.journal.privacy.full_life import FullLife, found_in
from tests.people import NOON, op
from tests.phone import Phone, digest
from tests.queries import statements

SECRET = "Marmalade"


@pytest.fixture
def phone(people) -> Phone:
    return Phone(people.ana)


def secret_entry(phone: Phone) -> dict[str, Any]:
    """One with a history and a copy that waits for a choice."""
    sent = op(phone.person, body={"symptom": "nausea", "severity": 2, "note": SECRET})
    edits = [
        phone.edit(sent, {"rev": 1, "epoch": 1}, severity=level, note=f"{SECRET} {level}")
        for level in (3, 4)
    ]
    phone.push(sent, *edits)
    return sent


def erase(phone: Phone, entry_id: str, **client: Any):
    return phone.person.client(**client).post(f"{phone.base}/entries/{entry_id}/erase")


def test_what_was_written_is_nowhere_and_the_id_and_number_stay(phone):
    sent = secret_entry(phone)
    assert found_in([SECRET])

    assert erase(phone, sent["entry_id"]).status_code == 204

    assert found_in([SECRET]) == {}
    entry = Entry.objects.get(journal=phone.person.journal)
    assert (str(entry.id), entry.body, entry.purged, entry.deleted) == (
        sent["entry_id"], {}, True, True,
    )  # fmt: skip
    # Neither what it was about nor when.
    told = (entry.type, entry.section, entry.occurred_at.year, entry.author_id, entry.tz)
    assert told == ("note", "notes", 1970, None, "UTC")
    found = found_in([sent["entry_id"]])
    assert set(found) == {"journal_entry"}
    assert ErasureReceipt.objects.get().rows == {
        "entries": 1, "revisions": 2, "copies": 1, "operations": 3, "flags": 1, "pictures": 0,
    }  # fmt: skip


def test_other_devices_hear_of_it_and_their_digest_agrees(phone):
    kept, sent = op(phone.person), secret_entry(phone)
    phone.push(kept)
    cursor = phone.pull()["cursor"]

    erase(phone, sent["entry_id"])

    page = phone.pull(cursor)
    [gone] = page["changes"]
    assert (gone["id"], gone["deleted"], gone["body"], gone["copies"]) == (
        sent["entry_id"], True, {}, [],
    )  # fmt: skip
    whole = phone.pull()
    assert [entry["id"] for entry in whole["changes"]] == [kept["entry_id"]]
    assert whole["digest"] == page["digest"] == digest(whole["changes"])
    assert page["head_seq"] == gone["seq"]


def test_nothing_brings_it_back(phone):
    sent = secret_entry(phone)
    erase(phone, sent["entry_id"])

    late = phone.edit(sent, {"op": sent["op_id"]}, severity=1)
    answers = phone.push(sent, late)["results"]
    assert [(one["status"], one["code"]) for one in answers] == [("rejected", "purged")] * 2
    assert found_in([SECRET]) == {}
    assert erase(phone, sent["entry_id"]).status_code == 404


def test_a_tombstone_can_be_erased_too(phone):
    sent = secret_entry(phone)
    phone.client.delete(f"{phone.base}/entries/{sent['entry_id']}?rev=2")
    assert found_in([SECRET])

    assert erase(phone, sent["entry_id"]).status_code == 204
    assert found_in([SECRET]) == {}
    assert phone.pull()["digest"] == digest([])


def test_flags_that_rest_on_it_go_and_others_stay(phone):
    journal, sent = phone.person.journal, secret_entry(phone)
    for subject, evidence in (("a", [sent["entry_id"]]), ("b", [str(new_id())])):
        Flag.objects.create(
            journal=journal, rule="F01", rule_set="1", concept="x", subject=subject,
            urgency="same_day", evidence=evidence, sections=["symptoms"], evaluated_on=NOON,
            created_at=NOON, updated_at=NOON,
        )  # fmt: skip
    before = Journal.objects.get(id=journal.id)

    erase(phone, sent["entry_id"])

    assert [flag.subject for flag in Flag.objects.filter(journal=journal)] == ["b"]
    after = Journal.objects.get(id=journal.id)
    assert after.flags_version > before.flags_version
    assert after.last_seq > after.evaluated_seq


@pytest.mark.parametrize("path", ["erase", "entries/{}/erase"])
def test_it_needs_a_fresh_proof_and_an_open_journal(phone, path):
    sent = secret_entry(phone)
    address = f"{phone.base}/{path.format(sent['entry_id'])}"

    assert phone.person.client(age=301).post(address).status_code == 401
    Journal.objects.filter(id=phone.person.journal.id).update(state="pending-deletion")
    assert phone.client.post(address).status_code == 409
    assert found_in([SECRET])
    assert not AuditEvent.objects.filter(action__startswith="erased").exists()


def test_all_notes_go_and_the_account_stays(db):
    life = FullLife()
    cursor = life.phone.pull()["cursor"]

    answer = life.ana.client().post(f"{life.phone.base}/erase")

    assert answer.json() == {"entries": 2}
    journal = life.ana.journal
    assert not Picture.objects.filter(journal=journal).exists()
    assert not Flag.objects.filter(journal=journal).exists()
    assert not VisitPage.objects.filter(journal=journal).exists()
    assert VisitPage.objects.filter(journal=life.ben.journal).exists()
    assert Entry.objects.filter(journal=life.ben.journal, purged=False).count() == 1
    assert all(row.count == row.xor == 0 for row in SectionDigest.objects.filter(journal=journal))
    page = life.phone.pull(cursor)
    assert [entry["deleted"] for entry in page["changes"]] == [True, True]
    assert page["digest"] == digest([])
    # She goes on as before.
    assert life.phone.result(op(life.ana))["status"] == "applied"
    assert life.ana.client().get(f"{life.phone.base}/reminders").json()["reminders"]


def test_erasing_all_costs_the_same_for_many(people):
    def cost(who, count: int) -> int:
        phone = Phone(who)
        phone.push(*(op(who) for _ in range(count)))
        client = who.client()
        with statements() as seen:
            assert client.post(f"{phone.base}/erase").json() == {"entries": count}
        return len(seen)

    assert cost(people.ana, 2) == cost(people.ben, 60)
