"""Appointments and questions: what they may hold, and who sees the words in them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from journal.core.access import Section
from journal.core.ids import new_id
from journal.entries.models import Entry
from tests.people import grant, op
from tests.phone import Phone

VISIT = {"kind": "clinic", "on": "2026-12-01", "at": "10:30", "with_whom": "Dr Lee"}


@pytest.fixture
def phone(people) -> Phone:
    return Phone(people.ana)


def appointment(phone: Phone, **body: object) -> dict:
    return op(phone.person, type="appointment", section="tests", body={**VISIT, **body})


def question(phone: Phone, **body: object) -> dict:
    asked = {"text": "When is my next scan?", **body}
    return op(phone.person, type="question", section="notes", body=asked)


def test_both_come_back_as_they_were_sent(phone):
    flag = str(new_id())
    sent = [
        appointment(
            phone,
            top=[flag],
            decided="Change the plan",
            result="waiting",
            result_by="2026-12-09",
            fewer_reminders=True,
        ),
        question(phone, place=1.5, answered=True, answer="In May", flag=flag),
    ]
    assert [result["status"] for result in phone.push(*sent)["results"]] == ["applied"] * 2
    assert [entry["body"] for entry in phone.pull()["changes"]] == [one["body"] for one in sent]


@pytest.mark.parametrize(
    ("case", "wrong", "path"),
    [
        ("no such day", {"on": "2026-02-30"}, "/body/on"),
        ("not a day", {"on": "tomorrow"}, "/body/on"),
        ("no such time", {"at": "24:00"}, "/body/at"),
        ("a time with words", {"at": "10:30 am"}, "/body/at"),
        ("an unknown kind", {"kind": "party"}, "/body/kind"),
        ("four to talk about first", {"top": [str(new_id()) for _ in range(4)]}, "/body/top"),
        ("no flag's id", {"top": ["F09"]}, "/body/top/0"),
        ("a name that is too long", {"with_whom": "x" * 121}, "/body/with_whom"),
        ("something else", {"urgent": True}, "/body/urgent"),
        ("a result by no day", {"result_by": "2026-02-30"}, "/body/result_by"),
        ("a result by and by", {"result_by": "soon"}, "/body/result_by"),
        ("neither yes nor no", {"fewer_reminders": "yes"}, "/body/fewer_reminders"),
    ],
)
def test_an_appointment_that_makes_no_sense_is_refused(phone, case, wrong, path):
    result = phone.result(appointment(phone, **wrong))
    assert (result["status"], result["errors"][0]["path"]) == ("rejected", path)


@pytest.mark.parametrize("wrong", [{"text": "  "}, {"text": "x" * 501}, {"place": 1e10}])
def test_a_question_that_makes_no_sense_is_refused(phone, wrong):
    assert phone.result(question(phone, **wrong))["status"] == "rejected"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("appointment", {"kind": "clinic"}),
        ("appointment", {"on": "2026-12-01"}),
        ("appointment", {"kind": "party", "on": "2026-12-01"}),
        ("appointment", {"kind": "scan", "on": "soon"}),
        ("appointment", {"kind": "scan", "on": "2026-12-01", "at": "25:00"}),
        ("appointment", {"kind": "scan", "on": "2026-12-01", "result_by": "soon"}),
        ("appointment", {"kind": "scan", "on": "2026-12-01", "fewer_reminders": "yes"}),
        ("appointment", {"kind": "scan", "on": "2026-12-01", "fewer_reminders": None}),
        ("question", {"answer": "Yes"}),
        ("question", {"text": "?", "place": "first"}),
    ],
)
def test_the_database_keeps_the_same_limits(phone, kind, body):
    phone.push(appointment(phone) if kind == "appointment" else question(phone))
    mine = Entry.objects.filter(journal=phone.person.journal)
    with pytest.raises(IntegrityError, match=f"entry_body_{kind}"), transaction.atomic():
        mine.update(body=body)


def test_who_may_not_see_notes_sees_the_visit_without_its_words(people, phone):
    grant(people.ana, people.carla, Section.TESTS, now=timezone.now())
    words = {"decided": "d", "to_do": "t", "call_if": "c", "note": "n", "fewer_reminders": True}
    phone.push(appointment(phone, **words), question(phone))

    path = f"{phone.base}/timeline"
    [seen] = people.carla.client().get(path).json()["entries"]
    assert (seen["type"], seen["body"]) == ("appointment", VISIT)
