"""Waking a worker. The work itself is a row somewhere, so a lost wake-up loses nothing."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def nudge(task: Any, *ids: str) -> None:
    """Start ``task`` once the transaction has committed; a broker that is down is only logged.

    A committed save must never turn into an error because Redis is away.
    """
    # Not a partial: when it fails, Django asks it for a name, which a partial has not.
    transaction.on_commit(lambda: _send(task, ids), robust=True)


def _send(task: Any, ids: tuple[str, ...]) -> None:
    try:
        task.apply_async(args=ids, retry=False)
    except OperationalError:
        log.warning("the broker is away; the sweep will find the work of %s", task.name)
