"""After a restore: let every phone offer again what the backup may lack."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import F

from journal.accounts.models import Journal


class Command(BaseCommand):
    """``manage.py raise_epoch``: once after a restore, before the web server starts."""

    help = "Raise the epoch of every journal, after restoring a backup."

    def handle(self, *args: Any, **options: Any) -> None:
        raised = Journal.objects.update(epoch=F("epoch") + 1)
        self.stdout.write(f"The epoch of {raised} journals was raised.")
