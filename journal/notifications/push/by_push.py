"""Notices on phones, by web push."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.functions import Coalesce
from django.utils import timezone

from journal.notifications.channels import TakesNothing, TryLater, register_channel
from journal.notifications.kinds import MessageKind, Ring
from journal.notifications.models import Delivery, PushSubscription
from journal.notifications.push.client import Answer, post
from journal.notifications.push.encrypt import encoded, encrypt
from journal.notifications.push.endpoints import NotAllowed, parse
from journal.notifications.push.payload import payload
from journal.notifications.push.services import opened_keys
from journal.notifications.push.vapid import authorization

log = logging.getLogger(__name__)

GONE = (404, 410)
NOT_US = (401, 403)
TOO_LARGE = 413


class ByPush:
    """The push services of the browsers."""

    def message(self, kind: MessageKind, delivery: Delivery) -> Ring | None:
        """The notice, or None when it is no longer wanted."""
        return None if kind.ring is None else kind.ring(delivery)

    @contextmanager
    def open(self) -> Iterator[_Post]:
        """Nothing is kept open: each phone may be at another service."""
        yield _Post()


class _Post:
    def send(self, delivery: Delivery, message: Ring) -> None:
        """Ring one phone."""
        # Read now: it may have been removed, or have gone to somebody else, since the claim.
        phone = _phone(delivery)
        if phone is None:
            raise TakesNothing("no-device")
        url, keys = opened_keys(phone)
        body = encrypt(payload(message, delivery_id=delivery.id, locale=delivery.user.locale), keys)
        try:
            endpoint = parse(url)
        except NotAllowed:
            _forget(phone)
            raise TakesNothing("not-allowed") from None
        try:
            answer = post(endpoint, headers=_headers(delivery, endpoint.audience), body=body)
        except NotAllowed:
            # A name that leads inside today may lead to the service again tomorrow.
            raise TakesNothing("inner-address") from None
        except OSError as error:
            raise TryLater(type(error).__name__) from None
        _judge(answer, phone)


def _phone(delivery: Delivery) -> PushSubscription | None:
    if delivery.device_id is None:
        return None
    theirs = PushSubscription.objects.filter(user_id=delivery.user_id)
    return theirs.filter(id=delivery.device_id).first()


def _headers(delivery: Delivery, audience: str) -> dict[str, str]:
    left = int((delivery.expires_at - timezone.now()).total_seconds())
    # An older notice that still waits at the push service is replaced, so that two never come.
    topic = hashlib.sha256(f"{delivery.kind}:{delivery.device_id}".encode()).digest()
    return {
        "Authorization": authorization(audience),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(left, 60)),
        "Topic": encoded(topic)[:32],
        "Urgency": "normal",
    }


def _judge(answer: Answer, phone: PushSubscription) -> None:
    if 200 <= answer.status < 300:
        now = timezone.now()
        PushSubscription.objects.filter(id=phone.id).update(
            sent_at=now, unanswered_since=Coalesce("unanswered_since", now)
        )
        return
    if answer.status in GONE:
        _forget(phone)
        raise TakesNothing("unsubscribed")
    if answer.status == TOO_LARGE:
        raise TakesNothing("too-large")
    if answer.status in NOT_US:
        log.error("a push service refused our key: HTTP %s", answer.status)
    raise TryLater(f"http-{answer.status}", after=answer.retry_after)


def _forget(phone: PushSubscription) -> None:
    PushSubscription.objects.filter(id=phone.id).delete()


register_channel(Delivery.Channel.PUSH, ByPush())
