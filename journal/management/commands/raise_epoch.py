"""After a restore: let every phone offer again what the backup may lack."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import F

from journal.accounts.models import Journal
from journal.audit.restored import continue_numbers


class Command(BaseCommand):
    """``manage.py raise_epoch``: once after a restore, before the web server starts."""

    help = (
        "After restoring a backup: raise the epoch of every journal, and let the audit log's "
        "numbers go on where they were."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        continue_numbers()
        raised = Journal.objects.update(epoch=F("epoch") + 1)
        self.stdout.write(f"The epoch of {raised} journals was raised.")
