"""When each journal's weekly summary goes out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from journal.accounts.models import Journal


class SummarySchedule(models.Model):
    """The survivor's weekly mail: on their local Monday morning, about the week before."""

    journal = models.OneToOneField(
        Journal, on_delete=models.CASCADE, primary_key=True, related_name="summary_schedule"
    )
    enabled = models.BooleanField(default=True)
    time_zone = models.CharField(max_length=64, help_text="the zone that next_at was made for")
    planned_on = models.DateField(help_text="the Monday of next_at")
    next_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["next_at"], condition=Q(enabled=True), name="summary_next")]

    def __str__(self) -> str:
        return f"summary of {self.journal_id}"
