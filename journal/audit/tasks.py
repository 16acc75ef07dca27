"""Celery's way into ``journal.audit``."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from journal.audit.seal import seal_due


@shared_task(name="audit.seal", ignore_result=True, time_limit=60)
def seal() -> None:
    """Seal the events that are ripe. Beat runs this each minute; overlapping is harmless."""
    seal_due(until=timezone.now() + timedelta(seconds=40))
