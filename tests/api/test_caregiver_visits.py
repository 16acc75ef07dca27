"""What a helper adds for a visit, and the mood: where it is shared, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.core.access import ALL_SECTIONS, Access, Role, Section
from journal.entries.models import Entry, EntryRevision
from journal.sharing import access as first_wall
from journal.sharing.policy import Decision
from tests.people import grant, op, person
from tests.private_entries import changed, codes

VISIT: Any = {
    "type": "appointment",
    "section": "tests",
    "body": {"kind": "clinic", "on": "2026-12-01", "at": "10:30"},
}
QUESTION: Any = {
    "type": "question",
    "section": "notes",
    "body": {"text": "When is the next scan?"},
}
DISTRESS: Any = {"type": "distress", "section": "mood", "body": {"score": 7}}
SCREEN: Any = {"type": "mood_screen", "section": "mood", "body": {"instrument": "phq2", "score": 3}}
THOUGHTS: Any = {"section": "mood", "body": {"symptom": "self_harm_thoughts", "present": False}}
ALL = [
    (VISIT, Section.TESTS),
    (QUESTION, Section.NOTES),
    (DISTRESS, Section.MOOD),
    (SCREEN, Section.MOOD),
    (THOUGHTS, Section.MOOD),
]
IDS = ["a visit", "a question", "how hard things feel", "a mood form", "thoughts of self-harm"]


def helped(*sections: Section, role: str = "caregiver"):
    """Ana, and Sam with whom these are shared."""
    ana, sam = person("Ana", journal=True), person("Sam")
    grant(ana, sam, *sections, now=timezone.now(), role=role)
    return ana, sam


def kept(ana) -> int:
    return Entry.objects.filter(journal=ana.journal).count()


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "section"), ALL, ids=IDS)
class TestEach:
    def test_is_noted_where_its_section_is_shared_and_carries_the_name(self, given, section):
        ana, sam = helped(section)
        sent = op(sam, **given)

        assert codes(sam, ana, sent) == ["applied"]
        address = f"/api/v1/journals/{ana.journal.id}/entries/{sent['entry_id']}"
        entry = ana.client().get(address).json()
        assert (entry["author_id"], entry["author_name"]) == (str(sam.user.id), "Sam")
        assert entry["body"] == given["body"]

    def test_is_refused_where_all_but_its_section_is_shared(self, given, section):
        ana, sam = helped(*(set(Section) - {section}))

        assert codes(sam, ana, op(sam, **given)) == ["forbidden_section"]
        assert kept(ana) == 0

    def test_is_refused_under_the_name_of_another_section(self, given, section):
        ana, sam = helped(Section.SYMPTOMS)

        assert codes(sam, ana, op(sam, **{**given, "section": "symptoms"})) != ["applied"]
        assert kept(ana) == 0

    def test_is_not_for_one_who_may_only_look(self, given, section):
        ana, sam = helped(section, role="viewer")
        address = f"/api/v1/journals/{ana.journal.id}/ops"

        answer = sam.client().post(
            address, {"ops": [op(sam, **given)]}, content_type="application/json"
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "read-only")
        assert kept(ana) == 0

    def test_is_the_helpers_to_change_for_a_day(self, given, section):
        ana, sam = helped(section)
        first = op(sam, **given)
        codes(sam, ana, first)
        later = {**given, "body": {**given["body"], "note": "by phone"}}
        assert codes(sam, ana, changed(sam, first, **later)) == ["applied"]

        old = timezone.now() - timedelta(hours=24, minutes=1)
        EntryRevision.objects.filter(journal=ana.journal).update(created_at=old)
        assert codes(sam, ana, changed(sam, first, rev=2, **given)) == ["not_yours"]
        assert codes(sam, ana, changed(sam, first, rev=2, kind="delete", **given)) == ["not_yours"]
        entry = Entry.objects.get(journal=ana.journal)
        assert (entry.rev, entry.deleted) == (2, False)

    def test_is_the_survivors_as_soon_as_she_wrote_into_it(self, given, section):
        ana, sam = helped(section)
        first = op(sam, **given)
        codes(sam, ana, first)
        hers = {**given, "body": {**given["body"], "note": "I will ask"}}
        assert codes(ana, ana, changed(ana, first, **hers)) == ["applied"]

        assert codes(sam, ana, changed(sam, first, rev=2, **given)) == ["not_yours"]
        assert Entry.objects.get(journal=ana.journal).body == hers["body"]

    def test_the_wall_refuses_it_where_the_policy_forgot_to_ask(self, given, section, monkeypatch):
        ana, sam = helped(*(set(Section) - {section}))
        actor = sam.user.id

        def anything_goes(principal, action, journal, standings, now):
            role = Role.CAREGIVER
            access = Access(journal.id, actor, ALL_SECTIONS, role, ALL_SECTIONS)
            return Decision(access, None, ALL_SECTIONS)

        monkeypatch.setattr(first_wall, "decide", anything_goes)
        address = f"/api/v1/journals/{ana.journal.id}/ops"
        client = sam.client(raise_request_exception=False)
        answer = client.post(address, {"ops": [op(sam, **given)]}, content_type="application/json")

        assert b'"applied"' not in answer.content
        assert kept(ana) == 0
