"""Which journals somebody could read between two moments, and which were read: for notices."""

from __future__ import annotations

import csv
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from journal.accounts.models import AppConsent, User
from journal.operators.incident import Exposed, exposed


class Command(BaseCommand):
    """``manage.py incident --principal WHO --from T1 --to T2``; see docs/operations.md."""

    help = "Print, as CSV, the journals that an account or an app could read, and what it read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--principal", required=True, help="an account's address or id, or app:CLIENT_ID"
        )
        parser.add_argument("--from", dest="begins", required=True, type=_moment, metavar="T1")
        parser.add_argument("--to", dest="ends", required=True, type=_moment, metavar="T2")

    def handle(self, *args: Any, **options: Any) -> None:
        begins, ends = options["begins"], options["ends"]
        if begins >= ends:
            raise CommandError("--from must be before --to.")
        found = exposed(begins=begins, ends=ends, **_principal(options["principal"]))
        table = csv.DictWriter(self.stdout, [field.name for field in fields(Exposed)])
        table.writeheader()
        for row in found:
            table.writerow({name: _cell(value) for name, value in asdict(row).items()})
        self._sum_up(found)

    def _sum_up(self, found: list[Exposed]) -> None:
        now = timezone.now()
        readable = sum(row.ways is not None for row in found)
        read = sum(row.looks > 0 for row in found)
        for line in (
            f"{readable} journals could be read, {read} were read according to the log.",
            f"If you learned of it now: the authority within 72 hours, by"
            f" {now + timedelta(hours=72):%Y-%m-%d %H:%M} UTC;",
            f"the owners soon, and within 60 days, by {now + timedelta(days=60):%Y-%m-%d}.",
        ):
            self.stderr.write(line)


def _principal(said: str) -> dict[str, Any]:
    if said.startswith("app:"):
        client_id = said.removeprefix("app:")
        if not AppConsent.objects.filter(client_id=client_id).exists():
            raise CommandError("Nobody ever let such an app in.")
        return {"client_id": client_id}
    if "@" in said:
        user_id = User.objects.filter(email=said.lower()).values_list("id", flat=True).first()
        if user_id is None:
            raise CommandError("There is no such account. A deleted one is found by its id.")
        return {"user_id": user_id}
    try:
        return {"user_id": UUID(said)}
    except ValueError:
        raise CommandError("Name an address, an id, or app:CLIENT_ID.") from None


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError("a time needs its offset, such as 2026-11-22T08:00+01:00")
    return moment


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(value)
    return value.isoformat() if isinstance(value, datetime) else value
