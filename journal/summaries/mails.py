"""The words of the weekly mail: counts, and nothing about health."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from journal.accounts.models import Journal
from journal.accounts.profile import JournalProfile
from journal.entries.models import Entry
from journal.flags.selectors import flags_of_the_week
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
        "look_one": "There is 1 thing to look at in Daybook.",
        "look_other": "There are {count} things to look at in Daybook.",
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
        "button": "Abrir Daybook",
        "footer": "Puede parar este correo en Daybook, en Más, o en su programa de correo.",
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The mail, or None if it is off, the journal rests, or nothing was noted for three weeks."""
    start = date.fromisoformat(delivery.facts["from"])
    end = date.fromisoformat(delivery.facts["to"])
    journal = _wanted(delivery.journal_id, end)
    if journal is None:
        return None
    entries = Entry.objects.filter(journal_id=journal.id, deleted=False)
    if not entries.filter(local_date__gt=end - QUIET_FOR, local_date__lte=end).exists():
        return None
    count = entries.filter(local_date__range=(start, end)).count()
    return _letter(delivery, count=count, flags=len(flags_of_the_week(journal)))


def _letter(delivery: Delivery, *, count: int, flags: int) -> Mail:
    locale = delivery.user.locale if delivery.user.locale in WORDS else "en"
    words = WORDS[locale]
    form = {0: "none", 1: "one"}.get(count, "other")
    paragraphs = [words["hello"], words[form].format(count=count)]
    if flags:
        paragraphs.append(words["look_one" if flags == 1 else "look_other"].format(count=flags))
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


def _wanted(journal_id: UUID | None, day: date) -> Journal | None:
    """The journal, if its weekly mail is on and it does not rest on that day."""
    if journal_id is None:
        return None
    journal = Journal.objects.filter(
        id=journal_id, state=Journal.State.ACTIVE, owner__is_active=True
    ).first()
    if journal is None:
        return None
    if not SummarySchedule.objects.filter(journal_id=journal.id, enabled=True).exists():
        return None
    paused = JournalProfile.model_validate(journal.profile).journal_paused
    return None if paused is not None and paused.covers(day) else journal


register(MessageKind(slug=KIND, compose=compose, stays_fresh=FRESH_FOR))
