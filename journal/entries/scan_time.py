"""The days around a scan or blood test on which somebody asked for fewer reminders.

They begin three days before the test and last until its result is noted, but at most two weeks
after it: by then most results are there, and somebody who forgot to note hers would be left
without reminders for good. The same rule stands in the app, in ``lib/entries/scan-time.ts``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from journal.entries.proxies import AppointmentEntry

TESTS = ("scan", "blood_test")
DAYS_BEFORE = 3
DAYS_AFTER = 14


def covers(tests: Iterable[date], day: date) -> bool:
    """Whether a local day is near one of these tests, of which no result is there yet."""
    return any(
        test - timedelta(days=DAYS_BEFORE) <= day <= test + timedelta(days=DAYS_AFTER)
        for test in tests
    )


def tests_with_fewer_reminders(journal_ids: Collection[UUID]) -> dict[UUID, list[date]]:
    """Days of the tests around which fewer reminders are wanted and that have no result yet."""
    wanted = AppointmentEntry.objects.filter(
        journal_id__in=journal_ids, body__fewer_reminders=True, body__kind__in=TESTS
    )
    found: dict[UUID, list[date]] = {}
    for journal_id, on, result in wanted.values_list("journal_id", "body__on", "body__result"):
        if result != "got_it":
            found.setdefault(journal_id, []).append(date.fromisoformat(on))
    return found


def is_scan_time(journal_id: UUID, day: date) -> bool:
    """Whether fewer reminders are wanted in a journal on a local day."""
    return covers(tests_with_fewer_reminders([journal_id]).get(journal_id, ()), day)
