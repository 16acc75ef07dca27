"""The demo is made through the same doors as everything else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journal.accounts.models import Journal
from journal.demo.make import make_demo
from journal.entries.models import Entry
from journal.flags.models import Flag
from journal.sharing.models import Grant


@pytest.mark.parametrize("days", range(8))
def test_the_demo_has_months_of_entries_flags_a_team_and_a_caregiver(db, days):
    """Whatever day of the week it is made on."""
    assert make_demo(now=timezone.now() - timedelta(days=days))

    journal = Journal.objects.get()
    assert Entry.objects.filter(journal=journal).count() > 150
    assert [flag.subject for flag in Flag.objects.filter(journal=journal)] == ["cough"]
    grants = Grant.objects.filter(journal=journal).values_list("role", "team__name")
    assert set(grants) == {("viewer", "Riverside nurses (demo)"), ("caregiver", None)}
    assert journal.reminders.get().next_at is not None


def test_making_the_demo_again_changes_nothing(db):
    make_demo(now=timezone.now())
    before = Entry.objects.count()

    assert not make_demo(now=timezone.now())
    assert Entry.objects.count() == before
