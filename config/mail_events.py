"""What a mail provider tells us later: that a mail came back, or was called unwanted."""

from __future__ import annotations

from typing import Any

from anymail.signals import EventType, tracking
from django.dispatch import receiver
from django.utils import timezone

from journal.accounts.services import mail_came_back

LOST = frozenset({EventType.BOUNCED, EventType.REJECTED, EventType.COMPLAINED})


@receiver(tracking, dispatch_uid="daybook-mail-came-back")
def note_lost_mail(sender: object, event: Any, **kwargs: object) -> None:
    """Stop writing to an address that takes no mail, or whose owner calls ours unwanted."""
    if event.event_type in LOST and event.recipient:
        mail_came_back(address=event.recipient, now=timezone.now())
