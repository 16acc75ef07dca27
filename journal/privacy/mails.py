"""The mails about a wish to delete, and about a copy of everything. Nothing about health."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings

from journal.core.clock import is_zone, local_day
from journal.notifications.kinds import ALWAYS, Mail, MessageKind, register
from journal.notifications.layout import Words, written
from journal.notifications.models import Delivery
from journal.privacy.erase import ASKED
from journal.privacy.export import COPIED

MONTHS: Final = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
        *("septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
DAY: Final = {"en": "{day} {month} {year}", "es": "{day} de {month} de {year}"}

ASKED_WORDS: dict[str, Words] = {
    "en": {
        "subject": "Your Daybook account will be deleted on {day}",
        "paragraphs": [
            "Hello.",
            "Someone who is signed in as you asked to delete your Daybook account."
            " It will be gone for good on {day}.",
            "Sharing, notices and apps have ended already. Until that day you can still sign in,"
            " make a copy, or keep your account with one tap.",
            "If this was not you, sign in, keep your account, and look at where you are signed in.",
        ],
        "button": "Keep my account",
        "footer": ["This mail is sent each time, and cannot be turned off."],
    },
    "es": {
        "subject": "Su cuenta de Daybook se borrará el {day}",
        "paragraphs": [
            "Hola.",
            "Alguien que entró como usted pidió borrar su cuenta de Daybook."
            " Se borrará para siempre el {day}.",
            "Lo compartido, los avisos y las aplicaciones ya terminaron. Hasta ese día puede"
            " entrar, hacer una copia o conservar su cuenta con un toque.",
            "Si no fue usted, entre, conserve su cuenta y mire dónde está abierta.",
        ],
        "button": "Conservar mi cuenta",
        "footer": ["Este correo se envía cada vez, y no se puede apagar."],
    },
}
COPIED_WORDS: dict[str, Words] = {
    "en": {
        "subject": "A copy of your Daybook was made",
        "paragraphs": [
            "Hello.",
            "Someone who is signed in as you made a full copy of your Daybook.",
            "If this was you, there is nothing to do. Keep the file in a safe place.",
            "If it was not you, look at where you are signed in, and sign the others out.",
        ],
        "button": "See where I am signed in",
        "footer": ["This mail is sent each time, and cannot be turned off."],
    },
    "es": {
        "subject": "Se hizo una copia de su Daybook",
        "paragraphs": [
            "Hola.",
            "Alguien que entró como usted hizo una copia completa de su Daybook.",
            "Si fue usted, no tiene que hacer nada. Guarde el archivo en un lugar seguro.",
            "Si no fue usted, mire dónde está abierta su cuenta y cierre las otras.",
        ],
        "button": "Ver dónde está abierta",
        "footer": ["Este correo se envía cada vez, y no se puede apagar."],
    },
}


def compose_asked(delivery: Delivery) -> Mail | None:
    """The day and how to keep the account; None once it is kept."""
    user = delivery.user
    if user.erase_at is None or user.erase_at.isoformat() != delivery.facts["at"]:
        return None
    locale = user.locale if user.locale in DAY else "en"
    zone = user.time_zone if is_zone(user.time_zone) else "UTC"
    return written(
        ASKED_WORDS,
        locale,
        address=f"{settings.SITE_URL}/more/delete/",
        day=_day(user.erase_at, zone, locale),
    )


def compose_copied(delivery: Delivery) -> Mail | None:
    """The words; always wanted."""
    address = f"{settings.SITE_URL}/more/devices/"
    return written(COPIED_WORDS, delivery.user.locale, address=address)


def _day(instant: datetime, zone: str, locale: str) -> str:
    day = local_day(instant, zone)
    return DAY[locale].format(day=day.day, month=MONTHS[locale][day.month - 1], year=day.year)


register(MessageKind(slug=ASKED, compose=compose_asked, stays_fresh=ALWAYS, must_go=True))
register(MessageKind(slug=COPIED, compose=compose_copied, stays_fresh=ALWAYS, must_go=True))
