"""When weekly mails go out: a survivor's about her week, a care-team member's with counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from journal.accounts.models import Journal, User


class WeeklyMail(models.Model):
    """One mail a week to one person, on a local Monday morning."""

    enabled = models.BooleanField(default=True)
    time_zone = models.CharField(max_length=64, help_text="the zone that next_at was made for")
    planned_on = models.DateField(help_text="the Monday of next_at")
    next_at = models.DateTimeField()

    class Meta:
        abstract = True


class SummarySchedule(WeeklyMail):
    """The survivor's mail about the week before."""

    journal = models.OneToOneField(
        Journal, on_delete=models.CASCADE, primary_key=True, related_name="summary_schedule"
    )
    detail_since = models.DateTimeField(
        null=True, help_text="symptoms are named since she agreed to that; null: counts only"
    )

    class Meta:
        indexes = [models.Index(fields=["next_at"], condition=Q(enabled=True), name="summary_next")]

    def __str__(self) -> str:
        return f"summary of {self.journal_id}"

    @property
    def detail(self) -> bool:
        """Whether the mail names symptoms."""
        return self.detail_since is not None


class TeamDigest(WeeklyMail):
    """The mail of somebody who looks at the journals of others: how much is open, by level."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="team_digest"
    )

    class Meta:
        indexes = [models.Index(fields=["next_at"], condition=Q(enabled=True), name="digest_next")]

    def __str__(self) -> str:
        return f"digest of {self.user_id}"
