"""What an app can do with a token, and what the survivor sees of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from journal.audit.models import AuditEvent
from journal.core.access import Principal, Section
from journal.core.errors import ScopeNeeded
from journal.integrators.services import end_consent, let_in
from journal.sharing.access import open_journal_for
from journal.sharing.policy import LOGGED_FOR_APPS, POLICY, SCOPES, WRITES, Action
from tests.apps import signed_in, with_token
from tests.people import grant, op

JSON: Any = {"content_type": "application/json"}
pytestmark = pytest.mark.usefixtures("provider")
BOTH = ("openid", "journal:read", "entries:write")


@pytest.mark.parametrize("role", ["viewer", "caregiver"])
def test_a_token_opens_no_journal_that_is_shared_with_its_person(people, role):
    ana, carla = people.ana, people.carla
    grant(ana, carla, *Section, now=timezone.now(), role=role)
    base = f"/api/v1/journals/{ana.journal.id}"
    assert carla.client().get(f"{base}/timeline").status_code == 200

    app = with_token(carla, *BOTH)
    answers = [app.get(f"{base}/{path}") for path in ("timeline", "flags", "changes")]
    answers += [app.get(base), app.post(f"{base}/ops", {"ops": [op(ana)]}, **JSON)]
    assert {answer.status_code for answer in answers} == {403}
    assert not AuditEvent.objects.filter(acted_as="integrator", outcome="allowed").exists()


def test_a_token_opens_no_journal_of_a_stranger(people):
    app = with_token(people.ben, *BOTH)

    assert app.get(f"/api/v1/journals/{people.ana.journal.id}/timeline").status_code == 404


@pytest.mark.parametrize("action", Action)
def test_the_policy_lets_a_token_do_only_what_has_a_scope(people, action):
    ana, now = people.ana, timezone.now()

    def opened(*scopes: str) -> None:
        principal = Principal(ana.user.id, scopes=frozenset(scopes), is_fresh=True)
        open_journal_for(principal=principal, journal_id=ana.journal.id, action=action, now=now)

    scope = SCOPES.get(action)
    others = {"journal:read", "entries:write", "openid", "email", "profile", ""} - {scope or ""}
    with pytest.raises(ScopeNeeded if "owner" in POLICY[action] else Exception):
        opened(*others)
    if scope is not None:
        opened(scope)


def test_everything_an_app_may_do_has_an_event():
    assert LOGGED_FOR_APPS.keys() == SCOPES.keys()
    assert {action for action in SCOPES if action in WRITES} == {Action.WRITE_ENTRIES}


def test_the_survivor_sees_which_app_looked(people):
    ana = people.ana
    base = f"/api/v1/journals/{ana.journal.id}"
    app = with_token(ana, *BOTH)
    app.get(f"{base}/timeline")
    app.get(f"{base}/flags")
    app.get(base)
    app.post(f"{base}/ops", {"ops": [op(ana)]}, **JSON)

    looks = ana.client().get(f"{base}/looks").json()["looks"]
    assert [(look["who"], look["is_app"], look["action"]) for look in looks] == [
        ("Tracker", True, "noted"),
        ("Tracker", True, "looked-at-entries"),
        ("Tracker", True, "looked-at-flags"),
        ("Tracker", True, "looked-at-entries"),
    ]
    assert looks[1]["what"] == ["profile"]
    events = AuditEvent.objects.filter(journal=ana.journal, acted_as="integrator")
    assert {(event.actor_id, event.about) for event in events} == {(ana.user.id, None)}


def test_letting_in_and_ending_are_events_of_the_owner(people):
    ana, now = people.ana, timezone.now()
    terms = {"user_id": ana.user.id, "client_id": "c", "client_name": "Tracker", "now": now}
    let_in(**terms, scopes=["openid"])
    let_in(**terms, scopes=["openid"])
    let_in(**terms, scopes=["openid", "email"])
    assert end_consent(user_id=ana.user.id, client_id="c", now=now)
    assert not end_consent(user_id=ana.user.id, client_id="c", now=now)

    events = AuditEvent.objects.filter(journal=ana.journal).order_by("tx", "id")
    assert [(event.action, event.acted_as) for event in events] == [
        ("let-app-in", "owner"), ("ended-app", "owner"), ("let-app-in", "owner"),
        ("ended-app", "owner"),
    ]  # fmt: skip
    assert ana.client().get(f"/api/v1/journals/{ana.journal.id}/looks").json()["looks"] == []


def test_somebody_without_a_journal_lets_an_app_in(people):
    app = with_token(people.carla, *BOTH)

    assert app.get("/api/v1/me").json()["journal"] is None


def test_a_token_that_ran_out_or_never_was(people):
    for app in (with_token(people.ana, *BOTH, age=timedelta(hours=2)),
                Client(headers={"Authorization": "Bearer no"}),
                Client(headers={"Authorization": "Bearer "})):  # fmt: skip
        answer = app.get("/api/v1/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == 'Bearer realm="daybook", error="invalid_token"'


def test_a_locked_account_ends_its_tokens(people):
    app = with_token(people.ana, *BOTH)
    people.ana.user.is_active = False
    people.ana.user.save()

    assert app.get("/api/v1/me").status_code == 401


def test_a_token_in_the_address_is_none(people):
    with_token(people.ana, *BOTH)
    value = f"{people.ana.user.id}-{'-'.join(BOTH)}-0:00:00"
    base = f"/api/v1/journals/{people.ana.journal.id}"

    assert Client().get(f"{base}/timeline", {"access_token": value}).status_code == 401


def test_a_narrower_consent_narrows_the_tokens_there_are(people):
    ana = people.ana
    app = with_token(ana, *BOTH)
    let_in(
        user_id=ana.user.id, client_id="app", client_name="Tracker", scopes=["openid"],
        now=timezone.now(),
    )  # fmt: skip

    assert app.get(f"/api/v1/journals/{ana.journal.id}/timeline").status_code == 403


def test_the_session_comes_first_and_needs_its_csrf_token(people):
    ana = people.ana
    browser = signed_in(ana)
    with_token(ana, *BOTH)
    value = f"{ana.user.id}-{'-'.join(BOTH)}-0:00:00"
    address = f"/api/v1/journals/{ana.journal.id}/ops"

    headers = {"Authorization": f"Bearer {value}"}
    assert browser.post(address, {"ops": []}, headers=headers, **JSON).status_code == 403
    assert Client().post(address, {"ops": []}, headers=headers, **JSON).status_code == 200


def test_whoever_may_only_write_is_told_nothing(people):
    ana = people.ana
    base = f"/api/v1/journals/{ana.journal.id}"
    alarming = {"symptom": "shortness_of_breath", "severity": 4}
    first = op(ana, body=alarming, occurred_at=timezone.now().isoformat())
    sent = {"ops": [first]}
    app = with_token(ana, "entries:write")
    told = app.post(f"{base}/ops", sent, **JSON).json()
    assert told["results"][0]["status"] == "applied"
    assert told["urgent"] == []

    # Another value on the same base is a conflict, which shows a reader both.
    changed = [
        {**op(ana, entry_id=first["entry_id"], body={**alarming, "severity": severity}),
         "base": {"rev": 1, "epoch": 1}, "occurred_at": first["occurred_at"]}
        for severity in (3, 2)
    ]  # fmt: skip
    told = app.post(f"{base}/ops", {"ops": changed}, **JSON).json()
    assert told["results"][1]["status"] in ("merged", "conflict"), told
    assert all("entry" not in result for result in told["results"])


def test_deleting_needs_both_scopes(people):
    ana = people.ana
    base = f"/api/v1/journals/{ana.journal.id}"
    sent = op(ana)
    app = with_token(ana, *BOTH)
    app.post(f"{base}/ops", {"ops": [sent]}, **JSON)

    entry = f"{base}/entries/{sent['entry_id']}"
    for scopes in (["entries:write"], ["journal:read"]):
        assert with_token(ana, *scopes).delete(entry).status_code == 403
    assert app.delete(entry).status_code == 200


def test_one_person_ends_nothing_of_another(people):
    app = with_token(people.ana, *BOTH)

    assert people.ben.client().delete("/api/v1/me/apps/app").status_code == 404
    assert app.get("/api/v1/me").status_code == 200
