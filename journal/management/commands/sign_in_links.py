"""Print fresh one-time sign-in links for the demo people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.demo.make import sign_in_links


class Command(BaseCommand):
    """``manage.py sign_in_links``: each link works once, for some hours."""

    help = "Print one-time sign-in links for the demo people."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SIGN_IN_LINKS:
            raise CommandError("One-time links are not allowed on this server.")
        for role, link in sign_in_links(now=timezone.now()).items():
            self.stdout.write(f"{role:9} {link}")
