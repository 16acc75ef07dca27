"""What is slow, away or killed for hours costs no message that is still wanted."""

from __future__ import annotations

import http.server
import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from journal.notifications import deliver
from journal.notifications.kinds import KINDS, Mail, MessageKind
from journal.notifications.layout import Letter, lay_out
from journal.notifications.models import Delivery
from journal.notifications.services import queue
from tests.sink import smtp_sink

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    kind = MessageKind("test", lambda delivery: Mail("Hello", "Words"), timedelta(days=7))
    monkeypatch.setitem(KINDS, "test", kind)


@pytest.fixture
def sink(settings):
    with smtp_sink() as (sink, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


def put(people, count: int = 1) -> None:
    for number in range(count):
        queue(kind="test", key=f"k{number}", user_id=people.ana.user.id, due_at=NOW)


def run(at: datetime, **until: float) -> int:
    return deliver.deliver_due(clock=lambda: at, until=at + timedelta(**until or {"seconds": 1}))


def states() -> set[str]:
    return set(Delivery.objects.values_list("state", flat=True))


def test_a_server_that_is_away_for_hours_gets_it_in_the_end(people, sink, settings):
    put(people)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for minutes in range(0, 6 * 60, 10):
        run(NOW + timedelta(minutes=minutes))
    assert states() == {"sending"}

    settings.EMAIL_PORT = port
    assert run(NOW + timedelta(hours=7)) == 1


def test_a_server_that_is_away_is_asked_once_a_batch(people, sink, monkeypatch):
    asked = []

    class Away:
        connection = None

        def open(self):
            asked.append(1)
            raise TimeoutError

        def close(self):
            pass

    monkeypatch.setattr("journal.notifications.by_mail.get_connection", Away)
    put(people, 20)

    run(NOW)

    assert len(asked) == 1
    assert set(Delivery.objects.values_list("last_error", flat=True)) == {"TimeoutError"}


def test_what_there_was_no_time_for_is_left_to_the_next_sender(people, sink):
    put(people, 5)
    times = iter([NOW, NOW, NOW, NOW, NOW + timedelta(seconds=40)])
    last = NOW + timedelta(seconds=40)

    deliver.deliver_due(clock=lambda: next(times, last), until=NOW + timedelta(seconds=30))

    left = Delivery.objects.exclude(state="sent")
    assert 0 < left.count() < 5
    assert set(left.values_list("state", "attempts", "lease_owner")) == {("due", 0, None)}
    assert run(last) == left.count() or states() == {"sent"}


def test_senders_that_die_take_nothing_along(people, sink):
    put(people, 20)
    for minute in range(12):
        deliver._claim(uuid4(), NOW + timedelta(minutes=2 * minute))

    assert run(NOW + timedelta(minutes=30)) == 20


def test_one_that_kills_its_sender_lets_the_others_past(people, sink, monkeypatch):
    class Died(BaseException):
        pass

    def compose(delivery):
        if delivery.key == "k0":
            raise Died
        return Mail("Hello", "Words")

    monkeypatch.setitem(KINDS, "test", MessageKind("test", compose, timedelta(days=7)))
    put(people, 20)

    for minute in range(40):
        try:
            run(NOW + timedelta(minutes=2 * minute))
        except Died:
            continue

    assert list(Delivery.objects.exclude(state="sent").values_list("key", flat=True)) == ["k0"]


def test_seven_deaths_in_the_middle_of_a_send_lose_nothing(people, sink):
    put(people)
    for minute in range(7):
        deliver._claim(uuid4(), NOW + timedelta(minutes=2 * minute))
        Delivery.objects.update(began_at=NOW)

    assert run(NOW + timedelta(minutes=30)) == 1


def test_a_line_that_dies_before_the_mail_was_told_is_no_copy(people, sink):
    """However often: a proxy in front of a server that is away does this for hours."""
    sink.hangs_up_early = 5
    put(people)
    for minutes in range(0, 180, 10):
        run(NOW + timedelta(minutes=minutes))

    assert states() == {"sent"}
    assert len(sink.mails) == 1


def test_a_server_that_ends_the_line_after_some_mails_costs_the_next_one_nothing(people, sink):
    put(people, 3)
    sink.refuses_next = ["421 too many mails"]

    run(NOW)

    states = Delivery.objects.order_by("key").values_list("state", "began_at")
    assert [state for state, _ in states] == ["sending", "sent", "sent"]
    assert states[0][1] is None


@pytest.fixture
def provider(settings):
    """A provider's API on loopback; ``answers`` are the next statuses."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(answers.pop(0))
            body = b'{"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": "ana@example.org"}'
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    answers: list[int] = []
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {
        "POSTMARK_SERVER_TOKEN": "secret",
        "POSTMARK_API_URL": f"http://127.0.0.1:{server.server_port}/",
    }
    yield answers
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("status", [429, 503])
def test_a_provider_that_takes_nothing_for_hours_gets_it_in_the_end(people, provider, status):
    put(people)
    provider += [status] * 5
    for minutes in range(0, 180, 10):
        if provider:
            run(NOW + timedelta(minutes=minutes))
    assert states() == {"sending"}

    provider += [200]
    assert run(NOW + timedelta(hours=4)) == 1


def test_a_provider_that_is_away_for_hours_gets_it_in_the_end(people, provider, settings):
    put(people)
    there, settings.ANYMAIL = settings.ANYMAIL, {
        **settings.ANYMAIL, "POSTMARK_API_URL": "http://127.0.0.1:1/",
    }  # fmt: skip
    for minutes in range(0, 180, 10):
        run(NOW + timedelta(minutes=minutes))
    assert states() == {"sending"}

    settings.ANYMAIL = there
    provider += [200]
    assert run(NOW + timedelta(hours=4)) == 1


def test_a_provider_that_breaks_on_a_mail_is_asked_twice_and_no_more(people, provider):
    put(people)
    provider += [500, 500, 500, 500]
    for minutes in range(0, 180, 10):
        run(NOW + timedelta(minutes=minutes))

    assert states() == {"dead"}
    assert len(provider) == 2


def test_a_name_with_a_line_break_costs_no_mail(people, sink, monkeypatch):
    letter = Letter("en", "Ana\r\nBcc: x@example.org invites you", ["Hello."], "Open", "/", [])
    monkeypatch.setitem(
        KINDS, "test", MessageKind("test", lambda delivery: lay_out(letter), timedelta(days=7))
    )
    put(people)

    assert run(NOW) == 1
    [mail] = sink.mails
    assert mail["Subject"] == "Ana Bcc: x@example.org invites you"
    assert mail["Bcc"] is None
