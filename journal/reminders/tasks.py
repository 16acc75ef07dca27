"""Celery's way into ``journal.reminders``."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from journal.reminders.services import plan_due


@shared_task(name="reminders.plan", ignore_result=True, time_limit=50)
def plan() -> None:
    """Queue every reminder that is due. Overlapping runs are harmless."""
    plan_due(now=timezone.now())
