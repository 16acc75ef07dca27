"""A phone that two requests name at the same moment is one phone, and whoever came last has it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from journal.notifications.models import PushSubscription
from journal.notifications.push.services import subscribe
from tests.people import person
from tests.push_service import Browser

NOW = datetime(2026, 3, 9, 6, tzinfo=UTC)
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/one"


@pytest.mark.parametrize("second", ["Ana", "Ben"])
def test_the_same_phone_twice_at_once(committed_db, second):
    people = {name: person(name) for name in ("Ana", "Ben")}
    keys = Browser().keys()
    failed: list[IntegrityError] = []

    def name(who: str) -> None:
        sent: dict[str, Any] = {"endpoint": ENDPOINT, "name": "phone", "now": NOW, **keys}
        subscribe(user_id=people[who].user.id, **sent)

    def name_and_leave() -> None:
        try:
            name(second)
        except IntegrityError as error:
            failed.append(error)
        finally:
            connections.close_all()

    other = threading.Thread(target=name_and_leave)
    with transaction.atomic():
        name("Ana")
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(10)

    assert failed == []
    assert PushSubscription.objects.get().user_id == people[second].user.id
