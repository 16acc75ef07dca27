"""What stays of an erasure: that there was one, and how much went. Nobody is named."""

from __future__ import annotations

from django.db import models

from journal.core.ids import new_id


class ErasureReceipt(models.Model):
    """Proof that something was erased, without saying whose it was."""

    class What(models.TextChoices):
        ENTRY = "entry"
        NOTES = "notes"
        ACCOUNT = "account"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    what = models.CharField(max_length=8, choices=What)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField()
    rows = models.JSONField(help_text="how many rows of each table went")

    def __str__(self) -> str:
        return f"{self.what} erased {self.done_at:%Y-%m-%d %H:%M}"
