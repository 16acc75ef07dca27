"""The words of an invitation: who asks, and nothing about health."""

from __future__ import annotations

from uuid import UUID

from journal.accounts.models import Journal
from journal.core.invitations import VALID_FOR
from journal.notifications.kinds import Mail, MessageKind, register
from journal.notifications.layout import Letter, lay_out
from journal.notifications.models import Delivery
from journal.sharing.models import Invitation
from journal.sharing.services import invitation_address

WORDS = {
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
    locale = delivery.user.locale if delivery.user.locale in WORDS else "en"
    words = WORDS[locale]
    name = delivery.user.shown_name
    return lay_out(
        Letter(
            locale=locale,
            subject=str(words["subject"]).format(name=name),
            paragraphs=[line.format(name=name) for line in words["paragraphs"]],
            button=str(words["button"]),
            address=invitation_address(invitation),
            footer=words["footer"],
        )
    )


register(MessageKind(slug=Invitation.PURPOSE, compose=compose, stays_fresh=VALID_FOR))
