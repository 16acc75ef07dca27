"""What flags cost: a journal with a year of entries, a night over many: ``python -m bench.night``.

CPU time of this process and of PostgreSQL together. See bench/README.md for what the journals hold.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import psutil
import psycopg

from config.launch import services

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
"""6 o'clock in the morning where all the journals are."""
LATER = NOW + timedelta(days=1)
ROUNDS, TIMES = 9, 60

# Every day: a check-in, sleep, food, movement and a symptom that comes and goes; weight weekly.
YEAR = """
INSERT INTO journal_entry (journal_id, id, type, section, schema_v, rev, rev_epoch, seq, body,
  occurred_at, utc_offset, tz, local_date, suspect_time, deleted, purged, received_at, open_copies)
SELECT %(journal)s, gen_random_uuid(), k.type, k.section, 1, 1, 1,
  row_number() OVER (ORDER BY d, k.type), k.body, %(now)s - d * interval '1 day', 60,
  'Europe/Vienna', (%(now)s - d * interval '1 day')::date, false, false, false, %(now)s, '{}'
FROM generate_series(0, 364) AS d
CROSS JOIN LATERAL (VALUES
  ('checkin', 'symptoms', '{"all_clear": false, "overall": 2}'::jsonb),
  ('sleep', 'sleep', jsonb_build_object('hours', 6 + d %% 3, 'quality', d %% 4)),
  ('diet', 'food', jsonb_build_object('fruit_veg_servings', d %% 7, 'intake_percent', 90)),
  ('activity', 'movement', jsonb_build_object('minutes', 20 + d %% 20, 'intensity', 'moderate')),
  ('symptom', 'symptoms', jsonb_build_object(
     'symptom', (ARRAY['fatigue', 'cough', 'pain', 'nausea'])[1 + d %% 4], 'severity', d %% 3)),
  ('weight', 'measures', jsonb_build_object('kg', 70 + d %% 3))
) AS k(type, section, body)
WHERE k.type <> 'weight' OR d %% 7 = 0
"""
# Half a year of weekly all-clears and a weight a month; one journal in five has a bad week now,
# one in twenty has written since it was last evaluated.
MANY = """
INSERT INTO journal_user (id, password, is_superuser, email, name, locale, time_zone, is_staff,
  is_active, date_joined)
SELECT md5('u' || n)::uuid, '!', false, n || '@example.org', '', 'en', 'UTC', false, true, %(now)s
FROM generate_series(1, %(journals)s) AS n;
INSERT INTO journal_journal (id, owner_id, state, created_at, epoch, last_seq, evaluated_seq,
  flags_version, revision, time_zone, locale, country, units, day_end_hour, care_phase, pins,
  profile)
SELECT md5('j' || n)::uuid, md5('u' || n)::uuid, 'active', %(now)s, 1, 40, 0, 0, 1,
  'Europe/Vienna', 'en', '', 'metric', 0, 'surveillance', '[]', '{}'
FROM generate_series(1, %(journals)s) AS n;
INSERT INTO journal_entry (journal_id, id, type, section, schema_v, rev, rev_epoch, seq, body,
  occurred_at, utc_offset, tz, local_date, suspect_time, deleted, purged, received_at, open_copies)
SELECT md5('j' || n)::uuid, md5(n || '.' || d)::uuid, k.type, k.section, 1, 1, 1, 1 + d, k.body,
  at.at, 60, 'Europe/Vienna', at.at::date, false, false, false, %(now)s, '{}'
FROM generate_series(1, %(journals)s) AS n
CROSS JOIN generate_series(0, 31) AS d
CROSS JOIN LATERAL (SELECT CASE
  WHEN d = 31 AND n %% 5 = 0 THEN '{"symptom": "nausea", "severity": 3}'::jsonb
  WHEN d >= 26 THEN '{"kg": 70}'::jsonb ELSE '{"all_clear": true}'::jsonb END AS body,
  CASE WHEN d = 31 AND n %% 5 = 0 THEN 'symptom' WHEN d >= 26 THEN 'weight' ELSE 'checkin' END
    AS type,
  CASE WHEN d = 31 AND n %% 5 = 0 THEN 'symptoms' WHEN d >= 26 THEN 'measures'
    ELSE 'symptoms' END AS section) AS k
CROSS JOIN LATERAL (SELECT %(now)s - CASE
  WHEN d = 31 THEN interval '2 days' WHEN d >= 26 THEN (d - 25) * interval '30 days'
  ELSE (n %% 7 + 7 * d) * interval '1 day' END AS at) AS at
"""


def main() -> None:
    """Print both measurements."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--journals", type=int, default=100_000)
    journals = parser.parse_args().journals
    with ExitStack() as ending:
        running = ending.enter_context(services.start(None, durable=False))
        os.environ |= running.environment()
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        os.environ["SECRET_KEY"] = uuid4().hex * 2
        os.environ["RATE_LIMIT_FACTOR"] = "1000000"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        with psycopg.connect(running.database_owner_url, autocommit=True) as owner:
            for statement in MANY.split(";"):
                owner.execute(statement, {"now": NOW, "journals": journals})
            _one(owner)
            _night(owner, journals)


def _one(owner: psycopg.Connection) -> None:
    from journal.accounts.models import User
    from journal.accounts.services import open_journal
    from journal.flags.evaluation import evaluate_journal

    ana = User.objects.create_user(email="ana@example.org")
    journal, _ = open_journal(owner=ana, time_zone="Europe/Vienna")
    owner.execute(YEAR, {"journal": journal.id, "now": NOW})
    owner.execute("VACUUM ANALYZE")
    journal_id = UUID(str(journal.id))
    [entries] = owner.execute(
        "SELECT count(*) FROM journal_entry WHERE journal_id = %s", [journal_id]
    ).fetchone() or (0,)
    print(f"one journal, {entries} entries of a year:")

    def often(first: datetime, second: datetime) -> int:
        for _ in range(TIMES):
            evaluate_journal(journal_id=journal_id, now=first)
            evaluate_journal(journal_id=journal_id, now=second)
        return 2 * TIMES

    ways = {"nothing new": NOW, "a day on, a day back, so that flags change": LATER}
    for name, second in ways.items():
        often(NOW, second)
        rounds = [_cpu(partial(often, NOW, second)) for _ in range(ROUNDS)]
        each = [spent * 1000 / times for spent, times in rounds]
        print(f"  {name}: median {statistics.median(each):.2f}, least {min(each):.2f} CPU ms")
    owner.execute("UPDATE journal_journal SET next_check_at = NULL WHERE id = %s", [journal_id])


def _night(owner: psycopg.Connection, journals: int) -> None:
    from journal.flags.sweep import evaluate_due

    def night(now: datetime) -> Callable[[], int]:
        return lambda: evaluate_due(now=now, until=now + timedelta(days=365))

    with _unhurried():
        full, touched = _cpu(night(NOW))
        print(f"all of {touched} journals: {full:.0f} CPU s, {full * 1000 / touched:.2f} ms each")
        # One in twenty writes on the day after.
        owner.execute(
            "UPDATE journal_journal SET last_seq = last_seq + 1 "
            "WHERE get_byte(uuid_send(id), 0) < 13"
        )
        spent, touched = _cpu(night(NOW + timedelta(days=1)))
        share, part = touched / journals, spent / full
        print(f"the night after: {touched} journals ({share:.1%}), {spent:.0f} CPU s ({part:.1%})")


@contextmanager
def _unhurried() -> Iterator[None]:
    """The sweep stops when its time is up by the clock of the wall; here it may take its time."""
    from journal.flags import sweep

    limit, sweep.timezone.now = sweep.timezone.now, lambda: NOW - timedelta(days=9)
    try:
        yield
    finally:
        sweep.timezone.now = limit


def _cpu(work: Callable[[], int]) -> tuple[float, int]:
    """CPU seconds of this process and PostgreSQL, and what the work returned."""
    before = _spent()
    done = work()
    return _spent() - before, done


def _spent() -> float:
    mine = psutil.Process().children(recursive=True)
    server = next(process for process in mine if process.name() == "postgres")
    total = time.process_time()
    for process in [server, *server.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


if __name__ == "__main__":
    main()
