"""A few hundred messages while their senders are killed; ``tests.delivery_chaos`` does far more."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from config.launch.own_keys import push_key
from journal.notifications.models import Delivery
from tests.chaos.crowd import Crowd
from tests.chaos.senders import nursery
from tests.chaos.verdict import judge, left
from tests.processes import environment, wait_for
from tests.push_service import push_service
from tests.sink import smtp_sink

SPEED = 20
"""Of the senders' clocks, so that a dead one's lease of a minute ends after three seconds."""
KILLS = 10


@pytest.fixture
def places(committed_db, tmp_path, settings):
    with push_service(tmp_path) as (service, root), smtp_sink() as (sink, port):
        service.answers = lambda path: 410 if "gone-" in path else 201
        settings.WEB_PUSH_HOSTS = [service.host]
        variables = {
            "EMAIL_URL": f"smtp://127.0.0.1:{port}", "WEB_PUSH_HOSTS": service.host,
            "SSL_CERT_FILE": str(root), "WEB_PUSH_KEY": push_key(), "CHAOS_SPEED": str(SPEED),
        }  # fmt: skip
        yield sink, service, variables


def test_nothing_is_lost_or_seen_twice_when_senders_are_killed(places, tmp_path):
    sink, service, variables = places
    chance, start = random.Random(1), datetime.now(UTC)
    crowd = Crowd(start, timedelta(0), service, chance)
    crowd.fill(200)
    env = environment(**variables, CHAOS_START=start.isoformat())

    with nursery(tmp_path / "senders.log", env) as senders:
        for _ in range(2):
            senders.fork()
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.05, 0.4))
            senders.kill(chance.choice(senders.alive))
            senders.fork()
        wait_for(lambda: left(start) == 0, "every message to end", seconds=60)

    verdict = judge(crowd, sink)
    assert verdict.faults == {}
    assert verdict.copies <= KILLS
    assert Delivery.objects.count() > crowd.occasions - crowd.silent
