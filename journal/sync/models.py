"""What sync keeps: operations for ever, and a running digest per section."""

from __future__ import annotations

from django.db import models

from journal.accounts.models import Journal, User


class Operation(models.Model):
    """One operation that took effect, and the answer it got: its id is its idempotency key."""

    pk = models.CompositePrimaryKey("journal_id", "op_id")
    journal = models.ForeignKey(
        Journal, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    op_id = models.UUIDField()
    entry_id = models.UUIDField()
    author = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    device_id = models.UUIDField(null=True, help_text="null when written in a browser tab")
    fingerprint = models.BinaryField(max_length=32, help_text="SHA-256 of what was sent")
    submitted = models.JSONField(help_text="the entry as the author had it on screen")
    result = models.JSONField()
    recorded_at = models.DateTimeField(null=True, help_text="by the device's own clock")
    skew_ms = models.BigIntegerField(null=True, help_text="recorded_at minus received_at")
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["journal", "entry_id"], name="operation_entry")]

    def __str__(self) -> str:
        return str(self.op_id)


class SectionDigest(models.Model):
    """Count and XOR of the visible rows of one section, kept in the transaction that changes them.

    The XOR is a signed 64-bit number here because PostgreSQL has no unsigned one.
    """

    pk = models.CompositePrimaryKey("journal_id", "section")
    journal = models.ForeignKey(
        Journal, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    section = models.CharField(max_length=12)
    count = models.IntegerField(default=0)
    xor = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.section}: {self.count}"
