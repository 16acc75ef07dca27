"""The words of the reminder, and when it is better left unsent."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.entries.proxies import CheckinEntry
from journal.notifications.kinds import Mail, MessageKind, register
from journal.notifications.layout import Letter, lay_out
from journal.notifications.models import Delivery
from journal.reminders.models import Reminder
from journal.reminders.services import FRESH_FOR, KIND

WORDS = {
    "en": {
        "subject": "A reminder from Daybook",
        "paragraphs": ["Hello.", "You asked for this reminder. One tap is enough."],
        "button": "Open Daybook",
        "footer": ["You can change or stop reminders in Daybook, under More."],
    },
    "es": {
        "subject": "Un recordatorio de Daybook",
        "paragraphs": ["Hola.", "Usted pidió este recordatorio. Basta con un toque."],
        "button": "Abrir Daybook",
        "footer": ["Puede cambiar o parar los recordatorios en Daybook, en Más."],
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The reminder, or None if it was switched off, a pause began, or the day has its check-in."""
    if not _is_wanted(delivery):
        return None
    locale = delivery.user.locale if delivery.user.locale in WORDS else "en"
    words = WORDS[locale]
    return lay_out(
        Letter(
            locale=locale,
            subject=str(words["subject"]),
            paragraphs=words["paragraphs"],
            button=str(words["button"]),
            address=f"{settings.SITE_URL}/",
            footer=words["footer"],
        )
    )


def _is_wanted(delivery: Delivery) -> bool:
    if delivery.journal_id is None:
        return False
    day = date.fromisoformat(delivery.facts["planned_on"])
    journal = Journal.objects.filter(
        id=delivery.journal_id, state=Journal.State.ACTIVE, owner__is_active=True
    ).first()
    if journal is None or journal.care_phase == Journal.CarePhase.HOSPICE:
        return False
    paused = JournalProfile.model_validate(journal.profile).journal_paused
    if paused is not None and paused.covers(day):
        return False
    if not Reminder.objects.filter(journal_id=journal.id, enabled=True).exists():
        return False
    return not CheckinEntry.objects.filter(journal_id=journal.id, local_date=day).exists()


register(MessageKind(slug=KIND, compose=compose, stays_fresh=FRESH_FOR))
