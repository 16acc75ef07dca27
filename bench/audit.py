"""Does verifying find tampering? A sealed log of 100,000 events, tampered with 1,000 times.

``python -m bench.audit``. Each tampering is done by the tables' owner at a random place, verified
by the function that ``manage.py verify_audit`` uses, and rolled back. See bench/README.md.
"""

from __future__ import annotations

import argparse
import base64
import os
import random
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from config.launch import services

PER_TRANSACTION = 250
BATCH = 500
FILL = """
INSERT INTO journal_auditevent (id, journal_id, actor_id, acted_as, action, outcome, sections,
  about, request_id, count, at)
SELECT gen_random_uuid(), md5('j' || n %% 300)::uuid, md5('a' || n %% 40)::uuid, 'viewer',
  (ARRAY['looked-at-entries', 'looked-at-flags', 'saw-counts'])[1 + n %% 3], 'allowed',
  ARRAY['flags', 'symptoms'], gen_random_uuid(), '', NULL, clock_timestamp()
FROM generate_series(%s, %s) AS n
"""


def main() -> None:
    """Fill, seal, tamper, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=1_000)
    parser.add_argument("--whole", type=int, default=20, help="of them verified as a whole")
    parser.add_argument("--seed", type=int, default=20261122)
    given = parser.parse_args()
    with ExitStack() as ending:
        running = ending.enter_context(services.start(None, durable=False))
        os.environ |= running.environment()
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        os.environ["SECRET_KEY"] = uuid4().hex * 2
        os.environ["AUDIT_KEY"] = base64.b64encode(secrets.token_bytes(32)).decode()
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _fill(given.events)
        _try(given.times, given.whole, random.Random(given.seed))
        call_command("verify_audit")


def _fill(events: int) -> None:
    import logging

    from django.db import connections
    from django.utils import timezone

    from journal.audit.seal import seal_due

    logging.getLogger("journal.audit.roots").setLevel(logging.WARNING)
    with connections["owner"].cursor() as cursor:
        for first in range(1, events + 1, PER_TRANSACTION):
            cursor.execute(FILL, [first, min(first + PER_TRANSACTION - 1, events)])
        cursor.execute("VACUUM ANALYZE journal_auditevent")
    begin = time.monotonic()
    sealed = seal_due(until=timezone.now() + timedelta(hours=1), limit=BATCH)
    print(f"sealed {sealed} events in {time.monotonic() - begin:.1f} s")


def _try(times: int, whole: int, chance: random.Random) -> None:
    from django.db import connections

    from bench.tampering import KINDS, ONLY_WITH_ROOTS
    from journal.audit.models import AuditSeal
    from journal.audit.roots import Root

    told = AuditSeal.objects.order_by("number").values_list("number", "root")
    roots = [Root(number, bytes(root)) for number, root in told]
    found, tried, missed = Counter[str](), Counter[str](), list[str]()
    spent = {"part": 0.0, "whole": 0.0}
    alarms = 0
    kinds = list(KINDS)
    for turn in range(times):
        kind = kinds[turn % len(kinds)]
        number = chance.randint(2, len(roots) - 1)
        is_whole = turn < whole
        with _undone(), connections["owner"].cursor() as cursor:
            only = KINDS[kind](cursor, number, chance)
            begin = time.monotonic()
            known = roots if kind in ONLY_WITH_ROOTS else []
            seen = _verified(known, None if is_whole else only)
            spent["whole" if is_whole else "part"] += time.monotonic() - begin
        tried[kind] += 1
        found[kind] += bool(seen)
        if not seen:
            missed.append(f"{kind} at seal {number}, turn {turn}")
        # The same part of the log as it is, which must raise no alarm.
        with _undone():
            alarms += bool(_verified(roots, only))
    for _ in range(whole):
        with _undone():
            alarms += bool(_verified(roots, None))
    print("| what the owner did | tried | found |\n|---|---|---|")
    for kind in kinds:
        print(f"| {kind} | {tried[kind]} | {found[kind]} |")
    print(f"found {found.total()} of {tried.total()}; honest runs {times + whole}, alarms {alarms}")
    part = spent["part"] / (times - whole)
    print(f"a whole run {spent['whole'] / whole:.1f} s, a part {part:.3f} s")
    for line in missed:
        print("missed:", line)


def _verified(roots: list[Any], only: range | None) -> list[Any]:
    from journal.audit.keys import trusted_keys
    from journal.audit.verify import Tally, verify, verify_roots

    found = list(verify(keys=trusted_keys(), tally=Tally(), only=only, using="owner"))
    return found + list(verify_roots(roots, using="owner"))


@contextmanager
def _undone() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic(using="owner"):
        yield
        transaction.set_rollback(True, using="owner")


if __name__ == "__main__":
    main()
