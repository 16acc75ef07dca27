"""Codes and refresh tokens work once, also when two come at the same moment; a copy ends it all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.idp.oidc.models import Token
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from journal.accounts.models import AppConsent, SpentToken
from journal.audit.models import AuditEvent
from journal.notifications.deliver import deliver_due
from journal.notifications.models import Delivery
from journal.retention.services import KEPT, clear
from tests.apps import App, bearer, code_for, private_key, register, signed_in
from tests.people import People


def tokens(app: App, who) -> dict[str, Any]:
    return app.trade_code(code_for(app, signed_in(who))).json()


def test_a_refresh_token_that_comes_twice_ends_every_token_and_tells_the_person(people, app):
    ana = people.ana
    first = tokens(app, ana)
    second = app.refresh(first["refresh_token"]).json()
    base = f"/api/v1/journals/{ana.journal.id}"
    assert bearer(second["access_token"]).get(f"{base}/timeline").status_code == 200

    again = app.refresh(first["refresh_token"])

    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert not Token.objects.exists()
    for token in (first["access_token"], second["access_token"]):
        assert bearer(token).get(f"{base}/timeline").status_code == 401
    assert app.refresh(second["refresh_token"]).status_code == 400
    assert AppConsent.objects.get().ended_at is not None
    [event] = AuditEvent.objects.filter(action="shut-app-out")
    assert (event.journal_id, event.acted_as) == (ana.journal.id, "integrator")
    [told, *_] = ana.client().get(f"{base}/looks").json()["looks"]
    assert (told["who"], told["action"]) == ("Tracker", "shut-app-out")

    deliver_due(until=timezone.now() + timedelta(seconds=20))
    [letter] = [one for one in mail.outbox if "shut an app out" in one.subject]
    assert letter.to == ["ana@example.org"]
    assert "You let the app Tracker in" in str(letter.body)


def test_it_is_told_once_however_often_the_copy_comes(people, app):
    first = tokens(app, people.ana)
    app.refresh(first["refresh_token"])
    for _ in range(3):
        app.refresh(first["refresh_token"])

    assert AuditEvent.objects.filter(action="shut-app-out").count() == 1
    assert Delivery.objects.filter(kind="app-shut-out").count() == 1


def test_an_old_copy_does_not_end_what_was_agreed_to_since(people, app):
    ana = people.ana
    old = tokens(app, ana)
    app.refresh(old["refresh_token"])
    app.refresh(old["refresh_token"])
    new = tokens(app, ana)

    assert app.refresh(old["refresh_token"]).status_code == 400

    assert app.refresh(new["refresh_token"]).status_code == 200


def test_other_apps_and_other_people_are_left_alone(people, app):
    ana, ben, other = people.ana, people.ben, register()
    stolen = tokens(app, ana)
    kept = [(app, tokens(app, ben)), (other, tokens(other, ana))]
    app.refresh(stolen["refresh_token"])
    app.refresh(stolen["refresh_token"])

    for who, held in kept:
        assert who.refresh(held["refresh_token"]).status_code == 200


def test_a_stranger_without_the_secret_ends_nothing(people, provider):
    app = register(public=False)
    first = tokens(app, people.ana)
    second = app.refresh(first["refresh_token"]).json()
    app.secret, secret = "wrong", app.secret

    assert app.refresh(first["refresh_token"]).status_code == 401

    app.secret = secret
    assert app.refresh(second["refresh_token"]).status_code == 200


def test_an_unknown_refresh_token_ends_nothing(people, app):
    first = tokens(app, people.ana)

    assert app.refresh("made-up").status_code == 400
    assert app.refresh(first["refresh_token"]).status_code == 200


def at_once(ask: Callable[[], Any], times: int = 4) -> list[int]:
    """What that many requests at the same moment are answered."""
    together, answers = threading.Barrier(times), list[int]()

    def run() -> None:
        together.wait(20)
        answers.append(ask().status_code)
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.fixture
def committed_provider(committed_db, settings):
    settings.IDP_OIDC_PRIVATE_KEY = private_key()
    cache.clear()


@pytest.mark.parametrize("public", [True, False])
def test_of_codes_redeemed_at_once_one_wins(committed_provider, public):
    app, ana = register(public=public), People.make().ana
    code = code_for(app, signed_in(ana))

    assert at_once(lambda: app.trade_code(code)) == [200, 400, 400, 400]

    kinds = sorted(Token.objects.values_list("type", flat=True))
    assert kinds == ["at", "rt"]


def test_of_refresh_tokens_used_at_once_one_wins_and_the_app_is_shut_out(committed_provider):
    app, ana = register(), People.make().ana
    first = tokens(app, ana)

    assert at_once(lambda: app.refresh(first["refresh_token"])) == [200, 400, 400, 400]

    assert not Token.objects.exists()
    assert AuditEvent.objects.filter(action="shut-app-out").count() == 1


def test_tokens_that_have_ended_are_cleared(people, app):
    now = timezone.now()
    first = tokens(app, people.ana)
    app.refresh(first["refresh_token"])
    Token.objects.filter(type="at").update(expires_at=now - timedelta(seconds=1))

    done = clear(now=now)

    assert (done["app-tokens"], done["spent-tokens"]) == (2, 0)
    assert list(Token.objects.values_list("type", flat=True)) == ["rt"]
    assert SpentToken.objects.count() == 1
    assert clear(now=now + KEPT["spent"] + timedelta(minutes=1))["spent-tokens"] == 1
