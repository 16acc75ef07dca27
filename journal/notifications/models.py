"""What is to be sent, as rows: the record of every message, whatever becomes of the broker."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from journal.accounts.models import Journal, User
from journal.core.ids import new_id


class PushSubscription(models.Model):
    """A browser that allowed notices; what it takes to ring it is encrypted."""

    MOST = 10

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="push_subscriptions")
    name = models.CharField(max_length=60, help_text="of the phone, as its owner would say it")
    endpoint = models.TextField(help_text="encrypted: whoever has it can ring the phone")
    endpoint_hash = models.BinaryField(max_length=32, unique=True, help_text="SHA-256")
    keys = models.TextField(help_text="encrypted: the browser's public key and its secret")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="the app was last opened there")
    sent_at = models.DateTimeField(null=True, help_text="null until something was sent")
    received_at = models.DateTimeField(null=True, help_text="null until it said that one arrived")
    unanswered_since = models.DateTimeField(
        null=True, help_text="the first send that it has not said to have received"
    )

    class Meta:
        indexes = [models.Index(fields=["seen_at"], name="push_subscription_seen")]

    def __str__(self) -> str:
        return f"push subscription {self.id}"


class Delivery(models.Model):
    """One message to one person over one channel; its key makes a second one impossible."""

    class Channel(models.TextChoices):
        EMAIL = "email"
        PUSH = "push"

    class State(models.TextChoices):
        DUE = "due"
        SENDING = "sending"
        SENT = "sent"
        MISSED = "missed"
        SUPPRESSED = "suppressed"
        DEAD = "dead"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(
        Journal, on_delete=models.CASCADE, null=True, related_name="+",
        help_text="null for mail about an account",
    )  # fmt: skip
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24, help_text="which template and which checks")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    device = models.ForeignKey(
        PushSubscription, on_delete=models.SET_NULL, null=True, related_name="+",
        help_text="null for mail, and for a phone that is gone",
    )  # fmt: skip
    address = models.EmailField(blank=True, help_text="where the person has no account yet")
    key = models.CharField(max_length=160, unique=True)
    facts = models.JSONField(default=dict, help_text="counts and dates; never health words")
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="later than this it is noise: missed")
    state = models.CharField(max_length=12, choices=State, default=State.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_owner = models.UUIDField(null=True, help_text="the sender at work; null for none")
    lease_until = models.DateTimeField(null=True, help_text="null when nobody holds it")
    began_at = models.DateTimeField(
        null=True, help_text="a send was begun; without sent_at it is not known how it ended"
    )
    unknown_ends = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="sends that were begun and never heard of again"
    )
    sent_at = models.DateTimeField(null=True, help_text="null until it was handed over")
    received_at = models.DateTimeField(null=True, help_text="null until the phone said so")
    last_error = models.CharField(max_length=40, blank=True, help_text="a code, never a text")

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["due", "sending"]),
                name="delivery_due",
            ),
            models.Index(fields=["journal", "due_at"], name="delivery_journal"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel}: {self.state}"
