"""Two planners and two senders at the same moments for an hour: each message comes once.

As with two beats whose workers all wake at each tick. The ticks are real threads with connections
of their own; the hour is that of the clock they are given.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from django.db import connections

from journal.flags.models import Flag
from journal.notifications.deliver import deliver_due
from journal.notifications.models import Delivery
from journal.reminders.models import EVERY_DAY, Occurrence
from journal.settings.zone_data import follow_zone_data
from journal.summaries.services import set_summary
from tests.journal.notifications.occasions import PLANNERS
from tests.journal.reminders.nudges import note, remind
from tests.people import person
from tests.sink import smtp_sink

SUNDAY = datetime(2026, 3, 8, 18, tzinfo=UTC)
EIGHT = datetime(2026, 3, 9, 7, 45, tzinfo=UTC)
"""A little more than an hour; a flag is told of at ten in Berlin, which is nine here."""
TICKS, TICK = 160, timedelta(seconds=30)
JOURNALS = 24


@pytest.fixture
def sink(committed_db, settings):
    with smtp_sink() as (sink, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


def settle(chance: Random) -> Counter[str]:
    """People who are to be told of something within the hour; how many mails each is to get."""
    wanted: Counter[str] = Counter()
    for number in range(JOURNALS):
        zone = ("UTC", "Europe/Berlin")[number % 2]
        ana = person(f"P{number}", journal=True, time_zone=zone)
        ahead = number % 2
        for minute in chance.sample(range(50), 2):
            at = time(8 + ahead, minute)
            remind(ana, kind="own", at=at, days=EVERY_DAY, now=SUNDAY)
        wanted[ana.user.email] += 2
        if zone == "UTC":
            note(ana)
            set_summary(journal=ana.journal, enabled=True, now=SUNDAY)
        else:
            Flag.objects.create(
                journal=ana.journal, rule="F17", rule_set="1", concept="a", urgency="same_day",
                evidence=[], sections=["symptoms"], evaluated_on=SUNDAY, created_at=SUNDAY,
                updated_at=SUNDAY,
            )  # fmt: skip
        wanted[ana.user.email] += 1
    return wanted


def test_an_hour_with_two_of_each(sink):
    wanted = settle(Random(1))
    gate, failed = threading.Barrier(4), []

    def live(jobs) -> None:
        try:
            for tick in range(TICKS):
                gate.wait(60)
                now = EIGHT + tick * TICK
                for job in jobs:
                    job(now=now)
        except Exception as error:  # noqa: BLE001 -- told below, in the thread of the test
            failed.append(error)
            gate.abort()
        finally:
            connections.close_all()

    def send(*, now: datetime) -> None:
        deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))

    threads = [
        threading.Thread(target=live, args=(jobs,))
        for jobs in ([follow_zone_data, *PLANNERS], list(reversed(PLANNERS)), [send], [send])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Counter(str(mail["X-Envelope-To"]) for mail in sink.mails) == wanted
    assert len({mail["Message-ID"] for mail in sink.mails}) == wanted.total()
    assert set(Delivery.objects.values_list("state", "attempts")) == {("sent", 1)}
    keys = list(Delivery.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) == wanted.total()
    assert set(Occurrence.objects.values_list("state", flat=True)) == {"sent"}
