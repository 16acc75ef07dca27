"""Celery's way into ``journal.flags``."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from journal.flags.evaluation import evaluate_journal
from journal.flags.sweep import evaluate_due


@shared_task(name="flags.evaluate", ignore_result=True, soft_time_limit=25, time_limit=30)
def evaluate(journal_id: str) -> None:
    """Bring the flags of one journal up to date with its entries."""
    evaluate_journal(journal_id=UUID(journal_id), now=timezone.now())


@shared_task(name="flags.sweep", ignore_result=True, time_limit=50)
def sweep() -> None:
    """Evaluate the journals whose nudge was lost or whose morning has come."""
    now = timezone.now()
    evaluate_due(now=now, until=now + timedelta(seconds=30))
