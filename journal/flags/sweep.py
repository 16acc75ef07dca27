"""The passes over all journals: those whose nudge was lost, and those whose morning has come."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F, Q

from journal.accounts.models import Journal
from journal.core.batches import until_short
from journal.flags.evaluation import evaluate_journal, evaluate_many
from journal.flags.models import RuleSetInUse
from journal.flags.site import site_rule_set

log = logging.getLogger(__name__)

BATCH = 100
LOST_AFTER = timedelta(seconds=30)
"""A nudge that has not been answered by then is taken for lost."""
PUT_OFF = timedelta(hours=1)


def evaluate_due(*, now: datetime, until: datetime) -> int:
    """Evaluate journals that are behind or due by the clock, in batches, until none is left.

    Any number of workers may run this at once: each takes journals that no other one holds. What
    was missed while everything stood still is caught up. Returns how many were evaluated; stops
    at ``until`` and is gone on with by the next run.
    """
    _take_up_rules(now)
    return until_short(lambda: _evaluate_batch(now), size=BATCH, until=until)


def _take_up_rules(now: datetime) -> None:
    """Have every journal looked at once more when the rules are not those of the last run."""
    version = site_rule_set().version
    newest = RuleSetInUse.objects.order_by("-since").first()
    if newest is not None and newest.version == version:
        return
    with transaction.atomic():
        RuleSetInUse.objects.update_or_create(version=version, defaults={"since": now})
        Journal.objects.filter(state=Journal.State.ACTIVE, last_seq__gt=0).update(next_check_at=now)


def _evaluate_batch(now: datetime) -> int:
    try:
        with transaction.atomic():
            ids = _due(now)
            if ids:
                evaluate_many(ids, now=now)
    except (DatabaseError, ValueError, KeyError):
        log.exception("a batch could not be evaluated; its journals are taken one by one")
        with transaction.atomic():
            ids = _due(now)
        for journal_id in ids:
            _evaluate_alone(journal_id, now)
        return len(ids)
    return len(ids)


def _evaluate_alone(journal_id: UUID, now: datetime) -> None:
    try:
        evaluate_journal(journal_id=journal_id, now=now)
    except (DatabaseError, ValueError, KeyError):
        log.exception("one journal could not be evaluated; it is put off")
        # Out of the way of the others, and late enough for readiness to notice.
        Journal.objects.filter(id=journal_id).update(
            evaluation_queued_at=now + PUT_OFF, next_check_at=now + PUT_OFF
        )


def _due(now: datetime) -> list[UUID]:
    active = Journal.objects.filter(state=Journal.State.ACTIVE)
    lost = Q(evaluation_queued_at=None) | Q(evaluation_queued_at__lt=now - LOST_AFTER)
    behind = active.filter(lost, evaluated_seq__lt=F("last_seq"))
    waiting = active.filter(next_check_at__lte=now)
    ids = {
        *behind.values_list("id", flat=True)[:BATCH],
        *waiting.order_by("next_check_at").values_list("id", flat=True)[:BATCH],
    }
    return list(
        Journal.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(id__in=sorted(ids)[:BATCH])
        .order_by("id")
        .values_list("id", flat=True)
    )
