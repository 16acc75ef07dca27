"""Celery's way into ``journal.notifications``."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from journal.notifications.deliver import deliver_due


@shared_task(name="notifications.deliver", ignore_result=True, time_limit=60)
def deliver() -> None:
    """Send what is due. Beat runs this every few seconds; overlapping is harmless."""
    deliver_due(until=timezone.now() + timedelta(seconds=30))
