"""A query on a survivor's rows names the journal it is for."""

from __future__ import annotations

import pytest
from django.utils import timezone

from journal.core.access import Section
from journal.entries.models import Entry
from journal.flags.evaluation import evaluate_journal
from tests.people import grant, op
from tests.queries import journal_named_in_queries, names_its_journal, owned_tables

JSON = {"content_type": "application/json"}


def test_the_guard_finds_a_query_without_a_journal(people):
    with pytest.raises(AssertionError, match="no journal in"), journal_named_in_queries():
        list(Entry.objects.filter(type="symptom"))


def test_the_guard_knows_the_tables():
    assert {"journal_entry", "journal_flag", "journal_grant"} <= owned_tables()
    assert names_its_journal("SELECT 1", owned_tables())


def test_every_endpoint_of_a_journal_keeps_to_its_journal(people):
    ana, carla = people.ana, people.carla
    base = f"/api/v1/journals/{ana.journal.id}"
    grant(ana, carla, Section.SYMPTOMS, Section.FLAGS, now=timezone.now())
    mine, hers = ana.client(), carla.client()
    sent = op(
        ana,
        body={"symptom": "shortness_of_breath", "severity": 4},
        occurred_at=timezone.now().isoformat(),
    )
    reads = ("", "/changes", "/timeline", "/flags", "/sharing", "/looks", "/reminders", "/summary")

    with journal_named_in_queries():
        pushed = mine.post(f"{base}/ops", {"ops": [sent]}, **JSON)
        assert pushed.status_code == 200
        assert mine.get(f"{base}/entries/{sent['entry_id']}").status_code == 200
        for path in reads:
            assert mine.get(base + path).status_code == 200, path
        for path in ("/timeline", "/flags"):
            assert hers.get(base + path).status_code == 200
        assert mine.patch(base, {"time_zone": "Europe/Vienna"}, **JSON).status_code == 200
        flag = mine.get(f"{base}/flags").json()["flags"][0]["id"]
        answered = mine.post(f"{base}/flags/{flag}/answer", {"answer": "team_knows"}, **JSON)
        assert answered.status_code == 200
        evaluate_journal(journal_id=ana.journal.id, now=timezone.now())
