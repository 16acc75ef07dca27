"""What the tests of reminders share: setting one, and letting the jobs run."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from journal.core.ids import new_id
from journal.notifications.deliver import deliver_due
from journal.notifications.models import Delivery
from journal.reminders.models import Occurrence
from journal.reminders.services import put_reminder
from journal.sync.push import push
from tests.people import op

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DUE = MONDAY.replace(hour=17)
"""18:00 in Vienna."""


def remind(ana, *, kind="checkin", days=0b1, at=time(18), now=MONDAY, enabled=True, **given):
    return put_reminder(
        journal=ana.journal, reminder_id=given.pop("reminder_id", new_id()), kind=kind,
        enabled=enabled, wall_time=at, days=days, now=now, **given,
    )  # fmt: skip


def deliver(now: datetime) -> None:
    deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))


def states() -> list[str]:
    return list(Delivery.objects.order_by("due_at").values_list("state", flat=True))


def became() -> list[str]:
    return list(Occurrence.objects.order_by("due_at", "id").values_list("state", flat=True))


def note(ana, **given) -> None:
    sent = op(ana, **{"occurred_at": "2026-03-02T09:00:00+01:00", **given})
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=MONDAY,
    )  # fmt: skip
