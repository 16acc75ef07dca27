"""Celery's way into ``journal.settings``."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from journal.settings.zone_data import follow_zone_data


@shared_task(name="settings.follow_zone_data", ignore_result=True, time_limit=300)
def follow_zones() -> None:
    """Work out planned times again where the zones' data is new: one look at a row otherwise."""
    follow_zone_data(now=timezone.now())
