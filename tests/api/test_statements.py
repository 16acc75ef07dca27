"""How many SQL statements a request costs: the same for one entry and for five hundred."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.people import op
from tests.queries import statements

DATA = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "SAVEPOINT", "RELEASE")


def counted(run) -> list[str]:
    with statements() as seen:
        run()
    # The test's own transaction turns the view's into a savepoint, which a real request has not.
    return [sql for sql in seen if not sql.lstrip().startswith(("SAVEPOINT", "RELEASE"))]


@pytest.fixture
def client(people):
    return people.ana.client()


@pytest.fixture
def base(people):
    return f"/api/v1/journals/{people.ana.journal.id}"


def push(client, base, ops):
    answer = client.post(f"{base}/ops", {"ops": ops}, content_type="application/json")
    assert {result["status"] for result in answer.json()["results"]} == {"applied"}


def test_a_push_of_one_and_of_five_hundred_cost_the_same_few_statements(people, client, base):
    push(client, base, [op(people.ana)])
    one = counted(lambda: push(client, base, [op(people.ana)]))
    many = counted(lambda: push(client, base, [op(people.ana) for _ in range(500)]))

    assert len(one) == len(many) == 5, one


def test_creating_one_entry_by_its_address_takes_five_statements(people, client, base):
    sent = op(people.ana)

    seen = counted(
        lambda: client.put(
            f"{base}/entries/{sent['entry_id']}", sent, content_type="application/json"
        )
    )

    assert len(seen) == 5, seen


def test_an_urgent_note_is_judged_on_the_spot_for_few_statements_more(people, client, base):
    push(client, base, [op(people.ana)])
    body = {"symptom": "shortness_of_breath", "severity": 4}
    sent = op(people.ana, body=body, occurred_at=timezone.now().isoformat())

    seen = counted(
        lambda: client.post(f"{base}/ops", {"ops": [sent]}, content_type="application/json")
    )

    assert people.ana.journal.flags.filter(urgency="emergency_now").exists()
    # One more to read what the rules look at, one to write what they say.
    assert len(seen) == 7, [sql[:60] for sql in seen]


def test_five_hundred_edits_of_old_revisions_cost_one_statement_more(people, client, base):
    created = [op(people.ana) for _ in range(500)]
    push(client, base, created)
    first = [
        op(people.ana, entry_id=sent["entry_id"], base={"rev": 1, "epoch": 1},
           body={"symptom": "nausea", "severity": 1})
        for sent in created
    ]  # fmt: skip
    push(client, base, first)
    stale = [
        op(people.ana, entry_id=sent["entry_id"], base={"rev": 1, "epoch": 1},
           body={"symptom": "nausea", "severity": 2, "frequency": 1})
        for sent in created
    ]  # fmt: skip

    seen = counted(
        lambda: client.post(f"{base}/ops", {"ops": stale}, content_type="application/json")
    )

    # One more to read the old revisions, one more to send the merged entries along.
    assert len(seen) == 7, [sql[:60] for sql in seen]


def test_a_pull_of_five_hundred_takes_three_statements(people, client, base):
    push(client, base, [op(people.ana) for _ in range(500)])

    seen = counted(lambda: client.get(f"{base}/changes"))

    assert len(seen) == 3, seen


def test_the_newest_fifty_take_three_statements(people, client, base):
    push(client, base, [op(people.ana) for _ in range(60)])

    seen = counted(lambda: client.get(f"{base}/timeline"))

    assert len(seen) == 3, seen
