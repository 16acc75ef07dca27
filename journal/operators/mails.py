"""The mail to a survivor when operators may look into the journal. Nothing about health."""

from __future__ import annotations

from django.conf import settings

from journal.notifications.kinds import ALWAYS, Mail, MessageKind, register
from journal.notifications.layout import Words, written
from journal.notifications.models import Delivery

WORDS: dict[str, Words] = {
    "en": {
        "subject": "Someone who runs Daybook can look into your journal for one hour",
        "paragraphs": [
            "Hello.",
            "Two people who run this Daybook agreed that one of them may look into your journal"
            " for one hour. {why}",
            "In Daybook, under Who looked, you see what was opened. If you did not expect this,"
            " ask them why.",
        ],
        "button": "See who looked",
        "footer": ["This mail is sent each time, and cannot be turned off."],
    },
    "es": {
        "subject": "Alguien que lleva Daybook puede mirar su diario durante una hora",
        "paragraphs": [
            "Hola.",
            "Dos personas que llevan este Daybook acordaron que una de ellas puede mirar su diario"
            " durante una hora. {why}",
            "En Daybook, en Quién miró, puede ver qué se abrió. Si no lo esperaba, pregunte por"
            " qué.",
        ],
        "button": "Ver quién miró",
        "footer": ["Este correo se envía cada vez, y no se puede apagar."],
    },
}
WHY = {
    "owner-asked": {
        "en": "The reason they gave: you asked for help.",
        "es": "El motivo que dieron: usted pidió ayuda.",
    },
    "data-repair": {
        "en": "The reason they gave: something in it has to be repaired.",
        "es": "El motivo que dieron: hay que reparar algo en él.",
    },
    "legal-order": {
        "en": "The reason they gave: the law makes them do it.",
        "es": "El motivo que dieron: la ley les obliga.",
    },
    "safety": {
        "en": "The reason they gave: to keep people or data safe.",
        "es": "El motivo que dieron: proteger a personas o datos.",
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The words; always wanted."""
    locale = delivery.user.locale
    reason = WHY[delivery.facts["reason"]]
    why = reason.get(locale, reason["en"])
    return written(WORDS, locale, address=f"{settings.SITE_URL}/sharing/looks", why=why)


register(MessageKind(slug="operator-look", compose=compose, stays_fresh=ALWAYS, must_go=True))
