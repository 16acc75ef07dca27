"""By which ways a person can be reached now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from journal.notifications.models import PushSubscription

SILENT_AFTER = timedelta(days=7)
"""A phone that has not said for so long that something arrived counts as out of reach."""


def reachable_phones(user_ids: Iterable[UUID], *, now: datetime) -> Mapping[UUID, Sequence[UUID]]:
    """The push subscriptions of each person that are not silent; one statement for all."""
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = PushSubscription.objects.filter(user_id__in=list(user_ids)).values_list(
        "user_id", "id", "unanswered_since"
    )
    for user_id, subscription_id, unanswered_since in rows.order_by("created_at", "id"):
        if not is_silent(unanswered_since, now=now):
            found[user_id].append(subscription_id)
    return found


def is_silent(unanswered_since: datetime | None, *, now: datetime) -> bool:
    """Whether a phone should have answered long ago."""
    return unanswered_since is not None and unanswered_since < now - SILENT_AFTER
