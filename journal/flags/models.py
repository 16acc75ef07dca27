"""Flags: what a rule found worth raising, and what became of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from journal.accounts.models import Journal
from journal.core.ids import new_id


class Flag(models.Model):
    """One finding of one rule, open until it is acknowledged or no longer true."""

    class Urgency(models.TextChoices):
        EMERGENCY_NOW = "emergency_now"
        SAME_DAY = "same_day"
        THIS_WEEK = "this_week"
        NEXT_VISIT = "next_visit"
        INFORMATION = "information"

    class State(models.TextChoices):
        OPEN = "open"
        ACKNOWLEDGED = "acknowledged"
        RESOLVED = "resolved"

    class Answer(models.TextChoices):
        """What the survivor said of it."""

        TEAM_KNOWS = "team_knows"
        WENT_AWAY = "went_away"
        NOT_USEFUL = "not_useful"
        CANNOT_WAIT = "cannot_wait"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="flags")
    rule = models.CharField(max_length=8, help_text="F01 and so on")
    rule_set = models.CharField(max_length=16, help_text="version of the rule data")
    concept = models.CharField(max_length=48)
    subject = models.CharField(
        max_length=48, blank=True, help_text="symptom, analyte or test; empty where none"
    )
    urgency = models.CharField(max_length=16, choices=Urgency)
    level = models.SmallIntegerField(null=True, help_text="null where the rule has no level")
    evidence = ArrayField(models.UUIDField(), help_text="entry ids, in the rule's order")
    sections = ArrayField(
        models.CharField(max_length=12), help_text="of the evidence: who may see the flag"
    )
    facts = models.JSONField(default=dict, help_text="numbers and dates for the text")
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=16, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, help_text="null until the survivor answered")
    acknowledged_on = models.DateField(
        null=True, help_text="local day from which the cooldown counts; null while open"
    )
    was_false = models.BooleanField(
        default=False, help_text="the condition was false once since it was acknowledged"
    )
    evaluated_on = models.DateField(help_text="local day of the evaluation that raised it")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    follow_up_at = models.DateTimeField(
        null=True, help_text="when a word about it is due; null until that was worked out"
    )

    class Meta:
        indexes = [
            models.Index(fields=["journal", "-created_at"], name="flag_journal_newest"),
            models.Index(
                fields=["follow_up_at"],
                condition=Q(state="open", urgency__in=["emergency_now", "same_day", "this_week"]),
                name="flag_follow_up",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["journal", "concept", "subject"],
                condition=Q(state="open"),
                name="flag_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.urgency}"


class RuleSetInUse(models.Model):
    """A version of the rules, the site's own numbers included, and since when it runs here."""

    version = models.CharField(max_length=16, primary_key=True)
    since = models.DateTimeField(help_text="the last time it was taken into use")

    def __str__(self) -> str:
        return f"{self.version} since {self.since:%Y-%m-%d}"


class SuppressedFinding(models.Model):
    """A true condition that made no flag; kept once a month, for the measures of the rules."""

    pk = models.CompositePrimaryKey("journal_id", "month", "rule", "subject", "reason")
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    month = models.DateField(help_text="the first day of the journal's local month")
    rule = models.CharField(max_length=8)
    subject = models.CharField(max_length=48, blank=True)
    reason = models.CharField(max_length=16, help_text="what kept it quiet")

    def __str__(self) -> str:
        return f"{self.rule} {self.reason} {self.month}"
