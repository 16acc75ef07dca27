"""Many reminders due at one moment: ``python -m bench.reminders [--reminders 100000]``.

Two planners queue them at once, as two workers would. Then it is looked whether each was queued,
and none twice. See bench/README.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from config.launch import services

DUE = datetime(2026, 11, 22, 17, tzinfo=UTC)
PLANNERS = 2

# Journals in a dozen zones; one in three has a phone that can be rung, the others get mail.
MADE = """
INSERT INTO journal_user (id, password, is_superuser, email, name, locale, is_staff, is_active,
  date_joined)
SELECT md5('u' || n)::uuid, '!', false, n || '@example.org', '', 'en', false, true, %(now)s
FROM generate_series(1, %(many)s) AS n;
INSERT INTO journal_journal (id, owner_id, state, created_at, epoch, last_seq, evaluated_seq,
  flags_version, revision, time_zone, locale, country, units, day_end_hour, care_phase, pins,
  profile)
SELECT md5('j' || n)::uuid, md5('u' || n)::uuid, 'active', %(now)s, 1, 0, 0, 0, 1,
  (ARRAY['Europe/Vienna', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC',
    'America/Sao_Paulo', 'Africa/Lagos', 'Asia/Tokyo', 'Pacific/Auckland', 'America/Denver',
    'Europe/London', 'Asia/Kathmandu'])[1 + n %% 12],
  'en', '', 'metric', 0, 'surveillance', '[]', '{}'
FROM generate_series(1, %(many)s) AS n;
INSERT INTO journal_reminder (id, journal_id, kind, label, enabled, wall_time, days, time_zone,
  planned_on, next_at)
SELECT md5('r' || n)::uuid, md5('j' || n)::uuid, 'checkin', '', true,
  (%(now)s AT TIME ZONE j.time_zone)::time, 127, j.time_zone,
  (%(now)s AT TIME ZONE j.time_zone)::date, %(now)s
FROM generate_series(1, %(many)s) AS n JOIN journal_journal j ON j.id = md5('j' || n)::uuid;
INSERT INTO journal_pushsubscription (id, user_id, name, endpoint, endpoint_hash, keys, created_at,
  seen_at)
SELECT md5('p' || n)::uuid, md5('u' || n)::uuid, 'phone', 'x', decode(md5('p' || n), 'hex'), 'x',
  %(now)s, %(now)s
FROM generate_series(1, %(many)s) AS n WHERE n %% 3 = 0;
ANALYZE
"""


def main() -> None:
    """Start PostgreSQL and Redis, make the reminders, queue them, and print what it cost."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reminders", type=int, default=100_000)
    many = asked.parse_args().reminders
    with services.start(None, durable=False) as running:
        os.environ.update(running.environment(), DJANGO_SETTINGS_MODULE="config.settings.test")
        import django

        django.setup()
        _prepare(many)
        began = time.perf_counter()
        with multiprocessing.get_context("spawn").Pool(PLANNERS) as pool:
            costs = pool.map(_plan, [DUE] * PLANNERS)
        _report(many, costs, time.perf_counter() - began)


def _prepare(many: int) -> None:
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    with connections["owner"].cursor() as cursor:
        cursor.execute(MADE, {"many": many, "now": DUE})


def _plan(due: datetime) -> dict[str, Any]:
    import django

    django.setup()
    from journal.reminders.planning import plan_due

    began, cpu = time.perf_counter(), time.process_time()
    planned = plan_due(now=due + timedelta(seconds=1))
    return {
        "planned": planned,
        "wall": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
    }


def _report(many: int, costs: list[dict[str, Any]], wall: float) -> None:
    from django.db.models import Count

    from journal.notifications.models import Delivery
    from journal.reminders.models import Occurrence, Reminder

    longest = max(cost["wall"] for cost in costs)
    cpu = sum(cost["cpu"] for cost in costs)
    print(
        f"{many:,} reminders, {PLANNERS} planners: {longest:.1f} s; {wall:.1f} s with their start"
    )
    print(f"each planned {[cost['planned'] for cost in costs]}")
    print(f"Python: {1000 * cpu / many:.3f} CPU ms each")
    print(f"still due: {Reminder.objects.filter(next_at__lte=DUE).count()}")
    print(f"occurrences: {Occurrence.objects.count():,}, deliveries: {Delivery.objects.count():,}")
    twice = Delivery.objects.values("facts__occurrence").annotate(n=Count("id")).filter(n__gt=1)
    print(f"queued twice: {twice.count()}")


if __name__ == "__main__":
    main()
