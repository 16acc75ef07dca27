"""The words of the weekly mail: counts, and nothing about health."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.entries.models import Entry
from journal.flags.models import Flag
from journal.notifications.kinds import Mail, MessageKind, register
from journal.notifications.layout import Letter, lay_out
from journal.notifications.models import Delivery
from journal.summaries.models import SummarySchedule
from journal.summaries.services import FRESH_FOR, KIND, unsubscribe_token

QUIET_FOR = timedelta(weeks=3)
"""After this long without a note a weekly mail would only nag."""

WORDS = {
    "en": {
        "subject": "Your week in Daybook",
        "hello": "Hello.",
        "none": "You made no notes last week, and that is fine.",
        "one": "You made 1 note last week.",
        "other": "You made {count} notes last week.",
        "look": "There is something to look at in Daybook.",
        "button": "Open Daybook",
        "footer": "You can stop this mail in Daybook, under More, or in your mail program.",
    },
    "es": {
        "subject": "Su semana en Daybook",
        "hello": "Hola.",
        "none": "La semana pasada no anotó nada, y está bien.",
        "one": "La semana pasada hizo 1 nota.",
        "other": "La semana pasada hizo {count} notas.",
        "look": "Hay algo que ver en Daybook.",
        "button": "Abrir Daybook",
        "footer": "Puede parar este correo en Daybook, en Más, o en su programa de correo.",
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The mail, or None if it is off, the journal rests, or nothing was noted for three weeks."""
    start = date.fromisoformat(delivery.facts["from"])
    end = date.fromisoformat(delivery.facts["to"])
    journal_id = delivery.journal_id
    if journal_id is None or not _is_wanted(journal_id, end):
        return None
    entries = Entry.objects.filter(journal_id=journal_id, deleted=False)
    if not entries.filter(local_date__gt=end - QUIET_FOR, local_date__lte=end).exists():
        return None
    count = entries.filter(local_date__range=(start, end)).count()
    open_flags = Flag.objects.filter(journal_id=journal_id, state=Flag.State.OPEN).exists()
    return _letter(delivery, count=count, open_flags=open_flags)


def _letter(delivery: Delivery, *, count: int, open_flags: bool) -> Mail:
    locale = delivery.user.locale if delivery.user.locale in WORDS else "en"
    words = WORDS[locale]
    form = {0: "none", 1: "one"}.get(count, "other")
    paragraphs = [words["hello"], words[form].format(count=count)]
    if open_flags:
        paragraphs.append(words["look"])
    token = unsubscribe_token(delivery.journal_id) if delivery.journal_id else ""
    return lay_out(
        Letter(
            locale=locale,
            subject=words["subject"],
            paragraphs=paragraphs,
            button=words["button"],
            address=f"{settings.SITE_URL}/",
            footer=[words["footer"]],
        ),
        headers={
            "List-Unsubscribe": f"<{settings.SITE_URL}/api/v1/unsubscribe/{token}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _is_wanted(journal_id: UUID, day: date) -> bool:
    journal = Journal.objects.filter(
        id=journal_id, state=Journal.State.ACTIVE, owner__is_active=True
    ).first()
    if journal is None:
        return False
    if not SummarySchedule.objects.filter(journal_id=journal_id, enabled=True).exists():
        return False
    paused = JournalProfile.model_validate(journal.profile).journal_paused
    return paused is None or not paused.covers(day)


register(MessageKind(slug=KIND, compose=compose, stays_fresh=FRESH_FOR))
