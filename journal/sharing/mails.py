"""The mails about sharing: an invitation, and that one was accepted. Nothing about health."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from journal.accounts.models import Journal
from journal.core.invitations import VALID_FOR
from journal.notifications.kinds import ALWAYS, Mail, MessageKind, register
from journal.notifications.layout import Words, written
from journal.notifications.models import Delivery
from journal.sharing.models import Grant, Invitation
from journal.sharing.services import BEGAN, invitation_address

WORDS: dict[str, Words] = {
    "en": {
        "subject": "{name} invites you to Daybook",
        "paragraphs": [
            "Hello.",
            "{name} would like to share a private journal with you.",
            "Sign in with this address to see what is offered. You can say no by doing nothing.",
        ],
        "button": "See the invitation",
        "footer": ["The link works once, for 7 days, and only for this address."],
    },
    "es": {
        "subject": "{name} le invita a Daybook",
        "paragraphs": [
            "Hola.",
            "{name} quiere compartir un diario privado con usted.",
            "Entre con esta dirección para ver la oferta. Si no quiere, no haga nada.",
        ],
        "button": "Ver la invitación",
        "footer": ["El enlace sirve una vez, durante 7 días, y solo para esta dirección."],
    },
}

BEGAN_WORDS: dict[str, Words] = {
    "en": {
        "subject": "Someone can now see what you chose to share",
        "paragraphs": [
            "Hello.",
            "Someone accepted your invitation and can now see what you chose to share.",
            "Daybook shows you who it is. You can stop sharing there at any time, at once.",
        ],
        "button": "See who can look",
        "footer": ["We send this each time, so that nobody looks without you knowing."],
    },
    "es": {
        "subject": "Alguien ya puede ver lo que usted eligió compartir",
        "paragraphs": [
            "Hola.",
            "Alguien aceptó su invitación y ya puede ver lo que usted eligió compartir.",
            "Daybook le muestra quién es. Allí puede dejar de compartir cuando quiera, enseguida.",
        ],
        "button": "Ver quién puede mirar",
        "footer": ["Enviamos esto cada vez, para que nadie mire sin que usted lo sepa."],
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The invitation, or None once it was taken back, accepted or too old."""
    if delivery.journal_id is None:
        return None
    invitation = (
        Invitation.waiting()
        .filter(journal_id=delivery.journal_id, id=UUID(delivery.facts["invitation"]))
        .filter(journal__state=Journal.State.ACTIVE, journal__owner__is_active=True)
        .first()
    )
    if invitation is None:
        return None
    name, address = delivery.user.shown_name, invitation_address(invitation)
    return written(WORDS, delivery.user.locale, address=address, name=name)


register(MessageKind(slug=Invitation.PURPOSE, compose=compose, stays_fresh=VALID_FOR))


def compose_began(delivery: Delivery) -> Mail | None:
    """That sharing began, or None where it has ended already. Only the page says who it is."""
    wanted = Grant.objects.filter(id=UUID(delivery.facts["grant"]), revoked_at=None)
    if not wanted.filter(
        journal__state=Journal.State.ACTIVE, journal__owner__is_active=True
    ).exists():
        return None
    address = f"{settings.SITE_URL}/sharing/"
    return written(BEGAN_WORDS, delivery.user.locale, address=address)


register(MessageKind(slug=BEGAN, compose=compose_began, stays_fresh=ALWAYS, must_go=True))
