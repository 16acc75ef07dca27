"""Celery's way into ``journal.summaries``."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from journal.summaries.digest import plan_digests
from journal.summaries.services import plan_due


@shared_task(name="summaries.plan", ignore_result=True, time_limit=50)
def plan() -> None:
    """Queue every weekly mail that is due. Overlapping runs are harmless."""
    now = timezone.now()
    plan_due(now=now)
    plan_digests(now=now)
