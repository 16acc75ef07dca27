"""Celery's way into ``journal.core``."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from journal.core.models import Heartbeat


@shared_task(name="core.heartbeat", ignore_result=True, soft_time_limit=15, time_limit=20)
def heartbeat() -> None:
    """Say that beat sent something and a worker ran it."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})
