"""Reminders: a wall-clock time on chosen weekdays, where the journal is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from journal.accounts.models import Journal
from journal.core.ids import new_id


class Reminder(models.Model):
    """A repeated nudge; the journal's time zone decides what its wall time means."""

    class Kind(models.TextChoices):
        CHECKIN = "checkin"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CHECKIN)
    enabled = models.BooleanField(default=True)
    wall_time = models.TimeField()
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    time_zone = models.CharField(max_length=64, help_text="the zone that next_at was made for")
    planned_on = models.DateField(null=True, help_text="local day of next_at; null when off")
    next_at = models.DateTimeField(null=True, help_text="null when off")

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(enabled=True), name="reminder_next")
        ]
        constraints = [
            models.UniqueConstraint(fields=["journal", "kind"], name="reminder_one_of_a_kind"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="reminder_weekday"),
            models.CheckConstraint(
                condition=Q(enabled=False) | Q(next_at__isnull=False, planned_on__isnull=False),
                name="reminder_planned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} reminder {self.id}"
