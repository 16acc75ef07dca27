"""The words of the survivor's weekly mail: counts, and nothing about health unless she asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.entries.models import Entry
from journal.flags.selectors import flags_of_the_week
from journal.notifications.kinds import Mail, MessageKind, register
from journal.notifications.layout import Letter, lay_out
from journal.notifications.models import Delivery
from journal.summaries.detail import symptom_lines
from journal.summaries.models import SummarySchedule
from journal.summaries.services import KIND, summary_key
from journal.summaries.unsubscribing import unsubscribe_headers
from journal.summaries.weekly import FRESH_FOR, week_name

QUIET_FOR = timedelta(weeks=3)
"""After this long without a note one gentle mail goes out, and then none: more would nag."""
LEFT_OUT = (Delivery.State.MISSED, Delivery.State.DEAD)

WORDS = {
    "en": {
        "subject": "Your week in Daybook",
        "hello": "Hello.",
        "none": "You made no notes last week, and that is fine.",
        "one": "You made 1 note last week.",
        "other": "You made {count} notes last week.",
        "look_one": "There is 1 thing to look at in Daybook.",
        "look_other": "There are {count} things to look at in Daybook.",
        "quiet": "There has been no note for 3 weeks. Note something when you feel like it, or take"
        " a break in Daybook. We will not write again until you do.",
        "left_out": "We could not send the mail of the week before.",
        "button": "Open Daybook",
        "footer": "You can stop this mail in Daybook, under More, or in your mail program.",
    },
    "es": {
        "subject": "Su semana en Daybook",
        "hello": "Hola.",
        "none": "La semana pasada no anotó nada, y está bien.",
        "one": "La semana pasada hizo 1 nota.",
        "other": "La semana pasada hizo {count} notas.",
        "look_one": "Hay 1 cosa que ver en Daybook.",
        "look_other": "Hay {count} cosas que ver en Daybook.",
        "quiet": "No hay notas en 3 semanas. Anote algo cuando quiera, o tome un descanso"
        " en Daybook. No le escribiremos hasta entonces.",
        "left_out": "No pudimos enviar el correo de la semana anterior.",
        "button": "Abrir Daybook",
        "footer": "Puede parar este correo en Daybook, en Más, o en su programa de correo.",
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The mail, or None if it is off, the journal rests, or nothing was noted for long."""
    start = date.fromisoformat(delivery.facts["from"])
    end = date.fromisoformat(delivery.facts["to"])
    schedule = _wanted(delivery.journal_id, end)
    if schedule is None:
        return None
    locale = delivery.user.locale if delivery.user.locale in WORDS else "en"
    words = WORDS[locale]
    entries = Entry.objects.filter(journal_id=schedule.journal_id, deleted=False)
    newest = entries.filter(local_date__lte=end).order_by("-local_date").first()
    if newest is None or newest.local_date <= end - QUIET_FOR - timedelta(days=7):
        return None
    if newest.local_date <= end - QUIET_FOR:
        return _letter(delivery, locale, [words["quiet"]])
    count = entries.filter(local_date__range=(start, end)).count()
    lines = [words[{0: "none", 1: "one"}.get(count, "other")].format(count=count)]
    if schedule.detail:
        lines += symptom_lines(journal_id=schedule.journal_id, start=start, end=end, locale=locale)
    flags = len(flags_of_the_week(schedule.journal, end + timedelta(days=1)))
    if flags:
        lines.append(words["look_one" if flags == 1 else "look_other"].format(count=flags))
    if _last_was_left_out(delivery, schedule.journal, start):
        lines.append(words["left_out"])
    return _letter(delivery, locale, lines)


def _letter(delivery: Delivery, locale: str, lines: list[str]) -> Mail:
    words = WORDS[locale]
    headers: dict[str, Any] = {}
    if delivery.journal_id is not None:
        headers = unsubscribe_headers("week", delivery.journal_id)
    return lay_out(
        Letter(
            locale=locale,
            subject=words["subject"],
            paragraphs=[words["hello"], *lines],
            button=words["button"],
            address=f"{settings.SITE_URL}/",
            footer=[words["footer"]],
        ),
        headers=headers,
    )


def _last_was_left_out(delivery: Delivery, journal: Journal, monday: date) -> bool:
    key = summary_key(owner_id=delivery.user_id, journal_id=journal.id, week=week_name(monday))
    return Delivery.objects.filter(key=key, state__in=LEFT_OUT).exists()


def _wanted(journal_id: UUID | None, sunday: date) -> SummarySchedule | None:
    """The journal's weekly mail, if it is on.

    A break keeps it away also on the morning after: it would tell of days that were to be quiet.
    """
    schedule = (
        SummarySchedule.objects.select_related("journal")
        .filter(journal=journal_id, enabled=True)
        .filter(journal__state=Journal.State.ACTIVE, journal__owner__is_active=True)
        .first()
    )
    if schedule is None:
        return None
    profile = JournalProfile.model_validate(schedule.journal.profile)
    rests = profile.mail_rests(sunday) or profile.mail_rests(sunday + timedelta(days=1))
    return None if rests else schedule


register(MessageKind(slug=KIND, compose=compose, stays_fresh=FRESH_FOR))
