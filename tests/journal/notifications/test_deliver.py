"""Sending: once, whatever happens to the sender."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from journal.notifications.deliver import LEASE, deliver_due
from journal.notifications.kinds import KINDS, Mail, MessageKind
from journal.notifications.models import Delivery
from journal.notifications.services import queue
from tests.sink import smtp_sink

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    """Time that only moves when told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sink(settings):
    with smtp_sink() as (sink, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


@pytest.fixture
def wanted(monkeypatch):
    """A kind of message whose wish can be changed."""
    wish = {"mail": Mail("Hello", "Words", "<p>Words</p>", {"X-Kind": "test"})}
    kind = MessageKind("test", lambda delivery: wish["mail"], timedelta(minutes=90))
    monkeypatch.setitem(KINDS, "test", kind)
    return wish


def put(people, key="k1") -> Delivery:
    queue(kind="test", key=key, user_id=people.ana.user.id, due_at=NOW)
    return Delivery.objects.get(key=key)


def run(clock) -> int:
    return deliver_due(clock=clock, until=clock.now + timedelta(seconds=1))


def test_a_message_goes_out_once(people, sink, wanted, clock):
    delivery = put(people)

    assert run(clock) == 1
    assert run(clock) == 0

    [mail] = sink.mails
    assert mail["To"] == "ana@example.org"
    assert mail["Subject"] == "Hello"
    assert mail["X-Kind"] == "test"
    assert mail["Message-ID"] == f"<{delivery.id}@localhost>"
    assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html"}
    delivery.refresh_from_db()
    assert (delivery.state, delivery.sent_at) == ("sent", NOW)


def test_the_same_key_makes_one_message(people, sink, wanted, clock):
    put(people)
    put(people)

    assert run(clock) == 1
    assert len(sink.mails) == 1


def test_what_is_no_longer_wanted_is_not_sent(people, sink, wanted, clock):
    delivery = put(people)
    wanted["mail"] = None

    assert run(clock) == 0

    delivery.refresh_from_db()
    assert (delivery.state, sink.mails) == ("suppressed", [])


def test_what_is_too_old_is_missed_not_sent(people, sink, wanted, clock):
    delivery = put(people)
    clock.pass_(minutes=91)

    run(clock)

    delivery.refresh_from_db()
    assert (delivery.state, sink.mails) == ("missed", [])


def test_a_mail_server_that_says_later_is_asked_later(people, sink, wanted, clock):
    delivery = put(people)
    sink.answer = "451 try again"
    assert run(clock) == 0
    delivery.refresh_from_db()
    assert delivery.last_error == "SMTPDataError"
    assert delivery.began_at is None

    sink.answer = "250 OK"
    assert run(clock) == 0
    clock.pass_(seconds=61)
    assert run(clock) == 1
    assert len(sink.mails) == 1


def test_a_sender_that_died_before_sending_is_taken_over(people, sink, wanted, clock):
    delivery = put(people)
    Delivery.objects.update(
        state="sending", lease_owner=uuid4(), lease_until=NOW + LEASE, attempts=1
    )

    assert run(clock) == 0
    clock.pass_(seconds=61)
    assert run(clock) == 1
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_a_sender_that_died_while_sending_is_repeated_under_the_same_id(
    people, sink, wanted, clock
):
    delivery = put(people)
    died = {"state": "sending", "lease_owner": uuid4(), "began_at": NOW}
    Delivery.objects.update(attempts=1, lease_until=NOW - LEASE, **died)
    assert run(clock) == 1
    assert sink.mails[0]["Message-ID"] == f"<{delivery.id}@localhost>"

    Delivery.objects.update(attempts=2, lease_until=NOW - LEASE, unknown_ends=7, **died)
    run(clock)
    delivery.refresh_from_db()
    assert (delivery.state, len(sink.mails)) == ("dead", 1)


def test_one_broken_message_does_not_hold_up_the_others(people, sink, monkeypatch, clock):
    def compose(delivery):
        if delivery.key == "k1":
            raise RuntimeError("broken")
        return Mail("Hello", "Words")

    monkeypatch.setitem(KINDS, "test", MessageKind("test", compose, timedelta(hours=1)))
    broken = put(people, "k1")
    put(people, "k2")

    assert run(clock) == 1
    broken.refresh_from_db()
    assert (broken.state, broken.last_error) == ("sending", "RuntimeError")


def test_what_keeps_failing_is_given_up_and_named(people, sink, wanted, clock, caplog):
    delivery = put(people)
    Delivery.objects.update(expires_at=NOW + timedelta(days=30))
    sink.answer = "451 try again"
    for _ in range(14):
        run(clock)
        clock.pass_(hours=2)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_error) == ("dead", "given-up")
    told = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.getMessage() for record in told] == ["a test was given up: SMTPDataError"]
