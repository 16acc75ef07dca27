"""After a restore: erase again what the backup brought back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from journal.accounts.models import Journal
from journal.accounts.services import lock_journal
from journal.privacy import erase, purge
from journal.privacy.ledger import Line, read
from journal.privacy.models import ErasureReceipt


class Command(BaseCommand):
    """``manage.py replay_erasures``: once after a restore, before the web server starts."""

    help = "Erase again, from the ledger of erasures, what a restored backup brought back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ledger", default=settings.ERASURE_LEDGER_FILE, type=Path)

    def handle(self, *args: Any, ledger: Path, **options: Any) -> None:
        if not ledger.is_file():
            raise CommandError("There is no such ledger. Name it with --ledger.")
        accounts = notes = 0
        with ledger.open() as lines:
            for line in read(lines):
                if line.what == ErasureReceipt.What.ACCOUNT:
                    accounts += erase.erase_again(users=line.ids, now=timezone.now())
                else:
                    notes += _notes(line)
        self.stdout.write(f"Erased again: {accounts} accounts, {notes} entries.")


@transaction.atomic
def _notes(line: Line) -> int:
    if line.journal is None or not Journal.objects.filter(id=line.journal).exists():
        return 0
    ids = None if line.what == ErasureReceipt.What.NOTES else line.ids
    return purge.erase_again(journal=lock_journal(line.journal), ids=ids, until=line.at)
