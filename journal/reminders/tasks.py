"""Celery's way into ``journal.reminders``."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.planning import plan_due


@shared_task(name="reminders.plan", ignore_result=True, time_limit=50)
def plan() -> None:
    """Queue every reminder that is due. Overlapping runs are harmless."""
    plan_due(now=timezone.now())


@shared_task(name="reminders.plan_follow_ups", ignore_result=True, time_limit=50)
def plan_follow_up_words() -> None:
    """Queue a word about each flag that has been open for some days."""
    plan_follow_ups(now=timezone.now())
