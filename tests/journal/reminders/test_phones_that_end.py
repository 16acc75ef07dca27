"""Phones that end, also two of one person in the hands of two senders: one mail comes, not none."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connections, transaction

from journal.core.ids import new_id
from journal.notifications.channels import TakesNothing
from journal.notifications.deliver import LEASE, _Sending
from journal.notifications.models import Delivery
from journal.notifications.push.services import subscribe
from journal.reminders.models import Occurrence
from journal.reminders.planning import plan_due
from tests.journal.reminders.nudges import remind
from tests.people import person
from tests.push_service import Browser

EARLY = datetime(2026, 3, 9, 6, tzinfo=UTC)
DUE = datetime(2026, 3, 9, 9, 5, tzinfo=UTC)


class Gone:
    """A push service that knows none of the phones any more."""

    def send(self, delivery, message) -> None:
        raise TakesNothing("unsubscribed")


@pytest.fixture
def two(committed_db):
    ana = person("Ana", journal=True)
    remind(ana, kind="own", at=time(9), days=127, now=EARLY)
    for _ in range(2):
        subscribe(
            user_id=ana.user.id, name="phone", now=EARLY,
            endpoint=f"https://updates.push.services.mozilla.com/{new_id()}", **Browser().keys(),
        )  # fmt: skip
    plan_due(now=DUE)
    return list(Delivery.objects.all())


def end(delivery: Delivery, attempts: int = 1) -> None:
    owner = uuid4()
    held = {"state": "sending", "lease_owner": owner, "lease_until": DUE + LEASE}
    held["attempts"] = attempts
    Delivery.objects.filter(id=delivery.id).update(**held)
    claimed = Delivery.objects.select_related("user", "device").get(id=delivery.id)
    _Sending(claimed, owner, lambda: DUE).deliver_or_move_on(Gone())


def end_and_leave(delivery: Delivery) -> None:
    end(delivery)
    connections.close_all()


def test_a_mail_comes_where_both_phones_are_gone_at_once(two):
    first, second = two
    other = threading.Thread(target=end_and_leave, args=(second,))

    with transaction.atomic():
        end(first)
        other.start()
        other.join(timedelta(seconds=0.5).total_seconds())
    other.join(10)

    states = Delivery.objects.values_list("channel", "state").order_by("channel", "state")
    assert list(states) == [("email", "due"), ("push", "dead"), ("push", "dead")]
    assert Occurrence.objects.get().state == "queued"


def test_it_is_known_how_it_ended_where_both_are_given_up_at_once(two):
    first, second = two
    Delivery.objects.update(expires_at=DUE - timedelta(minutes=1))
    other = threading.Thread(target=end_and_leave, args=(second,))

    with transaction.atomic():
        end(first)
        other.start()
        other.join(timedelta(seconds=0.5).total_seconds())
    other.join(10)

    assert Occurrence.objects.get().state == "missed"


def test_a_word_comes_by_mail_where_a_phone_could_not_be_rung_for_long(two):
    Delivery.objects.filter(id=two[1].id).delete()
    Delivery.objects.update(attempts=9, due_at=DUE - timedelta(hours=30))

    end(Delivery.objects.get(), attempts=9)

    states = Delivery.objects.values_list("channel", "state", "last_error").order_by("channel")
    assert list(states) == [("email", "due", ""), ("push", "dead", "given-up")]
