"""Sending what is due. Lease, send, mark: a dead sender's work is taken over, none is lost."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection as database
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from journal.notifications.channels import CHANNELS, NotKnown, Post, TakesNothing, TryLater
from journal.notifications.kinds import KINDS
from journal.notifications.models import Delivery

log = logging.getLogger(__name__)

BATCH = 20
LEASE = timedelta(seconds=60)
"""More than twice what one send may take: 15 seconds of mail, 10 of push."""
MOST_ATTEMPTS = 6
GIVEN_UP_AFTER = timedelta(hours=24)
"""What failed so often is given up then: a mail server that is away for hours costs no message."""
MOST_UNKNOWN = 7
"""A send that was begun and never marked may have gone out: it is not tried for ever.

A line that went dead weighs four: a server that drops a message does so again, and nobody wants a
third copy. A sender's own death weighs one, because it says nothing about the message.
"""
State = Delivery.State

_CLAIM = """
UPDATE journal_delivery d SET state = 'sending', lease_owner = %(owner)s,
  lease_until = %(now)s::timestamptz + %(lease)s, attempts = attempts + 1,
  unknown_ends = unknown_ends + CASE WHEN began_at IS NULL THEN 0
    WHEN lease_owner IS NULL THEN 4 ELSE 1 END
FROM (
  SELECT id FROM journal_delivery
  WHERE due_at <= %(now)s AND (state = 'due' OR (state = 'sending' AND lease_until < %(now)s))
  ORDER BY due_at LIMIT %(size)s FOR UPDATE SKIP LOCKED
) mine
WHERE d.id = mine.id RETURNING d.id
"""


def deliver_due(*, clock: Callable[[], datetime] = timezone.now, until: datetime) -> int:
    """Send batches until nothing is due or it is ``until``; return how many were handed over.

    Any number of senders may run at once: each claims rows that no other one holds, and no
    transaction is open while a message is on its way.
    """
    owner, handed_over = uuid4(), 0
    posts: dict[str, Post] = {}
    with ExitStack() as stack:
        while clock() < until:
            claimed = _claim(owner, clock())
            if not claimed:
                break
            for place, delivery in enumerate(claimed):
                if clock() >= until:
                    _let_go(claimed[place:], owner)
                    break
                if delivery.channel not in posts:
                    posts[delivery.channel] = stack.enter_context(CHANNELS[delivery.channel].open())
                post = posts[delivery.channel]
                handed_over += _Sending(delivery, owner, clock).deliver_or_move_on(post)
    return handed_over


def _claim(owner: UUID, now: datetime) -> list[Delivery]:
    params: dict[str, Any] = {"owner": owner, "now": now, "lease": LEASE, "size": BATCH}
    with database.cursor() as cursor:
        cursor.execute(_CLAIM, params)
        claimed = [row[0] for row in cursor.fetchall()]
    found = Delivery.objects.select_related("user").filter(id__in=claimed)

    return sorted(found, key=_turn)


def _turn(one: Delivery) -> tuple[float, datetime, UUID]:
    """When its turn comes: as it fell due, and at random after what was never tried.

    What a dead sender had is done in another order each time: should one of them have killed it,
    the others of its batch get past.
    """
    return (random.random() if one.attempts > 1 else 0, one.due_at, one.id)  # noqa: S311


def _let_go(claimed: Sequence[Delivery], owner: UUID) -> None:
    """Leave what there was no time for to the next sender, at once and as if never held."""
    untouched = [delivery.id for delivery in claimed if delivery.began_at is None]
    Delivery.objects.filter(id__in=untouched, lease_owner=owner).update(
        state=State.DUE, lease_owner=None, lease_until=None, attempts=F("attempts") - 1
    )


class _Sending:
    """One delivery in the hands of one sender; every step holds only while the lease is its own."""

    def __init__(self, delivery: Delivery, owner: UUID, clock: Callable[[], datetime]) -> None:
        self.delivery, self.owner, self.clock = delivery, owner, clock

    def deliver_or_move_on(self, post: Post) -> int:
        try:
            self.kind = KINDS[self.delivery.kind]
            return self._deliver(post)
        except Exception as error:  # noqa: BLE001 -- one broken row must not hold up the others
            log.error("a %s failed: %s", self.delivery.kind, type(error).__name__)
            self._put_back(type(error).__name__)
            return 0

    def _deliver(self, post: Post) -> int:
        delivery, now = self.delivery, self.clock()
        if delivery.began_at is None and delivery.expires_at < now:
            return self._finish(State.MISSED)
        if self._is_hopeless(now):
            # The alarm: a person will not hear of something, and only the operator can see why.
            log.error("a %s was given up: %s", delivery.kind, delivery.last_error or "unknown")
            return self._finish(State.DEAD, gone=True, last_error="given-up")
        if delivery.began_at is None and (goes_at := self.kind.may_go_at(delivery, now)) > now:
            return self._hold(goes_at)
        message = CHANNELS[delivery.channel].message(self.kind, delivery)
        if message is None:
            return self._finish(State.SUPPRESSED)
        # The others of the batch may have taken long: the lease is counted from here.
        if not self._held().update(began_at=now, lease_until=now + LEASE):
            return 0
        try:
            post.send(delivery, message)
        except TakesNothing as error:
            return self._finish(State.DEAD, gone=True, last_error=error.code)
        except NotKnown as error:
            log.warning("the end of a %s is not known: %s", delivery.kind, error.code)
            self._put_back(error.code)
            return 0
        except TryLater as error:
            log.warning("a %s could not be handed over: %s", delivery.kind, error.code)
            self._put_back(error.code, after=error.after, began_at=None)
            return 0
        self._finish(State.SENT, sent_at=self.clock())
        return 1

    def _is_hopeless(self, now: datetime) -> bool:
        delivery = self.delivery
        if delivery.attempts > MOST_ATTEMPTS and now - delivery.due_at > GIVEN_UP_AFTER:
            return True
        return delivery.unknown_ends > MOST_UNKNOWN

    def _hold(self, goes_at: datetime) -> int:
        """Wait for the end of quiet hours; what would be stale by then is left out."""
        if goes_at > self.delivery.expires_at:
            return self._finish(State.SUPPRESSED, last_error="quiet-hours")
        self._held().update(
            state=State.DUE, due_at=goes_at, lease_owner=None, lease_until=None, attempts=0
        )
        return 0

    def _put_back(self, code: str, after: timedelta | None = None, **also: Any) -> None:
        pause = timedelta(seconds=30 * 2 ** min(self.delivery.attempts, 6))
        pause = max(pause, after or pause)
        self._held().update(
            lease_owner=None, lease_until=self.clock() + pause, last_error=code[:40], **also
        )

    @transaction.atomic
    def _finish(self, state: Delivery.State, *, gone: bool = False, **outcome: Any) -> int:
        ended = {"state": state, "lease_owner": None, "lease_until": None, **outcome}
        if self._held().update(**ended):
            self.delivery.state = state
            if gone:
                self.kind.gone(self.delivery)
            self.kind.settled(self.delivery)
        return 0

    def _held(self) -> Any:
        return Delivery.objects.filter(id=self.delivery.id, lease_owner=self.owner)
