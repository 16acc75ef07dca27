"""The bytes of photos."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from journal.accounts.models import Journal


class Picture(models.Model):
    """The bytes of one photo, never changed; the entry that names them may come before or after.

    Who may see the entry may see the picture whose ``sha256`` it holds, and no other.
    """

    pk = models.CompositePrimaryKey("journal_id", "entry_id", "sha256")
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, db_index=False, related_name="+")
    entry_id = models.UUIDField()
    sha256 = models.CharField(max_length=64, help_text="of what the phone sent")
    byte_count = models.PositiveIntegerField(help_text="of what is kept, before it was encrypted")
    sealed = models.BinaryField(help_text="a JPEG without metadata, encrypted")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="picture_sha256"
            ),
            models.CheckConstraint(
                condition=Q(byte_count__gte=1, byte_count__lte=4_000_000), name="picture_bytes"
            ),
        ]

    def __str__(self) -> str:
        return f"picture of {self.entry_id}"
