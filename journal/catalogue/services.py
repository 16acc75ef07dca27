"""Bring the database's copy of the catalogue in line with the data files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from journal.catalogue.models import SymptomTerm
from journal.catalogue.terms import CATALOGUE_VERSION, read_data

_WRITTEN = ("name", "tier", "attributes", "data", "catalogue_version", "retired_on")


def load_catalogue(*, today: date) -> int:
    """Write every term and retire those that the data no longer has; returns the terms offered.

    Safe to repeat, also by two processes at once. Nothing is ever deleted: entries of a retired
    term stay readable. ``today`` is the day of retirement of a term that has just gone.
    """
    rows = [_row(raw) for raw in read_data("symptoms")["symptoms"]]
    with transaction.atomic():
        SymptomTerm.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["slug"], update_fields=list(_WRITTEN)
        )
        gone = SymptomTerm.objects.exclude(slug__in=[row.slug for row in rows])
        gone.filter(retired_on=None).update(retired_on=today)
    return sum(row.retired_on is None for row in rows)


def _row(raw: dict[str, Any]) -> SymptomTerm:
    retired_on = raw.get("retired_on")
    return SymptomTerm(
        slug=raw["slug"],
        name=raw["name"],
        tier=raw["tier"],
        attributes=raw["attributes"],
        data=raw,
        catalogue_version=CATALOGUE_VERSION,
        retired_on=date.fromisoformat(retired_on) if retired_on else None,
    )
