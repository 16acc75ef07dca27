"""What a mail says of the week when the survivor asked for that: symptoms, and on how many days."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count
from django.db.models.fields.json import KT

from journal.catalogue.terms import terms
from journal.entries.proxies import SymptomEntry

MOST = 5
WORDS = {
    "en": {"one": "{symptom}: on 1 day", "other": "{symptom}: on {count} days"},
    "es": {"one": "{symptom}: 1 día", "other": "{symptom}: {count} días"},
}


def symptom_lines(*, journal_id: UUID, start: date, end: date, locale: str) -> list[str]:
    """One line for each of the symptoms noted on the most days; none for what was not noted.

    Nor for what is private: a mail is seen by others.
    """
    found = (
        SymptomEntry.objects.filter(
            journal_id=journal_id, local_date__range=(start, end), private=False
        )
        .values(symptom=KT("body__symptom"))
        .annotate(days=Count("local_date", distinct=True))
        .order_by("-days", "symptom")[:MOST]
    )
    known, words = terms(), WORDS[locale]
    return [
        words["one" if row["days"] == 1 else "other"].format(
            symptom=known[row["symptom"]].name[locale], count=row["days"]
        )
        for row in found
        if row["symptom"] in known
    ]
