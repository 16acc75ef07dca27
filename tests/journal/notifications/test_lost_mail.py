"""Mail that comes back: nothing more goes there until the address is known to work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, tracking

import config.mail_events  # noqa: F401 -- imported for its receiver
from journal.accounts.models import User
from journal.accounts.services import mail_arrives
from journal.notifications.deliver import deliver_due
from journal.notifications.kinds import KINDS, Mail, MessageKind
from journal.notifications.models import Delivery
from journal.notifications.services import queue
from tests.sink import smtp_sink

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def sink(settings):
    with smtp_sink() as (sink, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    kind = MessageKind("test", lambda delivery: Mail("Hello", "Words"), timedelta(days=1))
    monkeypatch.setitem(KINDS, "test", kind)


def send(people, key: str, now: datetime = NOW) -> Delivery:
    queue(kind="test", key=key, user_id=people.ana.user.id, due_at=now)
    deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))
    return Delivery.objects.get(key=key)


def test_an_address_that_does_not_exist_is_written_to_once(people, sink):
    sink.refuses = "550 no such mailbox"

    assert send(people, "first").last_error == "no-such-address"
    sink.refuses = None
    assert send(people, "second").state == "suppressed"

    assert sink.mails == []
    assert people.ana.client().get("/api/v1/me").json()["user"]["mail_failed_at"]


def test_what_is_about_the_safety_of_an_account_is_written_all_the_same(people, sink, monkeypatch):
    alarm = MessageKind("test", lambda delivery: Mail("A", "B"), timedelta(days=1), must_go=True)
    monkeypatch.setitem(KINDS, "test", alarm)
    User.objects.filter(id=people.ana.user.id).update(mail_failed_at=NOW)

    assert send(people, "first").state == "sent"


def test_a_full_mailbox_is_tried_later(people, sink):
    sink.refuses = "452 mailbox full"

    assert send(people, "first").last_error == "SMTPRecipientsRefused"
    assert User.objects.get(id=people.ana.user.id).mail_failed_at is None


def test_it_goes_on_once_the_address_is_known_to_work(people, sink):
    User.objects.filter(id=people.ana.user.id).update(mail_failed_at=NOW)

    mail_arrives(user=User.objects.get(id=people.ana.user.id))

    assert send(people, "first").state == "sent"


def test_signing_in_with_a_code_from_a_mail_shows_that(people, sink, client):
    User.objects.filter(id=people.ana.user.id).update(mail_failed_at=NOW)
    headers = {"content_type": "application/json"}
    client.post("/_allauth/browser/v1/auth/code/request", {"email": "ana@example.org"}, **headers)
    [mail] = sink.mails
    text = mail.get_body(("plain",)).get_content()
    code = next(word for word in text.split() if word.isdigit() and len(word) == 6)

    client.post("/_allauth/browser/v1/auth/code/confirm", {"code": code}, **headers)

    assert User.objects.get(id=people.ana.user.id).mail_failed_at is None


@pytest.mark.parametrize(
    ("event", "stops"),
    [(EventType.BOUNCED, True), (EventType.COMPLAINED, True), (EventType.REJECTED, True),
     (EventType.DEFERRED, False), (EventType.DELIVERED, False), (EventType.OPENED, False)],
)  # fmt: skip
def test_what_a_provider_tells_later(people, event, stops):
    told = AnymailTrackingEvent(event_type=event, recipient="Ana@example.org")

    tracking.send(sender=object, event=told, esp_name="test")

    assert (User.objects.get(id=people.ana.user.id).mail_failed_at is not None) is stops
    assert User.objects.get(id=people.ben.user.id).mail_failed_at is None
