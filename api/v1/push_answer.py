"""What a push is answered with."""

from __future__ import annotations

from typing import Any

from api.access import now
from api.v1.flags import FlagOutput
from journal.entries.selectors import entries_by_id
from journal.sync.protocol import Status
from journal.sync.push import PushResult


def push_answer(result: PushResult, *, may_read: bool) -> dict[str, Any]:
    """The answer to a push; merged and conflicting entries are sent along as they now are.

    Whoever may only write is told neither those nor the flags.
    """
    changed = {
        outcome.entry_id
        for outcome in result.outcomes
        if may_read and outcome.status in (Status.MERGED, Status.CONFLICT) and outcome.entry_id
    }
    entries = entries_by_id(result.access, changed)
    results = [
        outcome.as_json()
        | ({"entry": entries[outcome.entry_id]} if outcome.entry_id in entries else {})
        for outcome in result.outcomes
    ]
    return {
        "epoch": result.epoch,
        "server_time": now(),
        "head_seq": result.head_seq,
        "flags_version": result.flags_version,
        "results": results,
        "urgent": FlagOutput(result.urgent if may_read else [], many=True).data,
    }
