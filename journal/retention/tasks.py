"""Celery's way into ``journal.retention``."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from journal.retention.services import clear as clear_now

log = logging.getLogger(__name__)


@shared_task(name="retention.clear", ignore_result=True, soft_time_limit=540, time_limit=600)
def clear() -> None:
    """Clear what was kept long enough. Beat runs this often; overlapping is harmless."""
    counts = clear_now(now=timezone.now())
    log.info("cleared %s", " ".join(f"{name}={count}" for name, count in counts.items()))
