"""Ringing phones, against a push service on loopback that decrypts what it gets."""

from __future__ import annotations

import json
import re
import socket
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from config.launch.own_keys import push_key
from journal.notifications.deliver import deliver_due
from journal.notifications.kinds import KINDS, MessageKind, Ring
from journal.notifications.models import Delivery, PushSubscription
from journal.notifications.push.encrypt import decoded
from journal.notifications.push.payload import TEXTS
from journal.notifications.push.services import received, ring_as_test, subscribe
from journal.notifications.push.upkeep import forget_old_phones
from journal.notifications.push.vapid import public_key
from journal.notifications.services import queue
from journal.notifications.targets import reachable_phones
from tests.health_words import health_words
from tests.push_service import Browser, push_service


@pytest.fixture
def now():
    return datetime.now(UTC)


@pytest.fixture
def service(tmp_path, monkeypatch, settings):
    with push_service(tmp_path) as (service, root):
        monkeypatch.setenv("SSL_CERT_FILE", str(root))
        settings.WEB_PUSH_HOSTS = [service.host]
        settings.WEB_PUSH_KEY = push_key()
        settings.WEB_PUSH_CONTACT = "mailto:ops@clinic.example"
        yield service


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def phone(people, service, browser, now):
    return add(people.ana, service, browser, now=now)


def add(who, service, browser, *, now, name="phone") -> PushSubscription:
    return subscribe(
        user_id=who.user.id, endpoint=service.endpoint(name), name="Ana's phone", now=now,
        **browser.keys(),
    )  # fmt: skip


def run(at: datetime) -> int:
    return deliver_due(clock=lambda: at, until=at + timedelta(seconds=1))


def state() -> tuple[str, str]:
    delivery = Delivery.objects.get()
    return delivery.state, delivery.last_error


def test_a_notice_arrives_and_says_nothing_of_health(people, service, browser, phone, now):
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)

    assert run(now) == 1

    [notice] = service.notices(browser)
    assert (notice["title"], notice["body"]) == ("Daybook", TEXTS["en"]["test"])
    assert notice["navigate"] == "http://localhost:8000/"
    [message] = [json.loads(browser.read(got.body)) for got in service.received]
    assert message["web_push"] == 8030
    assert notice["data"] == {"id": str(Delivery.objects.get().id)}


def test_who_sends_is_signed_and_names_a_contact(people, service, phone, now):
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)
    run(now)

    [got] = service.received
    kind, _, rest = got.headers["Authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (kind, parts["k"]) == ("vapid", public_key())
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(parts["k"]))
    claims = jwt.decode(parts["t"], point, algorithms=["ES256"], audience=f"https://{service.host}")
    assert claims["sub"] == "mailto:ops@clinic.example"
    assert now.timestamp() < claims["exp"] <= now.timestamp() + 24 * 3600
    assert got.headers["Content-Encoding"] == "aes128gcm"
    assert 60 <= int(got.headers["TTL"]) <= 600
    assert len(got.headers["Topic"]) == 32


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_unsubscribed_is_forgotten(people, service, phone, now, status):
    service.status = status
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)

    assert run(now) == 0

    assert state() == ("dead", "unsubscribed")
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, "http-400"), (401, "http-401"), (403, "http-403"), (429, "http-429"),
     (500, "http-500"), (503, "http-503"), (301, "http-301"), (302, "http-302"),
     (307, "http-307")],
)  # fmt: skip
def test_any_other_refusal_is_tried_later_and_keeps_the_phone(
    people, service, phone, now, status, error
):
    """A redirect, too: it is not followed, wherever it leads."""
    service.status = status
    service.headers = {"Location": f"https://{service.host}/elsewhere", "Retry-After": "1"}
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)

    assert run(now) == 0

    assert state() == ("sending", error)
    assert PushSubscription.objects.exists()
    assert len(service.received) == 1


def test_a_service_is_asked_again_no_sooner_than_it_said(people, service, phone, now):
    service.status, service.headers = 429, {"Retry-After": "300"}
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)
    run(now)
    service.status = 201

    assert run(now + timedelta(seconds=290)) == 0
    assert run(now + timedelta(seconds=310)) == 1


def test_a_refused_key_is_an_alarm_without_any_address(people, service, phone, now, caplog):
    service.status = 403
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)
    run(now)

    assert "a push service refused our key" in caplog.text
    assert "/send/" not in caplog.text


def test_a_service_with_the_wrong_certificate_gets_nothing(
    people, service, phone, now, monkeypatch, tmp_path
):
    with push_service(tmp_path / "..") as (_, other):
        monkeypatch.setenv("SSL_CERT_FILE", str(other))
        ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)

        assert run(now) == 0

    assert (state(), service.received) == (("sending", "SSLCertVerificationError"), [])


def test_an_endless_answer_is_not_read(people, service, phone, now):
    service.body = b"x" * 1_000_000
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)

    assert run(now) == 1


def test_an_address_that_is_not_allowed_any_more_is_dropped(people, service, phone, now, settings):
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)
    settings.WEB_PUSH_HOSTS = []

    run(now)

    assert state() == ("dead", "not-allowed")
    assert (service.received, PushSubscription.objects.count()) == ([], 0)


def test_a_name_that_leads_inside_is_not_called_and_the_phone_is_kept(
    people, service, browser, now, monkeypatch
):
    known = {"endpoint": "https://fcm.googleapis.com/fcm/send/1", "name": "Ana's phone"}
    phone = subscribe(user_id=people.ana.user.id, now=now, **known, **browser.keys())
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: inside)
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)

    assert run(now) == 0

    assert state() == ("dead", "inner-address")
    assert PushSubscription.objects.filter(id=phone.id).exists()


def test_address_and_keys_are_encrypted_where_they_are_kept(phone, service, browser):
    stored = PushSubscription.objects.values_list("endpoint", "keys").get()

    assert service.host not in str(stored)
    assert browser.keys()["auth"] not in str(stored)


def test_the_phone_of_somebody_who_signed_in_there_before_is_theirs_no_more(
    people, service, phone, browser, now
):
    theirs = add(people.ben, service, browser, now=now)

    assert list(PushSubscription.objects.values_list("id", "user")) == [
        (theirs.id, people.ben.user.id)
    ]


def test_the_same_phone_is_seen_again_and_not_twice(people, service, phone, browser, now):
    again = add(people.ana, service, browser, now=now + timedelta(days=1))

    assert (again.id, again.created_at) == (phone.id, phone.created_at)
    assert PushSubscription.objects.get().seen_at == now + timedelta(days=1)


def test_there_are_ten_phones_at_most_and_the_one_unused_longest_goes(people, service, now):
    for day in range(11):
        add(people.ana, service, Browser(), now=now + timedelta(days=day), name=f"phone{day}")

    seen = PushSubscription.objects.order_by("seen_at").values_list("seen_at", flat=True)
    assert (len(seen), seen[0]) == (10, now + timedelta(days=1))


def test_a_phone_that_nobody_opened_for_two_months_is_forgotten(phone, now):
    assert forget_old_phones(now=now + timedelta(days=59)) == 0
    assert forget_old_phones(now=now + timedelta(days=61)) == 1


def test_a_receipt_makes_a_silent_phone_reachable_again(people, service, phone, now):
    ana = people.ana.user.id
    ring_as_test(user_id=ana, phone_id=phone.id, now=now)
    run(now)
    later = now + timedelta(days=8)
    assert reachable_phones([ana], now=later) == {}

    received(user_id=ana, delivery_id=Delivery.objects.get().id, now=later)

    assert reachable_phones([ana], now=later) == {ana: [phone.id]}
    assert Delivery.objects.get().received_at == later


def test_nobody_sends_the_receipt_of_somebody_else(people, service, phone, now):
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=now)
    run(now)

    received(user_id=people.ben.user.id, delivery_id=Delivery.objects.get().id, now=now)

    assert Delivery.objects.get().received_at is None
    assert PushSubscription.objects.get().unanswered_since is not None


def test_an_older_notice_that_waits_at_the_service_is_replaced(
    people, service, phone, now, monkeypatch
):
    kind = MessageKind(
        "test", lambda delivery: None, timedelta(hours=1),
        ring=lambda delivery: Ring("reminder", tag=delivery.key),
    )  # fmt: skip
    monkeypatch.setitem(KINDS, "test", kind)
    for key in ("monday", "tuesday"):
        queue(kind="test", key=key, user_id=people.ana.user.id, channel="push",
              device_id=phone.id, due_at=now)  # fmt: skip
    run(now)

    assert len({got.headers["Topic"] for got in service.received}) == 1


def test_no_health_word_is_in_any_notice():
    for text in (text.lower() for texts in TEXTS.values() for text in texts.values()):
        assert not health_words() & set(re.findall(r"[\w-]+", text))
