"""Write the pages on the rules and on the symptoms from their data."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from journal.catalogue.pages import symptoms_page
from journal.flags.pages import rules_page

PAGES = {"rules.md": rules_page, "symptoms.md": symptoms_page}


class Command(BaseCommand):
    help = "Write docs/rules.md and docs/symptoms.md from the rule data and the catalogue."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when a page is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stale = []
        for name, write in PAGES.items():
            file = settings.BASE_DIR / "docs" / name
            text = write()
            if file.exists() and file.read_text("utf-8") == text:
                continue
            stale.append(name)
            if not options["check"]:
                file.write_text(text, "utf-8")
        if options["check"] and stale:
            raise CommandError(f"out of date: {', '.join(stale)}; run manage.py rule_pages")
        self.stdout.write(f"{len(PAGES)} pages, {len(stale)} written")
