"""A caregiver notes for the survivor: with a name on it, and never in what the survivor wrote."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.ids import new_id
from journal.entries.models import Entry, EntryRevision
from journal.sharing.models import Grant
from tests.people import grant, op, person

JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def home(db):
    ana, sam = person("Ana", journal=True), person("Sam")
    grant(ana, sam, Section.SYMPTOMS, Section.MEASURES, now=timezone.now(), role="caregiver")
    return ana, sam


def send(who, journal, *ops):
    address = f"/api/v1/journals/{journal.id}/ops"
    return who.client().post(address, {"ops": list(ops)}, **JSON)


def results(who, journal, *ops):
    answer = send(who, journal, *ops)
    assert answer.status_code == 200, answer.content
    return [item.get("code") or item["status"] for item in answer.json()["results"]]


def test_what_a_caregiver_notes_carries_their_name(home):
    ana, sam = home
    sent = op(sam)

    assert results(sam, ana.journal, sent) == ["applied"]

    entry = ana.client().get(f"/api/v1/journals/{ana.journal.id}/entries/{sent['entry_id']}").json()
    assert (entry["author_id"], entry["author_name"]) == (str(sam.user.id), "Sam")
    event = AuditEvent.objects.get(journal=ana.journal, action="noted")
    assert (event.actor_id, event.sections) == (sam.user.id, ["measures", "symptoms"])


@pytest.mark.parametrize(
    ("case", "given", "code"),
    [
        ("a section that is not shared", {"section": "sleep", "type": "sleep",
         "body": {"hours": 7.0}}, "forbidden_section"),
        ("mood, unless it is shared", {"section": "mood", "body": {
         "symptom": "self_harm_thoughts", "present": True}}, "forbidden_section"),
    ],
)  # fmt: skip
def test_only_in_the_sections_shared(home, case, given, code):
    ana, sam = home

    assert results(sam, ana.journal, op(sam, **given)) == [code]


def test_only_on_the_days_shared(home):
    ana, sam = home
    first = op(sam)
    results(sam, ana.journal, first)
    Grant.objects.filter(journal=ana.journal).update(since="2026-03-02")
    before = {"occurred_at": "2026-03-01T23:00:00+01:00"}

    assert results(sam, ana.journal, op(sam, **before)) == ["forbidden_day"]
    assert results(sam, ana.journal, change(sam, first, **before)) == ["forbidden_day"]
    assert results(sam, ana.journal, op(sam)) == ["applied"]
    Grant.objects.filter(journal=ana.journal).update(since="2026-03-03")
    assert results(sam, ana.journal, change(sam, first, **before)) != ["applied"]
    days = Entry.objects.filter(journal=ana.journal).values_list("local_date", flat=True)
    assert {str(day) for day in days} == {"2026-03-02"}


def test_in_somebody_elses_name_nothing_is_noted(home):
    ana, sam = home

    assert results(sam, ana.journal, op(ana)) == ["actor_mismatch"]


def change(author, first, **more):
    base = {"rev": 1, "epoch": 1}
    return op(author, entry_id=first["entry_id"], base=base, **more)


def test_own_notes_can_be_changed_for_a_day(home):
    ana, sam = home
    first = op(sam)
    results(sam, ana.journal, first)
    worse = change(sam, first, body={"symptom": "nausea", "severity": 4})
    assert results(sam, ana.journal, worse) == ["applied"]

    old = timezone.now() - timedelta(hours=25)
    EntryRevision.objects.filter(journal=ana.journal).update(created_at=old)
    late = op(sam, entry_id=first["entry_id"], base={"rev": 2, "epoch": 1}, kind="delete", body={})

    assert results(sam, ana.journal, late) == ["not_yours"]
    assert not Entry.objects.get(journal=ana.journal).deleted


@pytest.mark.parametrize("kind", ["put", "delete"])
def test_what_the_survivor_wrote_is_never_changed(home, kind):
    ana, sam = home
    first = op(ana)
    results(ana, ana.journal, first)

    assert results(sam, ana.journal, change(sam, first, kind=kind)) == ["not_yours"]
    unseen = op(sam, entry_id=first["entry_id"], base=None, kind=kind)
    assert results(sam, ana.journal, unseen) == ["not_yours"]
    assert Entry.objects.get(journal=ana.journal).rev == 1


def test_nor_what_the_survivor_has_written_into(home):
    ana, sam = home
    first = op(sam)
    results(sam, ana.journal, first)
    results(ana, ana.journal, change(ana, first, body={"symptom": "nausea", "severity": 1}))
    again = op(sam, entry_id=first["entry_id"], base={"rev": 2, "epoch": 1})

    assert results(sam, ana.journal, again) == ["not_yours"]


def test_a_private_word_survives_the_caregivers_edit(home):
    """Notes are not shared here: what the author cannot see is not taken for taken out."""
    ana, sam = home
    first = op(sam, body={"symptom": "nausea", "severity": 2, "note": "after lunch"})
    results(sam, ana.journal, first)

    shown = sam.client().get(f"/api/v1/journals/{ana.journal.id}/entries/{first['entry_id']}")
    assert "note" not in shown.json()["body"]
    edited = change(sam, first, body={"symptom": "nausea", "severity": 3})
    assert results(sam, ana.journal, edited) == ["applied"]
    body = {"symptom": "nausea", "severity": 3, "note": "after lunch"}
    assert Entry.objects.get(journal=ana.journal).body == body


def test_an_emergency_is_told_to_whoever_is_there(home):
    ana, sam = home
    body = {"symptom": "shortness_of_breath", "severity": 4}
    answer = send(sam, ana.journal, op(sam, body=body, occurred_at=timezone.now().isoformat()))

    assert [flag["urgency"] for flag in answer.json()["urgent"]] == ["emergency_now"]


def test_one_who_may_only_look_notes_nothing(home):
    ana, _ = home
    viewer = person("Carla")
    grant(ana, viewer, Section.SYMPTOMS, now=timezone.now())

    answer = send(viewer, ana.journal, op(viewer))

    assert (answer.status_code, answer.json()["code"]) == (403, "read-only")


def test_a_caregiver_of_one_journal_is_nobody_in_another(home):
    _, sam = home
    ben = person("Ben", journal=True)

    assert send(sam, ben.journal, op(sam)).status_code == 404


def test_a_caregiver_can_give_it_up(home):
    ana, sam = home
    address = f"/api/v1/journals/{ana.journal.id}"

    assert sam.client().delete(f"{address}/my-access").status_code == 204
    assert send(sam, ana.journal, op(sam)).json()["code"] == "access-revoked"
    assert sam.client().get(f"{address}/timeline").status_code == 403
    assert [look["action"] for look in ana.client().get(f"{address}/looks").json()["looks"]] == [
        "refused",
        "left",
    ]


def test_an_unknown_entry_of_another_journal_stays_there(home):
    """The same id in two journals is two entries."""
    ana, sam = home
    ben = person("Ben", journal=True)
    mine = op(ben, entry_id=new_id())
    results(ben, ben.journal, mine)

    assert results(sam, ana.journal, op(sam, entry_id=mine["entry_id"])) == ["applied"]
    assert Entry.objects.filter(id=mine["entry_id"]).count() == 2
