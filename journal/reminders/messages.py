"""The words of a reminder, by mail and on a lock screen, and when it is better left unsent."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.entries.models import Entry
from journal.entries.proxies import CheckinEntry
from journal.entries.scan_time import is_scan_time
from journal.notifications.kinds import Mail, MessageKind, Ring, register
from journal.notifications.layout import Letter, lay_out
from journal.notifications.models import Delivery
from journal.reminders.fallback import lock_occurrence, mail_instead
from journal.reminders.follow_up import KIND as FOLLOW_UP
from journal.reminders.follow_up import STAYS_FRESH, is_word_due, open_flags, say_again
from journal.reminders.models import Occurrence, Reminder, ReminderSettings
from journal.reminders.planning import FRESH_FOR, KIND
from journal.reminders.schedule import end_of_quiet, is_quiet

WORDS = {
    "en": {
        KIND: ("A reminder from Daybook", "You asked for this reminder. One tap is enough."),
        FOLLOW_UP: ("A note from Daybook", "There is something to look at in Daybook."),
        "hello": "Hello.",
        "button": "Open Daybook",
        "footer": "You can change or stop reminders in Daybook, under More.",
    },
    "es": {
        KIND: ("Un recordatorio de Daybook", "Usted pidió este recordatorio. Basta con un toque."),
        FOLLOW_UP: ("Un aviso de Daybook", "Hay algo que ver en Daybook."),
        "hello": "Hola.",
        "button": "Abrir Daybook",
        "footer": "Puede cambiar o parar los recordatorios en Daybook, en Más.",
    },
}
_RINGS = {KIND: "reminder", FOLLOW_UP: "look"}
_SETTLED = {
    Delivery.State.SENT: Occurrence.State.SENT,
    Delivery.State.MISSED: Occurrence.State.MISSED,
    Delivery.State.DEAD: Occurrence.State.MISSED,
    Delivery.State.SUPPRESSED: Occurrence.State.LEFT_OUT,
}


def compose(delivery: Delivery) -> Mail | None:
    """The mail, or None when it is not wanted any more."""
    if not _is_wanted(delivery):
        return None
    locale = delivery.user.locale if delivery.user.locale in WORDS else "en"
    words: dict[str, Any] = WORDS[locale]
    subject, line = words[delivery.kind]
    return lay_out(
        Letter(
            locale=locale,
            subject=subject,
            paragraphs=[words["hello"], line],
            button=words["button"],
            address=f"{settings.SITE_URL}/",
            footer=[words["footer"]],
        )
    )


def ring(delivery: Delivery) -> Ring | None:
    """The notice on a phone, or None; a second copy of the same takes the place of the first."""
    if not _is_wanted(delivery):
        return None
    return Ring(_RINGS[delivery.kind], tag=delivery.facts["occurrence"])


def may_go_at(delivery: Delivery, now: datetime) -> datetime:
    """``now``, or when the quiet hours end. A time that somebody set inside of them stands."""
    if delivery.journal_id is None:
        return now
    zone, start, end = _quiet_hours(delivery.journal_id)
    hours: dict[str, Any] = {"start": start, "end": end, "zone_name": zone}
    planned = delivery.expires_at - _FRESH[delivery.kind]
    return now if is_quiet(planned, **hours) else end_of_quiet(now, **hours)


def settled(delivery: Delivery) -> None:
    """Keep what became of it: sent by one way counts, and the last way of all decides the rest."""
    about = {"journal": delivery.journal}
    lock_occurrence(delivery)
    if delivery.state != Delivery.State.SENT:
        others = Delivery.objects.filter(**about, facts__occurrence=delivery.facts["occurrence"])
        if others.filter(state__in=(Delivery.State.DUE, Delivery.State.SENDING)).exists():
            return
    ended = _SETTLED[Delivery.State(delivery.state)]
    Occurrence.objects.filter(**about, id=delivery.facts["occurrence"]).exclude(
        state=Occurrence.State.SENT
    ).update(state=ended)
    if delivery.kind == FOLLOW_UP and delivery.state == Delivery.State.MISSED:
        say_again(delivery)


def _is_wanted(delivery: Delivery) -> bool:
    occurrence = (
        Occurrence.objects.select_related("reminder", "journal", "journal__reminder_settings")
        .filter(journal=delivery.journal, id=delivery.facts["occurrence"])
        .filter(journal__state=Journal.State.ACTIVE, journal__owner__is_active=True)
        .first()
    )
    if occurrence is None:
        return False
    journal, day = occurrence.journal, occurrence.planned_on
    profile = JournalProfile.model_validate({**journal.profile, "care_phase": journal.care_phase})
    if profile.reminders_rest(day):
        return False
    how = getattr(journal, "reminder_settings", None) or ReminderSettings()
    if delivery.channel == Delivery.Channel.PUSH and not how.by_push:
        return False
    if occurrence.reminder is None:
        return how.follow_up and not profile.is_comfort_only and open_flags(journal.id).exists()
    if not _is_time_for(occurrence.reminder, profile, occurrence):
        return False
    # One a day: a nudge in the morning must not take the place of a word about a flag at ten.
    gives_way = occurrence.reminder.kind == Reminder.Kind.CHECKIN and how.follow_up
    return not (gives_way and is_word_due(journal, day))


def _is_time_for(reminder: Reminder, profile: JournalProfile, occurrence: Occurrence) -> bool:
    if not reminder.enabled:
        return False
    if reminder.rests_in_scan_time and is_scan_time(reminder.journal_id, occurrence.planned_on):
        return False
    if reminder.is_own_wish:
        return True
    if profile.is_comfort_only:
        return False
    noted = {"journal_id": reminder.journal_id, "local_date": occurrence.planned_on}
    if reminder.kind == Reminder.Kind.FOLLOWUP_TEST:
        return profile.care_phase != "no_more_treatment" and any(
            test.done in (None, False) for test in profile.followup_tests
        )
    if reminder.days.bit_count() > 1:
        # A nudge most evenings: any note of the day will do.
        return not Entry.objects.filter(**noted, deleted=False).exists()
    return not CheckinEntry.objects.filter(**noted).exists()


def _quiet_hours(journal_id: UUID) -> tuple[str, time, time]:
    journal = Journal.objects.select_related("reminder_settings").get(id=journal_id)
    how = getattr(journal, "reminder_settings", None) or ReminderSettings()
    return journal.time_zone, how.quiet_from, how.quiet_to


_FRESH = {KIND: FRESH_FOR, FOLLOW_UP: STAYS_FRESH}
for _kind, _fresh in _FRESH.items():
    register(
        MessageKind(
            slug=_kind,
            compose=compose,
            ring=ring,
            may_go_at=may_go_at,
            settled=settled,
            gone=mail_instead,
            stays_fresh=_fresh,
        )
    )
