"""Limits: every endpoint has one, and what a survivor wrote gets through without Redis."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import cache, caches
from django.test import Client, RequestFactory
from redis.exceptions import ConnectionError as RedisAway

from api import limits
from api.limits import LIMITS, Limit, client_address, hits, wait_for
from api.v1.urls import urlpatterns
from config.cache import SharedCounts
from config.settings.base import ACCOUNT_RATE_LIMITS as on_servers  # noqa: N811
from tests.api.permission_table import TABLE
from tests.apps import register
from tests.people import op, person

JSON: Any = {"content_type": "application/json"}
CLOSING = {
    "copies", "sharing", "invitations", "invitation-tries", "proof-mails", "proof-tries",
    "sign-in-links", "visit-here", "visit-anywhere", "authorize", "tokens",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch):
    cache.clear()
    monkeypatch.setattr(limits, "_away_until", 0.0)


@pytest.fixture
def one_each(monkeypatch):
    """Every limit lets one request pass."""
    tight = {name: Limit(1, one.seconds, one.whose, one.closes) for name, one in LIMITS.items()}
    monkeypatch.setattr(limits, "LIMITS", tight)


@pytest.fixture
def away(monkeypatch):
    """Redis is not there."""

    def gone(self, key, seconds):
        raise RedisAway

    monkeypatch.setattr(type(caches["default"]), "hit", gone)


def test_the_limits_that_close_are_those_that_could_be_guessed_or_misused():
    assert {name for name, limit in LIMITS.items() if limit.closes} == CLOSING


def test_no_view_counts_for_a_limit_that_does_not_exist():
    for pattern in urlpatterns:
        view = pattern.callback.view_class
        named = [name for names in getattr(view, "limits", {}).values() for name in names]
        assert {*named, *getattr(view, "read_limits", ())} <= LIMITS.keys(), view


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
def test_every_endpoint_says_when_to_come_again(people, one_each, row):
    ana = people.ana
    names = dict.fromkeys(("entry", "unknown", "team", "page", "photo"), str(ana.journal.id))
    address = "/api/v1/" + row.path.format(**names, journal=ana.journal.id)
    given = {} if row.body is None else {"data": row.body, **JSON}
    client = ana.client()
    getattr(client, row.method)(address, **given)

    again = getattr(client, row.method)(address, **given)

    assert (again.status_code, again.json()["code"]) == (429, "too-many-requests")
    assert again["Content-Type"] == "application/problem+json"
    assert 1 <= int(again["Retry-After"]) <= 24 * 3600


def test_each_device_is_counted_for_itself(people, one_each):
    phone, tablet = people.ana.client(), people.ana.client()

    assert [phone.get("/api/v1/me").status_code for _ in range(2)] == [200, 429]
    assert tablet.get("/api/v1/me").status_code == 200
    assert people.ben.client().get("/api/v1/me").status_code == 200


def test_a_person_is_counted_on_all_devices_where_something_could_be_misused(people, one_each):
    body = {"token": "no"}
    address = "/api/v1/invitations/accept"

    assert people.ana.client().post(address, body, **JSON).status_code == 410
    assert people.ana.client().post(address, body, **JSON).status_code == 429


def test_a_refused_push_is_taken_whole_a_little_later(people, one_each):
    ana, client = people.ana, people.ana.client()
    base = f"/api/v1/journals/{ana.journal.id}"
    client.post(f"{base}/ops", {"ops": []}, **JSON)
    sent = {"ops": [op(ana)]}
    assert client.post(f"{base}/ops", sent, **JSON).status_code == 429

    cache.clear()

    [result] = client.post(f"{base}/ops", sent, **JSON).json()["results"]
    assert result["status"] == "applied"


def test_without_redis_syncing_goes_on(people, away):
    ana, client = people.ana, people.ana.client()
    base = f"/api/v1/journals/{ana.journal.id}"

    [result] = client.post(f"{base}/ops", {"ops": [op(ana)]}, **JSON).json()["results"]
    assert result["status"] == "applied"
    for path in ("changes", "timeline", "flags"):
        assert client.get(f"{base}/{path}").status_code == 200
    # Ending a share waits for nothing.
    assert client.delete(f"{base}/grants/{ana.journal.id}").status_code == 404


def test_without_redis_nothing_can_be_guessed(people, away, settings):
    client = people.ana.client()
    for address, body in (
        ("visits/open", {"secret": "000000"}),
        ("invitations/accept", {"token": "x"}),
        ("sign-in-link", {"token": "x"}),
    ):
        answer = client.post(f"/api/v1/{address}", body, **JSON)
        assert (answer.status_code, answer["Retry-After"]) == (429, "31")


def test_after_redis_has_failed_it_is_left_alone_for_a_moment(db, monkeypatch):
    asked = []

    def gone(self, key, seconds):
        asked.append(key)
        raise RedisAway

    monkeypatch.setattr(type(caches["default"]), "hit", gone)

    assert [hits("a", 60), hits("b", 60), hits("c", 60)] == [None, None, None]
    assert asked == ["a"]


def test_the_factor_widens_only_what_does_not_close(one_each, settings):
    settings.RATE_LIMIT_FACTOR = 3

    assert [wait_for("read", "x") is None for _ in range(4)] == [True, True, True, False]
    assert [wait_for("visit-here", "x") is None for _ in range(2)] == [True, False]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (2, "9.9.9.9", "unknown"),
    ],
)
def test_an_address_is_believed_only_from_our_own_proxy(settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})

    assert client_address(request) == address


def test_another_forwarded_address_gives_no_new_tries(db, one_each):
    sent = [
        Client().post(
            "/api/v1/visits/open", {"secret": "000000"},
            headers={"X-Forwarded-For": f"9.9.9.{n}"}, **JSON,
        ).status_code
        for n in range(3)
    ]  # fmt: skip
    assert sent == [410, 429, 429]


def test_the_schema_and_the_providers_addresses(db, one_each, provider):
    app = register(public=True)
    for address in ("/api/schema", "/.well-known/openid-configuration", "/.well-known/jwks.json"):
        cache.clear()
        assert [Client().get(address).status_code for _ in range(2)] == [200, 429], address
    for address in ("token", "revoke"):
        cache.clear()
        sent = [
            Client().post(f"/identity/o/api/{address}", {"client_id": app.id}) for _ in range(2)
        ]
        assert sent[1].status_code == 429, address
        assert int(sent[1]["Retry-After"]) >= 1
    cache.clear()
    pages = [Client().get(app.address()) for _ in range(2)]
    assert [page.status_code for page in pages] == [302, 429]
    assert "Wait a little" in pages[1].content.decode()


def test_counting_costs_no_statement_and_no_session_key(people):
    client = people.ana.client()
    client.get("/api/v1/me")

    kept = str(vars(caches["default"])["_cache"])
    assert f"{people.ana.user.id}" in kept
    assert client.session.session_key not in kept


def test_redis_counts_exactly_whoever_asks_at_once():
    shared = SharedCounts(os.environ["REDIS_URL"].replace("redis+socket://", "unix://"), {})
    shared.delete("race")
    seen: list[int] = []

    def ask() -> None:
        seen.extend(shared.hit("race", 60)[0] for _ in range(200))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == list(range(1, 1201))
    assert 1 <= shared.hit("race", 60)[1] <= 60


def test_sign_in_has_the_limits_that_were_decided():
    told = {
        "login": "20/m/ip",
        "login_failed": "10/m/ip,5/5m/key",
        "reset_password": "5/m/ip,3/h/key",
        "reauthenticate": "5/m/user",
        "confirm_email": "1/30s/key",
        "request_login_code": "20/m/ip,3/m/key,12/h/key",
    }
    assert told.items() <= site.ACCOUNT_RATE_LIMITS.items()
    assert on_servers["signup"] == "5/h/ip"


def test_wrong_passwords_are_counted_by_account(db):
    who = person("Ana")
    who.user.set_password("right horse battery staple")
    who.user.save()
    client = Client()
    answers = [
        client.post(
            "/_allauth/browser/v1/auth/login",
            {"email": "ana@example.org", "password": "wrong horse battery"},
            **JSON,
        )
        for _ in range(6)
    ]

    codes = [answer.json()["errors"][0]["code"] for answer in answers]
    assert codes[:5] == ["email_password_mismatch"] * 5
    assert codes[5] == "too_many_login_attempts"
