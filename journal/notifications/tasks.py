"""Celery's way into ``journal.notifications``."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from journal.notifications.deliver import deliver_due
from journal.notifications.push.upkeep import forget_old_phones


@shared_task(name="notifications.deliver", ignore_result=True, time_limit=60)
def deliver() -> None:
    """Send what is due. Beat runs this every few seconds; overlapping is harmless."""
    deliver_due(until=timezone.now() + timedelta(seconds=30))


@shared_task(name="notifications.forget_old_phones", ignore_result=True, time_limit=60)
def forget_phones() -> None:
    """Forget phones on which nobody has opened the app for long."""
    forget_old_phones(now=timezone.now())
