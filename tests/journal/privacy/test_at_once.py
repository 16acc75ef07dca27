"""Two workers erase while phones go on sending: each account goes once, and nothing is left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import connections
from django.utils import timezone

from journal.accounts.models import User
from journal.core.errors import DomainError
from journal.privacy.erase import ask_to_erase, erase_due
from journal.privacy.models import ErasureReceipt
from journal.sync.push import push
from tests.journal.privacy.full_life import found_in
from tests.people import Person, op, person

PEOPLE = 8


def together(*works: Callable[[], object]) -> None:
    """Each in a thread with a connection of its own, begun at the same moment."""
    begin, wrong = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            begin.wait()
            work()
        except Exception as error:  # noqa: BLE001
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong


def sends_until_refused(one: Person) -> Callable[[], None]:
    def send() -> None:
        for _ in range(200):
            try:
                push(
                    principal=one.principal, journal_id=one.journal.id, sent=[op(one)],
                    epoch=None, device_id=None, now=timezone.now(),
                )  # fmt: skip
            except DomainError:
                return

    return send


def test_each_account_goes_once_and_nothing_is_left(committed_db):
    people = [person(f"P{number}", journal=True) for number in range(PEOPLE)]
    # Their journals are open: also a push that began before the wish must not leave anything.
    due = timezone.now() - timedelta(days=1)
    User.objects.update(erase_asked_at=due, erase_at=due)
    done: list[int] = []

    def erase() -> None:
        while (count := erase_due(now=timezone.now())) or User.objects.exists():
            done.append(count)

    together(erase, erase, *(sends_until_refused(one) for one in people[:4]))

    assert sum(done) == PEOPLE
    assert ErasureReceipt.objects.count() == PEOPLE
    left = found_in([str(one.journal.id) for one in people])
    assert set(left) <= {"journal_auditevent"}


def test_asking_and_sending_at_once_loses_no_lock(committed_db):
    people = [person(f"P{number}", journal=True) for number in range(4)]
    now = timezone.now()

    def asks(one: Person) -> Callable[[], object]:
        return partial(ask_to_erase, user=one.user, now=now)

    together(*map(sends_until_refused, people), *map(asks, people))

    assert User.objects.filter(erase_at=None).count() == 0
