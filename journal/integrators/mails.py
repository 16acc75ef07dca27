"""The mail to somebody whose app came with a key that was used before."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from journal.accounts.models import AppConsent
from journal.notifications.kinds import ALWAYS, Mail, MessageKind, register
from journal.notifications.layout import Words, written
from journal.notifications.models import Delivery

WORDS: dict[str, Words] = {
    "en": {
        "subject": "We shut an app out of your Daybook account",
        "paragraphs": [
            "Hello.",
            "You let the app {app} in. It came back with a key that had been used before."
            " This can mean that someone copied the key.",
            "So we ended its access. It can see nothing new. What it has read, it may still have.",
            "You can let it in again from the app. If you do not know why this happened,"
            " ask its makers first.",
        ],
        "button": "Open Daybook",
        "footer": ["You find the apps you let in under More."],
    },
    "es": {
        "subject": "Cerramos el paso a una aplicación en su cuenta de Daybook",
        "paragraphs": [
            "Hola.",
            "Usted dejó entrar la aplicación {app}. Volvió con una llave que ya se había usado."
            " Puede ser que alguien copiara la llave.",
            "Por eso terminamos su acceso. No ve nada nuevo. Lo que leyó, tal vez lo tenga aún.",
            "Puede dejarla entrar otra vez desde la aplicación. Si no sabe por qué pasó esto,"
            " pregunte antes a sus autores.",
        ],
        "button": "Abrir Daybook",
        "footer": ["Las aplicaciones que dejó entrar están en Más."],
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The words, with the name of the app as the person was shown it."""
    consent = AppConsent.objects.filter(id=UUID(delivery.facts["consent"])).first()
    if consent is None:
        return None
    locale, address = delivery.user.locale, f"{settings.SITE_URL}/"
    return written(WORDS, locale, address=address, app=consent.client_name)


register(MessageKind(slug="app-shut-out", compose=compose, stays_fresh=ALWAYS, must_go=True))
