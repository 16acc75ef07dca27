"""Sending what is due. Lease, send, mark: a dead sender's work is taken over, none is lost."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection as database
from django.utils import timezone

from journal.notifications.kinds import KINDS, Mail
from journal.notifications.models import Delivery

log = logging.getLogger(__name__)

BATCH = 20
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 6
AMBIGUOUS_RETRIES = 1
"""A send that was begun and never marked may have gone out: it is tried once more, not for ever."""

_CLAIM = """
UPDATE journal_delivery d SET state = 'sending', lease_owner = %(owner)s,
  lease_until = %(now)s::timestamptz + %(lease)s, attempts = attempts + 1
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
    while clock() < until:
        claimed = _claim(owner, clock())
        if not claimed:
            break
        with _post() as connection:
            for delivery in claimed:
                handed_over += _deliver_or_move_on(delivery, owner, connection, clock)
    return handed_over


def _claim(owner: UUID, now: datetime) -> list[Delivery]:
    params: dict[str, Any] = {"owner": owner, "now": now, "lease": LEASE, "size": BATCH}
    with database.cursor() as cursor:
        cursor.execute(_CLAIM, params)
        claimed = [row[0] for row in cursor.fetchall()]
    return list(Delivery.objects.select_related("user").filter(id__in=claimed).order_by("due_at"))


@contextmanager
def _post() -> Iterator[Any]:
    connection = get_connection()
    try:
        yield connection
    finally:
        connection.close()


def _deliver_or_move_on(
    delivery: Delivery, owner: UUID, connection: Any, clock: Callable[[], datetime]
) -> int:
    try:
        return _deliver(delivery, owner, connection, clock)
    except Exception as error:  # noqa: BLE001 -- one broken row must not hold up the others
        log.error("a %s failed: %s", delivery.kind, type(error).__name__)
        _put_back(delivery, owner, clock(), error)
        return 0


def _deliver(
    delivery: Delivery, owner: UUID, connection: Any, clock: Callable[[], datetime]
) -> int:
    if delivery.began_at is None and delivery.expires_at < clock():
        return _finish(delivery, owner, state=Delivery.State.MISSED)
    if delivery.attempts > MOST_ATTEMPTS or _is_ambiguous(delivery):
        return _finish(delivery, owner, state=Delivery.State.DEAD, last_error="given-up")
    mail = KINDS[delivery.kind].compose(delivery)
    if mail is None:
        return _finish(delivery, owner, state=Delivery.State.SUPPRESSED)
    _held(delivery, owner).update(began_at=clock())
    try:
        _message(delivery, mail, connection).send()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("a %s could not be handed over: %s", delivery.kind, type(error).__name__)
        _held(delivery, owner).update(began_at=None)
        _put_back(delivery, owner, clock(), error)
        return 0
    _finish(delivery, owner, state=Delivery.State.SENT, sent_at=clock())
    return 1


def _put_back(delivery: Delivery, owner: UUID, now: datetime, error: Exception) -> None:
    pause = timedelta(seconds=30 * 2 ** min(delivery.attempts, 6))
    _held(delivery, owner).update(
        lease_owner=None, lease_until=now + pause, last_error=type(error).__name__[:40]
    )


def _is_ambiguous(delivery: Delivery) -> bool:
    return delivery.began_at is not None and delivery.attempts > 1 + AMBIGUOUS_RETRIES


def _finish(delivery: Delivery, owner: UUID, **outcome: Any) -> int:
    _held(delivery, owner).update(lease_owner=None, lease_until=None, **outcome)
    return 0


def _held(delivery: Delivery, owner: UUID) -> Any:
    return Delivery.objects.filter(id=delivery.id, lease_owner=owner)


def _message(delivery: Delivery, mail: Mail, connection: Any) -> EmailMultiAlternatives:
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[delivery.address or delivery.user.email],
        # The same every time, so that a second copy can be told from a second message.
        headers={"Message-ID": f"<{delivery.id}@{host}>", **mail.headers},
        connection=connection,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
