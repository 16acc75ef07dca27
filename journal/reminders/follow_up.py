"""A word about a flag that is still open: after some days, then less and less often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from journal.accounts.models import Journal
from journal.core.batches import until_short
from journal.core.clock import instant_of, local_day
from journal.flags.models import Flag
from journal.notifications.models import Delivery
from journal.reminders.models import ReminderSettings
from journal.reminders.planning import Coming, queue_comings
from journal.reminders.schedule import end_of_quiet

KIND = "follow-up"
STAYS_FRESH = timedelta(hours=72)
AT = time(10)
SETTLES = timedelta(hours=2)
"""A flag younger than this has just been shown on the phone: no word about it yet."""
URGENT_AFTER_DAYS = (0, 3, 7, 14, 21, 28, 42, 56)
WEEKLY_AFTER_DAYS = (3, 7, 14, 21, 28, 42, 56)
DAYS = {
    Flag.Urgency.EMERGENCY_NOW: URGENT_AFTER_DAYS,
    Flag.Urgency.SAME_DAY: URGENT_AFTER_DAYS,
    Flag.Urgency.THIS_WEEK: WEEKLY_AFTER_DAYS,
}
"""Milder ones wait for the next visit, and need no word in between."""
LONGEST = timedelta(days=60)
BATCH = 1000


def open_flags(journal_id: UUID) -> QuerySet[Flag]:
    """The flags of a journal that a word is due about until they are answered."""
    return Flag.objects.filter(journal_id=journal_id, state=Flag.State.OPEN, urgency__in=list(DAYS))


def is_word_due(journal: Journal, day: date) -> bool:
    """Whether a word about a flag is still to come on a local day: it goes before other nudges."""
    ends = instant_of(day + timedelta(days=1), time(), journal.time_zone)
    return open_flags(journal.id).filter(follow_up_at__lt=ends).exists()


def say_again(missed: Delivery) -> None:
    """Have the flags of a word that no sender got to in its time told of at the next planning."""
    if missed.journal_id is not None:
        open_flags(missed.journal_id).filter(
            created_at__lt=missed.due_at, follow_up_at__gt=missed.expires_at
        ).update(follow_up_at=missed.expires_at)


def plan_follow_ups(*, now: datetime) -> int:
    """Queue a word for each journal with an open flag whose day has come; return how many flags.

    A flag that is new gets its first day here, so whatever raises flags need not know of this.
    """
    return until_short(lambda: _plan_batch(now), size=BATCH)


@transaction.atomic
def _plan_batch(now: datetime) -> int:
    flags = list(
        Flag.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("journal")
        .filter(Q(follow_up_at__isnull=True) | Q(follow_up_at__lte=now))
        .filter(state=Flag.State.OPEN, urgency__in=list(DAYS), created_at__gt=now - LONGEST)
        .order_by(F("follow_up_at").asc(nulls_first=True))[:BATCH]
    )
    journals = {flag.journal_id for flag in flags}
    settings, waiting = ReminderSettings.objects.in_bulk(journals), _have_one_waiting(journals)
    comings: dict[UUID, Coming] = {}
    for flag in flags:
        how = settings.get(flag.journal_id) or ReminderSettings()
        is_due = flag.follow_up_at is not None and flag.journal_id not in waiting
        if is_due and how.follow_up:
            comings.setdefault(flag.journal_id, _coming(flag, how, now))
        flag.follow_up_at = next_follow_up(flag, how, after=now)
    Flag.objects.bulk_update(flags, ["follow_up_at"])
    if comings:
        queue_comings(list(comings.values()), now=now)
    return len(flags)


def _have_one_waiting(journals: Iterable[UUID]) -> set[UUID]:
    """Journals with a word that is still to go out, after downtime: it speaks of the newer days."""
    open_ones = Delivery.objects.filter(
        journal_id__in=journals,
        kind=KIND,
        state__in=(Delivery.State.DUE, Delivery.State.SENDING),
    )
    return set(open_ones.values_list("journal_id", flat=True))


def next_follow_up(flag: Flag, how: ReminderSettings, *, after: datetime) -> datetime:
    """When the next word about it is due, later than ``after``: ten o'clock, outside quiet hours.

    Behind the last of its days it is a time that never comes.
    """
    zone = flag.journal.time_zone
    for day in _days(flag, zone):
        at = end_of_quiet(
            instant_of(day, AT, zone), start=how.quiet_from, end=how.quiet_to, zone_name=zone
        )
        if at > after and at >= flag.created_at + SETTLES:
            return at
    return flag.created_at + 2 * LONGEST


def _days(flag: Flag, zone: str) -> Iterable[date]:
    first = local_day(flag.created_at, zone)
    for days in DAYS[Flag.Urgency(flag.urgency)]:
        yield first + timedelta(days=days)
        if days == 0:
            yield first + timedelta(days=1)


def _coming(flag: Flag, how: ReminderSettings, now: datetime) -> Coming:
    """The word of today: after downtime it belongs to the day on which it can be said at last."""
    zone = flag.journal.time_zone
    due_at = end_of_quiet(now, start=how.quiet_from, end=how.quiet_to, zone_name=zone)
    return Coming(
        journal=flag.journal,
        kind=KIND,
        name=f"flags:{flag.journal_id}",
        planned_on=local_day(due_at, zone),
        wall_time=AT,
        due_at=due_at,
        stays_fresh=STAYS_FRESH,
    )
