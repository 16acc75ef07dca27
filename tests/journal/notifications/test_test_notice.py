"""A notice that somebody asks for to try a phone: one a minute, and the truth about a second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from journal.notifications.models import Delivery, PushSubscription
from journal.notifications.push.services import ring_as_test, subscribe
from tests.push_service import Browser

NOW = datetime(2026, 3, 2, 12, 0, 50, tzinfo=UTC)


def add(people, name: str) -> PushSubscription:
    return subscribe(
        user_id=people.ana.user.id, name=name, now=NOW,
        endpoint=f"https://updates.push.services.mozilla.com/{name}", **Browser().keys(),
    )  # fmt: skip


def test_a_second_one_within_a_minute_is_refused_with_the_seconds_to_wait(people):
    address = f"/api/v1/me/phones/{add(people, 'phone').id}/test"
    with time_machine.travel(NOW, tick=False):
        client = people.ana.client()
        assert client.post(address).status_code == 202
    # Another minute of the clock, and twenty seconds later only.
    with time_machine.travel(NOW + timedelta(seconds=20), tick=False):
        refused = client.post(address)

    assert (refused.status_code, refused["Retry-After"]) == (429, "40")
    assert refused.json()["code"] == "too-many-requests"
    assert Delivery.objects.count() == 1
    with time_machine.travel(NOW + timedelta(seconds=60), tick=False):
        assert client.post(address).status_code == 202
    assert Delivery.objects.count() == 2


def test_each_phone_has_its_own_minute(people):
    for name in ("phone", "other"):
        ring_as_test(user_id=people.ana.user.id, phone_id=add(people, name).id, now=NOW)

    assert Delivery.objects.count() == 2
