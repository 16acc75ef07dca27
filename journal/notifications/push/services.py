"""Phones that allowed notices: adding, forgetting, ringing one as a test, and their receipts."""

from __future__ import annotations

import hashlib
import json
import math
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from journal.accounts.models import User
from journal.core.errors import FieldError, Invalid, NotFound, TooSoon
from journal.core.ids import new_id
from journal.core.jobs import nudge
from journal.core.secrets import locked_box
from journal.core.wall import behind_the_wall
from journal.notifications.kinds import Mail, MessageKind, Ring, register
from journal.notifications.models import Delivery, PushSubscription
from journal.notifications.push.encrypt import BrowserKeys
from journal.notifications.push.endpoints import NotAllowed, parse
from journal.notifications.services import queue
from journal.notifications.tasks import deliver

TEST = "push-test"
TEST_STAYS_FRESH = timedelta(minutes=10)
BETWEEN_TESTS = timedelta(minutes=1)


@transaction.atomic
def subscribe(
    *, user_id: UUID, endpoint: str, p256dh: str, auth: str, name: str, now: datetime
) -> PushSubscription:
    """Take in a phone, or see it again; the oldest goes when there are too many.

    Raises ``Invalid`` for an address that is no push service's, or keys that are none.
    """
    try:
        parse(endpoint)
        BrowserKeys.parse(p256dh, auth)
    except NotAllowed:
        raise Invalid(FieldError("/endpoint", "not_allowed", "not a push service")) from None
    except ValueError:
        raise Invalid(FieldError("/keys", "invalid", "not the keys of a browser")) from None
    mark = hashlib.sha256(endpoint.encode()).digest()
    box = locked_box("push")
    known = {
        "name": name.strip(),
        "endpoint": box.encrypt(endpoint.encode()).decode(),
        "keys": box.encrypt(json.dumps([p256dh, auth]).encode()).decode(),
        "seen_at": now,
    }
    with behind_the_wall():
        # Two tabs, or two people on one browser, one after the other: the row may not be there yet.
        _hold(mark)
        # Somebody else signed in on the same browser before: it is not theirs any more.
        PushSubscription.objects.filter(endpoint_hash=mark).exclude(user_id=user_id).delete()
        phone, _ = PushSubscription.objects.update_or_create(
            user_id=user_id, endpoint_hash=mark, defaults=known,
            create_defaults={**known, "id": new_id(), "created_at": now},
        )  # fmt: skip
        mine = PushSubscription.objects.filter(user_id=user_id).order_by("-seen_at", "-id")
        kept = mine.values_list("id", flat=True)[: PushSubscription.MOST]
        PushSubscription.objects.filter(user_id=user_id).exclude(id__in=list(kept)).delete()
    return phone


def unsubscribe_phone(*, user_id: UUID, phone_id: UUID) -> None:
    """Ring it no more; raises ``NotFound`` for a phone that is not this person's."""
    gone, _ = PushSubscription.objects.filter(user_id=user_id, id=phone_id).delete()
    if not gone:
        raise NotFound


@transaction.atomic
def ring_as_test(*, user_id: UUID, phone_id: UUID, now: datetime) -> None:
    """Queue a test notice; raises ``NotFound``, and ``TooSoon`` within a minute of the last."""
    # Held, so that of two requests at one moment the second one sees the first.
    held = PushSubscription.objects.select_for_update(no_key=True).filter(user_id=user_id)
    phone = held.filter(id=phone_id).first()
    if phone is None:
        raise NotFound
    last = Delivery.objects.filter(
        user_id=user_id, device_id=phone.id, kind=TEST, due_at__gt=now - BETWEEN_TESTS
    ).aggregate(at=Max("due_at"))["at"]
    if last is not None:
        raise TooSoon(wait=math.ceil((last + BETWEEN_TESTS - now).total_seconds()))
    queue(
        kind=TEST,
        key=f"test:{phone.id}:{now:%Y-%m-%dT%H:%M}",
        user_id=user_id,
        channel=Delivery.Channel.PUSH,
        device_id=phone.id,
        due_at=now,
    )
    nudge(deliver)


def received(*, user_id: UUID, delivery_id: UUID, now: datetime) -> None:
    """A phone says that a notice arrived. Safe to repeat; unknown ones change nothing."""
    delivery = Delivery.objects.filter(
        id=delivery_id, user_id=user_id, channel=Delivery.Channel.PUSH
    ).first()
    if delivery is None:
        return
    Delivery.objects.filter(id=delivery.id, user_id=user_id, received_at=None).update(
        received_at=now
    )
    if delivery.device_id is not None:
        PushSubscription.objects.filter(id=delivery.device_id, user_id=user_id).update(
            received_at=now, unanswered_since=None
        )


def opened_keys(phone: PushSubscription) -> tuple[str, BrowserKeys]:
    """Its address and its keys, decrypted."""
    box = locked_box("push")
    p256dh, auth = json.loads(box.decrypt(phone.keys.encode()))
    return box.decrypt(phone.endpoint.encode()).decode(), BrowserKeys.parse(p256dh, auth)


def _hold(mark: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(mark[:8], "big", signed=True)]
        )


def _no_mail(delivery: Delivery) -> Mail | None:
    return None


def _test_ring(delivery: Delivery) -> Ring | None:
    wanted = User.objects.filter(id=delivery.user_id, is_active=True).exists()
    return Ring("test", tag="test") if wanted else None


register(MessageKind(slug=TEST, compose=_no_mail, ring=_test_ring, stays_fresh=TEST_STAYS_FRESH))
