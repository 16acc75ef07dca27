"""When a government changes its clocks: the times that were planned by the old rules move."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, time
from typing import Any, Final

from django.db import models, transaction

from journal.core.clock import instant_of, zone_data
from journal.core.models import ZoneDataInUse
from journal.reminders.models import Reminder
from journal.summaries.models import SummarySchedule, TeamDigest
from journal.summaries.weekly import SENT_AT

log = logging.getLogger(__name__)

BATCH = 1000
_PLANNED: Final[tuple[tuple[type[models.Model], Callable[[Any], time]], ...]] = (
    (Reminder, lambda reminder: reminder.wall_time),
    (SummarySchedule, lambda _: SENT_AT),
    (TeamDigest, lambda _: SENT_AT),
)
"""Everything with a planned day, and the wall time on it."""


def follow_zone_data(*, now: datetime) -> int:
    """Work out every planned time again where the zones' data is newer than before; how many moved.

    The day and the wall time stay, so nothing comes twice and no day is skipped: what is past by
    the new rules is due at once. Safe to repeat and to run twice at a time; the release is noted
    last, so a crash in between begins anew. A worker that still has older data changes nothing.
    """
    version = zone_data()
    if ZoneDataInUse.objects.filter(version__gte=version).exists():
        return 0
    moved = sum(_follow(model, wall_time_of) for model, wall_time_of in _PLANNED)
    ZoneDataInUse.objects.update_or_create(version=version, defaults={"since": now})
    log.info("zone data %s: %s planned times moved", version, moved)
    return moved


def _follow(model: type[models.Model], wall_time_of: Callable[[Any], time]) -> int:
    last, moved = None, 0
    while True:
        with transaction.atomic():
            rows = list(_some(model, after=last))
            late = [row for row in rows if _has_moved(row, wall_time_of(row))]
            model._default_manager.bulk_update(late, ["next_at"])
        moved += len(late)
        if len(rows) < BATCH:
            return moved
        last = rows[-1].pk


def _some(model: type[models.Model], *, after: Any) -> models.QuerySet[Any]:
    # Waits for whoever plans one of them just now: then it has moved on by itself.
    rows = model._default_manager.select_for_update(no_key=True).filter(next_at__isnull=False)
    return (rows if after is None else rows.filter(pk__gt=after)).order_by("pk")[:BATCH]


def _has_moved(row: Any, wall_time: time) -> bool:
    before, row.next_at = row.next_at, instant_of(row.planned_on, wall_time, row.time_zone)
    return bool(before != row.next_at)
