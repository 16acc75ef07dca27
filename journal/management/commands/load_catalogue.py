"""Load the symptom catalogue into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.catalogue.services import load_catalogue
from journal.catalogue.terms import CATALOGUE_VERSION


class Command(BaseCommand):
    help = "Load the symptom catalogue into the database. Safe to repeat; never deletes."

    def handle(self, *args: Any, **options: Any) -> None:
        offered = load_catalogue(today=timezone.now().date())
        self.stdout.write(f"Catalogue {CATALOGUE_VERSION}: {offered} symptoms")
