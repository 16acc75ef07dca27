"""The mails about a wish to delete, and about a copy of everything. Nothing about health."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Final

from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from journal.accounts.models import User
from journal.core.clock import is_zone, local_day
from journal.notifications.kinds import ALWAYS, Mail, MessageKind, register
from journal.notifications.layout import Words, written
from journal.notifications.models import Delivery
from journal.privacy.erase import ASKED
from journal.privacy.export import COPIED

log = logging.getLogger(__name__)

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

ERASED_WORDS: dict[str, Words] = {
    "en": {
        "subject": "Your Daybook account was deleted",
        "paragraphs": [
            "Hello.",
            "Someone who was signed in as you deleted your Daybook account, for good.",
            "Nothing of it can be brought back. We write to this address no more.",
        ],
        "button": "Open Daybook",
        "footer": ["If this was not you, somebody may be able to read your e-mail."],
    },
    "es": {
        "subject": "Su cuenta de Daybook se borró",
        "paragraphs": [
            "Hola.",
            "Alguien que entró como usted borró su cuenta de Daybook, para siempre.",
            "Nada de ella se puede recuperar. No escribiremos más a esta dirección.",
        ],
        "button": "Abrir Daybook",
        "footer": ["Si no fue usted, quizá alguien puede leer su correo."],
    },
}


def compose_asked(delivery: Delivery) -> Mail | None:
    """The day and how to keep the account; None once it is kept."""
    # Read anew: it may have been kept since the delivery was taken up.
    user = User.objects.get(id=delivery.user_id)
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


def tell_erased(*, address: str, locale: str) -> None:
    """Say once that an account was erased, when that is committed.

    Not by the outbox, whose row would keep the address: where the mail server is away, no mail
    goes.
    """
    mail = written(ERASED_WORDS, locale, address=f"{settings.SITE_URL}/")
    letter = EmailMultiAlternatives(subject=mail.subject, body=mail.text, to=[address])
    letter.attach_alternative(mail.html, "text/html")
    transaction.on_commit(lambda: _send(letter), robust=True)


def _send(letter: EmailMultiAlternatives) -> None:
    try:
        letter.send()
    except (OSError, SMTPException, AnymailError) as error:
        log.warning("a mail about an erased account was not taken: %s", type(error).__name__)


def _day(instant: datetime, zone: str, locale: str) -> str:
    day = local_day(instant, zone)
    return DAY[locale].format(day=day.day, month=MONTHS[locale][day.month - 1], year=day.year)


register(MessageKind(slug=ASKED, compose=compose_asked, stays_fresh=ALWAYS, must_go=True))
register(MessageKind(slug=COPIED, compose=compose_copied, stays_fresh=ALWAYS, must_go=True))
