"""Make the demo survivor and nurse, once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.demo.make import make_demo


class Command(BaseCommand):
    """``manage.py make_demo``: safe to repeat; only where one-time links are allowed."""

    help = "Make a made-up survivor with some months of entries, and her nurse."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SIGN_IN_LINKS:
            raise CommandError("The demo is for a machine of one's own, not for a server.")
        made = make_demo(now=timezone.now())
        self.stdout.write("The demo is ready." if made else "The demo was there already.")
