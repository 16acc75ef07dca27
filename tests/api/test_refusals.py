"""What is refused is in the log although its request is rolled back, and once only."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from config.logs import Wordless
from config.requests import MOST_REFUSALS
from journal.audit.models import AuditEvent
from journal.audit.pending import refused
from journal.core.access import Section
from journal.core.ids import new_id
from tests.apps import with_token
from tests.people import People, grant, op
from tests.queries import statements

JSON: Any = {"content_type": "application/json"}


def base(who) -> str:
    return f"/api/v1/journals/{who.journal.id}"


def events(**given) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action="refused", **given).order_by("at", "id"))


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


def test_a_stranger_is_logged_and_learns_nothing(people):
    ana, ben = people.ana, people.ben
    unknown = f"/api/v1/journals/{new_id()}/timeline"

    there, nowhere = (ben.client().get(at) for at in (f"{base(ana)}/timeline", unknown))

    assert (there.status_code, there.content) == (404, nowhere.content)
    [event] = events(journal_id=ana.journal.id)
    assert (event.outcome, event.reason, event.wanted, event.acted_as) == (
        "refused", "never-shared", "read-entries", "stranger",
    )  # fmt: skip
    assert (event.actor_id, event.request_id) == (ben.user.id, there["X-Request-ID"])
    # The same for a journal that does not exist: no statement more, none less.
    assert len(events()) == 2


def test_both_refusals_cost_the_same_statements(people):
    ana, ben = people.ana, people.ben
    client = ben.client()
    with statements() as one:
        client.get(f"{base(ana)}/timeline")
    with statements() as other:
        client.get(f"/api/v1/journals/{new_id()}/timeline")

    assert [sql.partition("_x")[0] for sql in one] == [sql.partition("_x")[0] for sql in other]


def test_it_stays_although_the_request_is_rolled_back(committed_db):
    people = People.make()

    assert people.ben.client().get(f"{base(people.ana)}/timeline").status_code == 404

    connection.close()
    [event] = events()
    assert event.journal_id == people.ana.journal.id


def test_the_same_again_is_one_event_an_hour(people):
    client = people.ben.client()
    start = timezone.now().replace(minute=1)
    for minutes in (0, 5, 50, 70):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            client.get(f"{base(people.ana)}/timeline")
    assert len(events()) == 2

    client.get(f"{base(people.ana)}/flags")
    assert {event.wanted for event in events()} == {"read-entries", "read-flags"}


def test_a_flood_is_cut_off_and_said_in_the_log(people, caplog):
    client = people.ben.client()
    for _ in range(MOST_REFUSALS + 3):
        client.get(f"/api/v1/journals/{new_id()}/timeline")

    assert len(events()) == MOST_REFUSALS
    assert "refused 101 times within an hour" in caplog.text


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("revoked", "sharing-ended"),
        ("weak", "second-factor"),
        ("no-flags", "not-shared"),
        ("write", "not-shared"),
    ],
)
def test_the_reason_of_each_refusal(people, way, reason):
    ana, carla, now = people.ana, people.carla, timezone.now()
    grant(ana, carla, Section.SLEEP, now=now, revoked_at=now if way == "revoked" else None)
    client = carla.client(proof="code" if way == "weak" else "mfa")

    if way == "write":
        answer = client.post(f"{base(ana)}/ops", {"ops": [op(carla)]}, **JSON)
    else:
        answer = client.get(f"{base(ana)}/{'flags' if way == 'no-flags' else 'timeline'}")

    assert answer.status_code == 403
    [event] = events()
    assert (event.reason, event.actor_id) == (reason, carla.user.id)


def test_an_app_that_wants_more_is_logged(people, settings, provider):
    ana = people.ana
    app = with_token(ana, "openid", "journal:read")

    assert app.get(f"{base(ana)}/sharing").status_code == 403
    assert app.post(f"{base(ana)}/ops", {"ops": []}, **JSON).status_code == 403

    assert [(event.reason, event.acted_as) for event in events()] == [
        ("app-scope", "integrator"),
        ("app-scope", "integrator"),
    ]
    [told] = ana.client().get(f"{base(ana)}/looks").json()["looks"]
    assert (told["who"], told["reason"]) == ("Tracker", "app-scope")


def test_a_wrong_and_a_used_visit_code(people):
    ana = people.ana
    shown = ana.client().post(f"{base(ana)}/visits", {"sections": ["sleep"]}, **JSON).json()
    wrong = "000000" if shown["code"] != "000000" else "000001"

    for secret in (wrong, shown["code"], shown["code"], shown["link_token"]):
        Client().post("/api/v1/visits/open", {"secret": secret}, **JSON)

    unknown, used = events(reason="wrong-code"), events(reason="used-code")
    assert [event.journal_id for event in unknown] == [None]
    assert [event.journal_id for event in used] == [ana.journal.id]
    told = ana.client().get(f"{base(ana)}/looks").json()["looks"]
    assert [(look["action"], look["reason"]) for look in told] == [
        ("refused", "used-code"),
        ("opened-visit", None),
    ]


def test_the_survivor_is_told_of_whoever_was_stopped_once_a_day(people):
    ana, ben, carla = people.ana, people.ben, people.carla
    noon = timezone.now().replace(hour=12, minute=0)
    grant(ana, carla, Section.SLEEP, now=noon - timedelta(days=3), revoked_at=noon)
    for hours in (0, 2, 4, 24):
        with time_machine.travel(noon + timedelta(hours=hours), tick=False):
            carla.client().get(f"{base(ana)}/timeline")
            ben.client().get(f"{base(ana)}/timeline")

    told = ana.client().get(f"{base(ana)}/looks").json()["looks"]
    assert sorted((look["who"] or "", look["reason"]) for look in told) == [
        ("", "never-shared"), ("", "never-shared"),
        ("Carla", "sharing-ended"), ("Carla", "sharing-ended"),
    ]  # fmt: skip
    assert len(events()) == 8
    assert "ben@" not in str(told)


def test_a_look_says_how_many_rows_were_read(people):
    ana, carla = people.ana, people.carla
    ana.client().post(f"{base(ana)}/ops", {"ops": [op(ana) for _ in range(3)]}, **JSON)
    grant(ana, carla, Section.SYMPTOMS, now=timezone.now())

    answer = carla.client().get(f"{base(ana)}/timeline?limit=2")

    [event] = AuditEvent.objects.filter(action="looked-at-entries")
    assert (event.count, event.request_id) == (2, answer["X-Request-ID"])
    assert event.actor_id == carla.user.id


def test_an_answer_whose_look_cannot_be_logged_does_not_leave(people, monkeypatch):
    ana, carla = people.ana, people.carla
    ana.client().post(f"{base(ana)}/ops", {"ops": [op(ana)]}, **JSON)
    grant(ana, carla, Section.SYMPTOMS, now=timezone.now())

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("config.requests.write_pending", broken)
    answer = carla.client(raise_request_exception=False).get(f"{base(ana)}/timeline")

    assert answer.status_code == 500
    assert b"nausea" not in answer.content


def test_a_request_that_failed_before_it_read_is_no_look(people):
    grant(people.ana, people.carla, Section.SYMPTOMS, now=timezone.now())

    assert people.carla.client().get(f"{base(people.ana)}/timeline?limit=x").status_code == 422

    assert not AuditEvent.objects.exists()


def test_every_request_has_an_id_of_its_own_that_the_log_names(people, monkeypatch):
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(Wordless("%(request_id)s %(message)s"))
    logging.getLogger().addHandler(handler)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("api.v1.sync.push", broken)
    client = people.ana.client(raise_request_exception=False)
    sent = {"X-Request-ID": "mine"}
    first = client.get("/api/v1/me", headers=sent)
    second = client.post(f"{base(people.ana)}/ops", {"ops": []}, headers=sent, **JSON)
    logging.getLogger().removeHandler(handler)

    ids = {first["X-Request-ID"], second["X-Request-ID"]}
    assert len(ids) == 2
    assert "mine" not in ids
    assert second.status_code == 500
    assert f"{second['X-Request-ID']} Internal Server Error" in said.getvalue()


def test_outside_of_a_request_nothing_is_refused(db):
    refused(reason=AuditEvent.Reason.WRONG_CODE, at=timezone.now())

    assert not AuditEvent.objects.exists()


def test_the_log_names_nobody_once_an_account_is_gone(people):
    ana, carla = people.ana, people.carla
    grant(ana, carla, Section.SYMPTOMS, now=timezone.now())
    carla.client().get(f"{base(ana)}/timeline")
    carla_id = carla.user.id

    carla.user.delete()

    [event] = AuditEvent.objects.all()
    assert event.actor_id == carla_id
    [told] = ana.client().get(f"{base(ana)}/looks").json()["looks"]
    assert told["who"] is None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM journal_auditevent e")
        assert "carla" not in str(cursor.fetchall()).lower()
