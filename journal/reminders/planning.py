"""Turning reminders that are due into deliveries, hundreds with one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from journal.accounts.models import Journal
from journal.core.batches import until_short
from journal.core.ids import new_id
from journal.entries.scan_time import covers, tests_with_fewer_reminders
from journal.notifications.models import Delivery
from journal.notifications.targets import reachable_phones
from journal.reminders.models import Occurrence, Reminder, ReminderSettings
from journal.reminders.services import plan

KIND = "reminder"
FRESH_FOR = timedelta(minutes=90)
BATCH = 1000

_NOTE = """
WITH given AS (
  SELECT * FROM jsonb_to_recordset(%(occurrences)s::jsonb) AS o (id uuid, journal_id uuid,
    reminder_id uuid, planned_on date, wall_time time, due_at timestamptz, is_own_wish boolean,
    state text)
), kept AS (
  INSERT INTO journal_occurrence
    (id, journal_id, reminder_id, planned_on, wall_time, due_at, is_own_wish, state)
  SELECT id, journal_id, reminder_id, planned_on, wall_time, due_at, is_own_wish, state
  FROM given ORDER BY due_at, id
  ON CONFLICT DO NOTHING RETURNING id
)
INSERT INTO journal_delivery (id, journal_id, user_id, kind, channel, device_id, address, key,
  facts, due_at, expires_at, state, attempts, last_error)
SELECT d.id, d.journal_id, d.user_id, d.kind, d.channel, d.device_id, '', d.key,
  jsonb_build_object('occurrence', d.occurrence), d.due_at, d.expires_at, 'due', 0, ''
FROM jsonb_to_recordset(%(deliveries)s::jsonb) AS d (id uuid, occurrence uuid, journal_id uuid,
  user_id uuid, kind text, channel text, device_id uuid, key text, due_at timestamptz,
  expires_at timestamptz)
JOIN kept ON kept.id = d.occurrence
ON CONFLICT (key) DO NOTHING
"""

_MOVE = """
UPDATE journal_reminder r
SET time_zone = m.time_zone, planned_on = m.planned_on, next_at = m.next_at
FROM jsonb_to_recordset(%(moves)s::jsonb)
  AS m (id uuid, time_zone text, planned_on date, next_at timestamptz)
WHERE r.id = m.id
"""


@dataclass(frozen=True, slots=True)
class Coming:
    """One coming of a reminder, before it is known whether the day still has room for it."""

    journal: Journal
    kind: str
    name: str
    """The first part of the delivery's key: what comes, without day and way."""
    planned_on: date
    wall_time: time
    due_at: datetime
    stays_fresh: timedelta
    reminder_id: UUID | None = None
    is_own_wish: bool = False


def plan_due(*, now: datetime) -> int:
    """Turn every due reminder into deliveries and plan the next one; return how many were due.

    Both happen in one transaction, and the key is the planned local day: a crash in between or a
    second planner at the same moment makes no second one.
    """
    return until_short(lambda: _plan_batch(now), size=BATCH)


@transaction.atomic
def _plan_batch(now: datetime) -> int:
    due = list(
        Reminder.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("journal")
        .defer("journal__pins", "label")
        .filter(enabled=True, next_at__lte=now)
        .order_by("next_at")[:BATCH]
    )
    if not due:
        return 0
    comings = _without_held(due, [_coming(reminder, now) for reminder in due])
    for reminder in due:
        plan(reminder, reminder.journal, after=now)
    moves = [
        {"id": str(one.id), "time_zone": one.time_zone, "planned_on": _text(one.planned_on),
         "next_at": _text(one.next_at)}
        for one in due
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, {"moves": json.dumps(moves)})
    queue_comings(comings, now=now)
    return len(due)


def _without_held(due: Sequence[Reminder], comings: Sequence[Coming]) -> list[Coming]:
    """Those that are not held around a test: a nudge that is must not take the day's one place."""
    held = {reminder.id for reminder in due if reminder.rests_in_scan_time}
    tests = tests_with_fewer_reminders({one.journal.id for one in comings})
    return [
        one
        for one in comings
        if one.reminder_id not in held or not covers(tests.get(one.journal.id, ()), one.planned_on)
    ]


def queue_comings(comings: Sequence[Coming], *, now: datetime) -> None:
    """Note what comes and queue a delivery for each way that reaches the person.

    What the database refuses is left out: the same again, and a second one on a day.
    """
    owners = {coming.journal.owner_id for coming in comings}
    ways = _Ways(
        phones=reachable_phones(owners, now=now),
        settings=ReminderSettings.objects.in_bulk([coming.journal.id for coming in comings]),
    )
    occurrences, deliveries = [], []
    for coming in comings:
        occurrence = new_id()
        queued = list(ways.deliveries(coming, occurrence))
        deliveries += queued
        state = Occurrence.State.QUEUED if queued else Occurrence.State.MISSED
        occurrences.append(
            {"id": str(occurrence), "journal_id": str(coming.journal.id),
             "reminder_id": coming.reminder_id and str(coming.reminder_id),
             "planned_on": str(coming.planned_on), "wall_time": str(coming.wall_time),
             "due_at": _text(coming.due_at), "is_own_wish": coming.is_own_wish,
             "state": state.value}
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE, {"occurrences": json.dumps(occurrences), "deliveries": json.dumps(deliveries)}
        )


@dataclass(frozen=True, slots=True)
class _Ways:
    phones: Mapping[UUID, Sequence[UUID]]
    settings: Mapping[UUID, ReminderSettings]

    def deliveries(self, coming: Coming, occurrence: UUID) -> Iterable[dict[str, Any]]:
        settings = self.settings.get(coming.journal.id) or ReminderSettings()
        owner = coming.journal.owner_id
        phones = self.phones.get(owner, ()) if settings.by_push else ()
        for phone in phones:
            yield _delivery(coming, occurrence, Delivery.Channel.PUSH, phone)
        if wants_mail(settings, reaches_a_phone=bool(phones)):
            yield _delivery(coming, occurrence, Delivery.Channel.EMAIL, None)


def wants_mail(settings: ReminderSettings, *, reaches_a_phone: bool) -> bool:
    """Whether a mail goes out too, or instead."""
    if settings.by_mail == ReminderSettings.ByMail.FALLBACK:
        return not reaches_a_phone
    return settings.by_mail == ReminderSettings.ByMail.ALWAYS


def _delivery(
    coming: Coming, occurrence: UUID, channel: Delivery.Channel, phone: UUID | None
) -> dict[str, Any]:
    owner = coming.journal.owner_id
    moment = f"{coming.planned_on}:{coming.wall_time:%H%M}"
    return {
        "id": str(new_id()),
        "occurrence": str(occurrence),
        "journal_id": str(coming.journal.id),
        "user_id": str(owner),
        "kind": coming.kind,
        "channel": channel.value,
        "device_id": phone and str(phone),
        "key": f"{coming.name}:{moment}:{channel.value}:{phone or owner}",
        "due_at": _text(coming.due_at),
        "expires_at": _text(coming.due_at + coming.stays_fresh),
    }


def _coming(reminder: Reminder, now: datetime) -> Coming:
    """What came of it since the last run: of several times after downtime one stands for all.

    That is the one that is still fresh, so that days of silence do not cost the hour after them.
    """
    planned_on, due_at = reminder.planned_on, reminder.next_at
    if planned_on is None or due_at is None:
        raise ValueError("a due reminder has a time")
    if due_at < now - FRESH_FOR:
        plan(reminder, reminder.journal, after=now - FRESH_FOR)
        if reminder.planned_on and reminder.next_at and reminder.next_at <= now:
            planned_on, due_at = reminder.planned_on, reminder.next_at
    return Coming(
        journal=reminder.journal,
        kind=KIND,
        name=f"rem:{reminder.id}",
        planned_on=planned_on,
        wall_time=reminder.wall_time,
        due_at=due_at,
        stays_fresh=FRESH_FOR,
        reminder_id=reminder.id,
        is_own_wish=reminder.is_own_wish,
    )


def _text(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()
