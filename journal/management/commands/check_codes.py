"""Hold the shipped symptom codes against a release file of a free code set."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from journal.catalogue.terms import terms


class Command(BaseCommand):
    help = (
        "Check that every SNOMED CT code of the catalogue is in FILE, a release file of a set "
        "that may be shipped (one code a line, or columns separated by tabs or commas)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            free = set(re.split(r"[\s,]+", options["file"].read_text("utf-8")))
        except OSError as error:
            raise CommandError(f"cannot read the file: {error}", returncode=2) from None
        shipped = {code.code: slug for slug, term in terms().items() for code in term.codes}
        missing = sorted(f"{code} ({slug})" for code, slug in shipped.items() if code not in free)
        if missing:
            raise CommandError(f"not in the set: {', '.join(missing)}")
        self.stdout.write(f"{len(shipped)} codes, all in the set")
