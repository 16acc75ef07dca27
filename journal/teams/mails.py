"""The words of an offer to join a care team."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from journal.core.invitations import VALID_FOR
from journal.notifications.kinds import Mail, MessageKind, register
from journal.notifications.layout import Words, written
from journal.notifications.models import Delivery
from journal.teams.models import TeamInvitation

WORDS: dict[str, Words] = {
    "en": {
        "subject": "{name} invites you to a team in Daybook",
        "paragraphs": [
            "Hello.",
            "{name} would like you to join the team {team}.",
            "Sign in with this address to see the offer. You can say no by doing nothing.",
        ],
        "button": "See the invitation",
        "footer": ["The link works once, for 7 days, and only for this address."],
    },
    "es": {
        "subject": "{name} le invita a un equipo en Daybook",
        "paragraphs": [
            "Hola.",
            "{name} quiere que usted sea parte del equipo {team}.",
            "Entre con esta dirección para ver la oferta. Si no quiere, no haga nada.",
        ],
        "button": "Ver la invitación",
        "footer": ["El enlace sirve una vez, durante 7 días, y solo para esta dirección."],
    },
}


def compose(delivery: Delivery) -> Mail | None:
    """The offer, or None once it was taken back, accepted or too old."""
    invitation = (
        TeamInvitation.waiting()
        .select_related("team", "invited_by")
        .filter(id=UUID(delivery.facts["invitation"]), invited_by__is_active=True)
        .first()
    )
    if invitation is None:
        return None
    inviter = invitation.invited_by
    # After the #, so that the secret reaches no server log and no referrer.
    address = f"{settings.SITE_URL}/join#{invitation.token}"
    named = {"name": inviter.shown_name, "team": invitation.team.name}
    return written(WORDS, inviter.locale, address=address, **named)


register(MessageKind(slug=TeamInvitation.PURPOSE, compose=compose, stays_fresh=VALID_FOR))
