"""What a push refuses, and that it says so without losing or repeating anything."""

from __future__ import annotations

import json

import pytest

from journal.core.ids import new_id
from journal.entries.models import ConflictCopy, Entry
from tests.people import op
from tests.phone import Phone


@pytest.fixture
def phone(people):
    return Phone(people.ana)


def test_a_batch_over_the_limit_is_refused_whole(phone):
    too_many = phone.push(*({"op_id": str(new_id())} for _ in range(501)), status=413)
    assert (too_many["code"], too_many["max_ops"]) == ("batch-too-large", 500)

    answer = phone.client.post(
        f"{phone.base}/ops", b" " * (1024 * 1024 + 1), content_type="application/json"
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("case", "change", "code"),
    [
        ("an unknown type", {"type": "spell"}, "unknown_type"),
        ("a newer schema", {"schema_v": 2}, "unknown_type"),
        ("somebody else's name", {"actor_id": str(new_id())}, "actor_mismatch"),
        ("another section", {"section": "sleep"}, "invalid"),
        ("an unknown zone", {"tz": "Mars/Olympus"}, "invalid"),
        ("no offset", {"occurred_at": "2026-03-02T07:40:00"}, "invalid"),
        ("an unknown symptom", {"body": {"symptom": "spleen", "severity": 1}}, "invalid"),
        ("no answer at all", {"body": {"symptom": "nausea"}}, "invalid"),
        ("an unknown key", {"body": {"symptom": "nausea", "severity": 1, "x": 1}}, "invalid"),
        ("a truth value", {"body": {"symptom": "nausea", "severity": True}}, "invalid"),
        ("a fraction", {"body": {"symptom": "nausea", "severity": 1.5}}, "invalid"),
        ("too long", {"body": {"symptom": "nausea", "severity": 1, "note": "x" * 20000}},
         "too_large"),
        ("no base at all", {"base": {"rev": "x"}}, "invalid"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_answered_and_not_stored(phone, case, change, code):
    result = phone.result(op(phone.person) | change)

    assert (result["status"], result["code"]) == ("rejected", code)
    assert not Entry.objects.filter(journal=phone.person.journal).exists()


def test_no_answer_repeats_what_was_written(phone):
    secret = "a very private word"
    body = {"symptom": "nausea", "severity": secret}

    answer = phone.push(op(phone.person, body=body))

    assert secret not in json.dumps(answer)


@pytest.mark.parametrize(
    ("case", "schema", "status", "code"),
    [
        ("too old", "0", 426, "client-upgrade-required"),
        ("no number", "x", 422, "invalid"),
    ],
)
def test_a_client_that_is_too_old_keeps_its_outbox(phone, case, schema, status, code):
    headers = {"X-Client-Schema": schema}
    pushed = phone.client.post(
        f"{phone.base}/ops",
        {"ops": [op(phone.person)]},
        content_type="application/json",
        headers=headers,
    )
    pulled = phone.client.get(f"{phone.base}/changes", headers=headers)

    assert [pushed.status_code, pulled.status_code] == [status, status]
    assert pushed.json()["code"] == pulled.json()["code"] == code
    assert not Entry.objects.filter(journal=phone.person.journal).exists()


def test_the_type_and_section_of_an_entry_never_change(phone):
    sent = op(phone.person)
    phone.push(sent)
    other = op(
        phone.person, entry_id=sent["entry_id"], type="weight", section="measures",
        body={"kg": 70.0}, base={"rev": 1, "epoch": 1},
    )  # fmt: skip

    assert phone.result(other)["code"] == "section_immutable"


def test_one_entry_by_its_address_goes_the_same_way(phone):
    sent = op(phone.person)
    address = f"{phone.base}/entries/{sent['entry_id']}"

    put = phone.client.put(address, sent, content_type="application/json").json()
    assert put["results"][0]["status"] == "applied"
    assert phone.client.get(address).json()["body"] == sent["body"]

    gone = phone.client.delete(address).json()
    assert gone["results"][0]["status"] == "applied"
    assert phone.client.get(address).json()["deleted"] is True
    assert phone.client.get(f"{phone.base}/entries/{new_id()}").status_code == 404


def test_a_clock_far_off_is_noticed_and_nothing_is_lost(phone):
    ahead = op(phone.person, recorded_at="2031-01-01T00:00:00Z")

    assert phone.result(ahead)["status"] == "applied"
    assert phone.pull()["changes"][0]["time_quality"] == "suspect"


def test_a_note_inside_an_entry_is_kept_with_the_copy(phone):
    sent = op(phone.person, body={"symptom": "nausea", "severity": 2, "note": "before lunch"})
    phone.push(sent)
    phone.push(phone.edit(sent, {"rev": 1, "epoch": 1}, severity=2, note="after lunch"))
    phone.push(phone.edit(sent, {"rev": 1, "epoch": 1}, severity=2, note="at dinner"))

    copy = ConflictCopy.objects.get(journal=phone.person.journal)
    assert copy.body["note"] == "at dinner"
    assert Entry.objects.get(journal=phone.person.journal).body["note"] == "after lunch"
