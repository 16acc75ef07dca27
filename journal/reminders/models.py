"""Reminders: wall-clock times on chosen weekdays, where the journal is, and what became of them."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from journal.accounts.models import Journal
from journal.core.ids import new_id

EVERY_DAY = 0b1111111


class Reminder(models.Model):
    """A repeated nudge; the journal's time zone decides what its wall time means."""

    class Kind(models.TextChoices):
        CHECKIN = "checkin"
        OWN = "own"
        MEDICATION = "medication"
        FOLLOWUP_TEST = "test"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CHECKIN)
    label = models.CharField(
        max_length=60, blank=True, help_text="the survivor's words; shown in the app, never sent"
    )
    enabled = models.BooleanField(default=True)
    wall_time = models.TimeField()
    days = models.PositiveSmallIntegerField(
        default=EVERY_DAY, help_text="weekdays as bits, 1 is Monday and 64 Sunday"
    )
    time_zone = models.CharField(max_length=64, help_text="the zone that next_at was made for")
    planned_on = models.DateField(null=True, help_text="local day of next_at; null when off")
    next_at = models.DateTimeField(null=True, help_text="null when off, or when no test is ahead")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(enabled=True), name="reminder_next")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["journal", "kind"],
                condition=Q(kind__in=["checkin", "test"]),
                name="reminder_one_of_a_kind",
            ),
            models.CheckConstraint(condition=Q(days__range=(1, 127)), name="reminder_days"),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True, planned_on__isnull=True)
                | Q(enabled=True, next_at__isnull=False, planned_on__isnull=False),
                name="reminder_planned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} reminder {self.id}"

    @property
    def rests_in_scan_time(self) -> bool:
        """Whether it is held where fewer reminders are wanted: never a medicine or a test."""
        return self.kind in (self.Kind.CHECKIN, self.Kind.OWN)

    @property
    def is_own_wish(self) -> bool:
        """Whether the survivor named the time: then it comes each time, whatever else comes."""
        return self.kind in (self.Kind.OWN, self.Kind.MEDICATION)


class ReminderSettings(models.Model):
    """How reminders reach a survivor; a journal without a row has the defaults."""

    class ByMail(models.TextChoices):
        FALLBACK = "fallback"
        ALWAYS = "always"
        NEVER = "never"

    journal = models.OneToOneField(
        Journal, on_delete=models.CASCADE, primary_key=True, related_name="reminder_settings"
    )
    by_push = models.BooleanField(default=True, help_text="on every phone that allowed it")
    by_mail = models.CharField(
        max_length=8, choices=ByMail, default=ByMail.FALLBACK,
        help_text="fallback: when no phone can be reached",
    )  # fmt: skip
    quiet_from = models.TimeField(default=time(21))
    quiet_to = models.TimeField(default=time(8), help_text="equal to quiet_from: no quiet hours")
    follow_up = models.BooleanField(
        default=True, help_text="a word about an open flag until it is answered"
    )

    def __str__(self) -> str:
        return f"reminder settings of {self.journal_id}"


class Occurrence(models.Model):
    """One coming of a reminder: what was planned for a day, and what became of it."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        MISSED = "missed"
        LEFT_OUT = "left_out"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    reminder = models.ForeignKey(
        Reminder, on_delete=models.CASCADE, null=True, related_name="occurrences",
        help_text="null for a word about open flags",
    )  # fmt: skip
    planned_on = models.DateField(help_text="the local day it was planned for")
    wall_time = models.TimeField()
    due_at = models.DateTimeField()
    is_own_wish = models.BooleanField(
        default=False, help_text="asked for by the survivor, so it does not count as the day's one"
    )
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)

    class Meta:
        indexes = [models.Index(fields=["journal", "-due_at"], name="occurrence_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["reminder", "planned_on", "wall_time"], name="occurrence_once"
            ),
            models.UniqueConstraint(
                fields=["journal", "planned_on"],
                condition=Q(is_own_wish=False) & ~Q(state="left_out"),
                name="occurrence_one_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"occurrence on {self.planned_on}: {self.state}"
