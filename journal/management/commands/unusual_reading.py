"""Name the accounts that open unusually many journals of others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.audit.selectors import unusual_readers


class Command(BaseCommand):
    help = (
        "List accounts that opened more journals of others within the last hour than "
        "READING_ALARM says, by their ids. Ends with 1 where there is one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = unusual_readers(timezone.now(), most=settings.READING_ALARM)
        for reader in found:
            self.stdout.write(f"{reader.user_id} opened {reader.journals} journals.")
        if found:
            raise CommandError(
                f"More than {settings.READING_ALARM} within an hour. Ask why; if nobody can say, "
                "end the account's sessions and tell the survivors.",
                returncode=1,
            )
        self.stdout.write("Nobody reads unusually much.")
