"""Celery's way into ``journal.privacy``."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from journal.core.batches import until_short
from journal.privacy.erase import BATCH, erase_due

log = logging.getLogger(__name__)
ONE_RUN = timedelta(minutes=8)


@shared_task(name="privacy.erase", ignore_result=True, soft_time_limit=540, time_limit=600)
def erase() -> None:
    """Erase the accounts whose two weeks are over, also those of a time without workers."""
    began = timezone.now()
    done = until_short(lambda: erase_due(now=began), size=BATCH, until=began + ONE_RUN)
    if done:
        log.info("erased accounts=%d", done)
