"""Work that is done a batch at a time, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone


def until_short(do_batch: Callable[[], int], *, size: int, until: datetime | None = None) -> int:
    """Do batches until one is not full or it is ``until``; return how much was done.

    One that is not full means that nothing is left but what another worker holds.
    """
    done = 0
    while True:
        batch = do_batch()
        done += batch
        if batch < size or (until is not None and timezone.now() >= until):
            return done
