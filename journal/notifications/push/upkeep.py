"""Forgetting phones that are gone without a word."""

from __future__ import annotations

from datetime import datetime, timedelta

from journal.notifications.models import PushSubscription

FORGOTTEN_AFTER = timedelta(days=60)
"""The app says at each start that the phone is there; some push services never say it is not."""


def forget_old_phones(*, now: datetime) -> int:
    """Forget phones on which the app was not opened for two months; return how many."""
    gone, _ = PushSubscription.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    return gone
