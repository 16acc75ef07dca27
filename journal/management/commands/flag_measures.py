"""Print how the flag rules do in use."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from journal.flags.measures import FEWEST, measures


class Command(BaseCommand):
    help = (
        "Print the measures of one month as JSON: flags per journal, acknowledged, useful, time to "
        f"acknowledge, suppressed. A rule with fewer than {FEWEST} journals is left out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", metavar="YYYY-MM", help="this month where none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        month = _month(options["month"]) if options["month"] else timezone.now().date()
        self.stdout.write(json.dumps(asdict(measures(month)), indent=2))


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise CommandError("the month is written as 2026-11") from None
