"""Is anything lost when all dies? ``python -m tests.delivery_chaos`` takes about ten minutes.

Ten thousand messages of every kind go through the outbox while senders and Celery workers are
killed, PostgreSQL is stopped at once or finds the disk full, Redis is killed or emptied, and lines
are cut or go dead after the data.
Two beats run all the time. A mail server and a push service count what arrives. It is no part of a
test run; ``tests/jobs`` has a small one. Ends with 1 if anything was lost or seen twice.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.chaos.lines import Line, line
from tests.chaos.senders import Nursery, nursery
from tests.chaos.stack import Stack, use

SENDERS, WORKERS = 3, 2
CUT = "lines cut"
PATIENCE_S, LONGEST_CUT_S = 600, 20


@dataclass
class Blow:
    """One way to do harm, done again and again until it was done ``times`` times."""

    name: str
    times: int
    pause: tuple[float, float]
    strike: Callable[[], object]
    done: int = 0
    next_at: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--deliveries", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=300, help="of light senders, at least")
    parser.add_argument("--minutes", type=float, default=5, help="over which they come due")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    with ExitStack() as ending:
        sys.exit(_run(given, ending))


def _run(given: argparse.Namespace, ending: ExitStack) -> int:
    chance, stack = random.Random(given.seed), Stack(ending)
    use({"DJANGO_SETTINGS_MODULE": "config.settings.test", **stack.variables()})
    from tests.push_service import push_service
    from tests.sink import smtp_sink

    service, root = ending.enter_context(push_service(stack.home))
    sink, port = ending.enter_context(smtp_sink())
    service.answers = _gone_or_taken
    lines = [ending.enter_context(line(to)) for to in (port, service.port)]
    port, service.port = lines[0].port, lines[1].port
    use({"EMAIL_URL": f"smtp://127.0.0.1:{port}", "WEB_PUSH_HOSTS": service.host,
         "SSL_CERT_FILE": str(root)})  # fmt: skip
    crowd = _crowd(given, chance, service)
    from tests.processes import environment

    senders = ending.enter_context(nursery(stack.logs / "senders.log", environment()))
    stack.run_celery(workers=WORKERS, beats=2)
    for _ in range(SENDERS):
        senders.fork()
    blows = _blows(given, chance, stack, senders, sink, service, [stack.to_postgres, *lines])
    begun = time.monotonic()
    _harm(blows, chance, stack)
    time.sleep(LONGEST_CUT_S)
    print(f"{_left()} left when the harm ended, after {time.monotonic() - begun:.0f} s")
    _wait_for_the_end()
    return _report(given, crowd, sink, blows, time.monotonic() - begun)


def _gone_or_taken(path: str) -> int:
    return 410 if "gone-" in path else 201


def _crowd(given: argparse.Namespace, chance: random.Random, service: Any) -> Any:
    import django

    django.setup()
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    from django.core.management import call_command

    from tests.chaos.crowd import Crowd

    call_command("migrate", verbosity=0)
    crowd = Crowd(datetime.now(UTC), timedelta(minutes=given.minutes), service, chance)
    crowd.fill(given.deliveries)
    print(f"{crowd.occasions} occasions, of which {crowd.silent} to be left out; seed {given.seed}")
    return crowd


def _blows(
    given: argparse.Namespace,
    chance: random.Random,
    stack: Stack,
    senders: Nursery,
    sink: Any,
    service: Any,
    lines: list[Line],
) -> list[Blow]:
    lasts = given.minutes * 60

    def kill_sender() -> None:
        senders.kill(chance.choice(senders.alive))
        senders.fork()

    def hang_up(place: Any) -> None:
        place.hangs_up = 1

    def cut() -> None:
        chance.choice(lines).cut(chance.uniform(1, LONGEST_CUT_S))

    def often(times: int) -> tuple[float, float]:
        return 0.5 * lasts / times, 1.5 * lasts / times

    return [
        Blow("senders killed", given.kills, often(int(given.kills * 1.1)), kill_sender),
        Blow("Celery workers killed", 24, often(26), lambda: stack.kill_worker(chance)),
        Blow("PostgreSQL stopped at once", 10, often(11), stack.stop_postgres_at_once),
        *_full_disk(stack, often(1)),
        Blow(CUT, 10, often(11), cut),
        Blow("Redis killed", 6, often(7), stack.kill_redis),
        Blow("Redis emptied", 6, often(7), stack.flush_redis),
        Blow("mail lines dead after the data", 40, often(44), lambda: hang_up(sink)),
        Blow("push lines dead after the data", 40, often(44), lambda: hang_up(service)),
        Blow("beats that ended and were started again", 0, (5, 6), stack.revive_beats),
    ]


def _full_disk(stack: Stack, pause: tuple[float, float]) -> list[Blow]:
    if shutil.which("prlimit") is None:
        print("the disk cannot be made full here: there is no prlimit")
        return []

    def fill() -> int:
        refused = stack.fill_disk()
        print(f"disk full: PostgreSQL could not write {refused} times", flush=True)
        # Where nothing failed it was none, and is tried again later.
        return int(refused > 0)

    return [Blow("disks full", 1, pause, fill)]


def _harm(blows: list[Blow], chance: random.Random, stack: Stack) -> None:
    """Go on until each was done as often as it is to be; a turn with a beat counts its ends."""
    for blow in blows:
        blow.next_at = time.monotonic() + chance.uniform(*blow.pause)
    said = time.monotonic()
    while any(blow.done < blow.times for blow in blows):
        blow = min(blows, key=lambda one: one.next_at)
        time.sleep(max(0.0, blow.next_at - time.monotonic()))
        result = blow.strike()
        blow.done += result if isinstance(result, int) else 1
        blow.next_at = time.monotonic() + chance.uniform(*blow.pause)
        if time.monotonic() - said > 20:
            said = time.monotonic()
            print(f"{_left()} left;", ", ".join(f"{b.done} {b.name}" for b in blows), flush=True)


def _left() -> int:
    from django.db import DatabaseError, InterfaceError, connections

    from tests.chaos.verdict import left

    for _ in range(60):
        try:
            return left(datetime.now(UTC))
        except (DatabaseError, InterfaceError):
            # Cut off like everybody else.
            connections.close_all()
            time.sleep(1)
    return left(datetime.now(UTC))


def _wait_for_the_end() -> None:
    """Let leases run out. What waits for its next try, as failures have it do, is tried at once."""
    from journal.notifications.models import Delivery

    end = time.monotonic() + PATIENCE_S
    while (waiting := _left()) and time.monotonic() < end:
        print(f"{waiting} left", flush=True)
        time.sleep(10)
        put_back = Delivery.objects.filter(state=Delivery.State.SENDING, lease_owner=None)
        put_back.update(lease_until=datetime.now(UTC))


def _report(
    given: argparse.Namespace, crowd: Any, sink: Any, blows: list[Blow], took: float
) -> int:
    from journal.notifications.models import Delivery
    from tests.chaos.verdict import judge, outcomes

    verdict = judge(crowd, sink)
    again = Delivery.objects.filter(attempts__gt=1).count()
    print(f"\n{Delivery.objects.count()} deliveries in {took:.0f} s, {again} tried more than once")
    for text, count in sorted(outcomes().items()):
        print(f"  {count:6} {text}")
    for blow in blows:
        print(f"  {blow.done:6} {blow.name}")
    print(verdict)
    # A cut line may be that of every sender and worker at once.
    harm = Counter(
        {blow.name: blow.done * (SENDERS + WORKERS if blow.name == CUT else 1) for blow in blows}
    ).total()
    if verdict.copies > harm:
        print(f"more copies than there were reasons: {verdict.copies} > {harm}")
        return 1
    return int(bool(verdict.faults))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
