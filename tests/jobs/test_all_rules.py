"""A journal in which most rules speak, evaluated twice at one moment and by two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from threading import Barrier

import pytest
from django.db import connection

from journal.accounts.models import Journal
from journal.entries.types import ENTRY_TYPES
from journal.flags.evaluation import evaluate_journal
from journal.flags.models import Flag
from journal.sync.push import push
from tests.journal.flags.firing import FIRING, LOCAL
from tests.journal.flags.paper import NOW
from tests.people import op, person

LEAST = 25
"""Some rules give way to others, and some need another cancer."""


@pytest.fixture
def ana(committed_db):
    who = person("Ana", journal=True, time_zone="UTC")
    plan = next(item.profile for item in FIRING if item.rule == "F40")
    Journal.objects.filter(id=who.journal.id).update(profile=LOCAL | plan)
    fitting = [item for item in FIRING if item.profile in ({}, LOCAL, plan)]
    sent = [_op(who, reading) for item in fitting for reading in item.entries]
    result = push(
        principal=who.principal, journal_id=who.journal.id, sent=sent, epoch=None, device_id=None,
        now=NOW,
    )  # fmt: skip
    assert {outcome.status for outcome in result.outcomes} == {"applied"}
    Flag.objects.all().delete()
    return who


def _op(who, reading):
    at = reading.at or datetime.combine(reading.local_date, time(11, 59), NOW.tzinfo)
    body = dict(reading.body)
    section = ENTRY_TYPES[reading.type].section_for(body).value
    return op(
        who, type=reading.type, section=section, body=body, occurred_at=at.isoformat(), tz="UTC"
    )


def rows():
    return sorted(Flag.objects.values_list("rule", "subject", "urgency", "state"))


def test_twice_at_one_moment(ana):
    evaluate_journal(journal_id=ana.journal.id, now=NOW)
    first = rows()
    evaluate_journal(journal_id=ana.journal.id, now=NOW)

    assert rows() == first
    assert len({row[0] for row in first}) >= LEAST
    assert len({(row[0], row[1]) for row in first}) == len(first)


def test_by_two_at_once(ana):
    start = Barrier(4)

    def evaluate(_):
        start.wait()
        try:
            evaluate_journal(journal_id=ana.journal.id, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(evaluate, range(4)))
    together = rows()
    Flag.objects.all().delete()
    evaluate_journal(journal_id=ana.journal.id, now=NOW)

    assert rows() == together
    assert len({(row[0], row[1]) for row in together}) == len(together)
