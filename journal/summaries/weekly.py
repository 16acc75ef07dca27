"""Turning weekly mails that are due into deliveries, whatever they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db import transaction

from journal.core.batches import until_short
from journal.notifications.models import Delivery
from journal.reminders.schedule import next_time
from journal.summaries.models import WeeklyMail

SENT_AT = time(8)
MONDAYS = 0b0000001
FRESH_FOR = timedelta(days=6)
"""A mail about a week that is later than this is left out, and the next one says so."""
WEEK = timedelta(days=7)
BATCH = 500

M = TypeVar("M", bound=WeeklyMail)


def next_monday(zone: str, *, after: datetime) -> dict[str, Any]:
    """The fields of a weekly mail that say when it comes, strictly later than ``after``."""
    day, instant = next_time(days=MONDAYS, wall_time=SENT_AT, zone_name=zone, after=after)
    return {"time_zone": zone, "planned_on": day, "next_at": instant}


def week_before(monday: date) -> tuple[date, date]:
    """The first and the last day of the week that the mail of a Monday is about."""
    return monday - timedelta(days=7), monday - timedelta(days=1)


def week_name(monday: date) -> str:
    """That week in ISO 8601, for keys: 2026-W09."""
    year, number, _ = week_before(monday)[0].isocalendar()
    return f"{year}-W{number:02d}"


def plan_weekly(
    model: type[M],
    *,
    now: datetime,
    person: str,
    zone_of: Callable[[M], str],
    delivery_of: Callable[[M], Delivery],
) -> int:
    """Queue the mail of everybody whose Monday morning has come; return how many.

    ``person`` is the relation that tells the zone. The key of a delivery is its week, so that no
    week is mailed twice whatever crashes or runs twice. After downtime each week that is still
    fresh is mailed; the one before is noted as missed, so that the mail can say so.
    """

    @transaction.atomic
    def batch() -> int:
        due = list(
            model._default_manager.select_for_update(of=("self",), skip_locked=True)
            .select_related(person)
            .filter(enabled=True, next_at__lte=now)
            .order_by("next_at")[:BATCH]
        )
        deliveries = [one for mail in due for one in _passed(mail, zone_of(mail), now, delivery_of)]
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        model._default_manager.bulk_update(due, ["time_zone", "planned_on", "next_at"])
        return len(due)

    return until_short(batch, size=BATCH)


def _passed(
    mail: M, zone: str, now: datetime, delivery_of: Callable[[M], Delivery]
) -> Iterable[Delivery]:
    """What the Mondays up to ``now`` bring; the mail is moved on to the one after them."""
    while mail.next_at <= now:
        if mail.next_at > now - FRESH_FOR - WEEK:
            delivery = delivery_of(mail)
            if delivery.expires_at < now:
                delivery.state = Delivery.State.MISSED
            yield delivery
        for name, value in next_monday(zone, after=mail.next_at).items():
            setattr(mail, name, value)
