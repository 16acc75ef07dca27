"""What became of it all: counted where it arrived, and held against what was to arrive."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from journal.notifications.models import Delivery
from journal.reminders.models import Occurrence, Reminder
from journal.summaries.models import SummarySchedule, TeamDigest
from tests.chaos.crowd import Crowd
from tests.sink import Sink

ALLOWED = ("copies", "unsure")
OPEN = (Delivery.State.DUE, Delivery.State.SENDING)


@dataclass(frozen=True)
class Verdict:
    """All but ``copies`` and ``unsure`` must be 0."""

    copies: int
    """Arrived once more under the same Message-ID or the same tag: nobody sees it."""
    lost: int
    twice: int
    """Came again under another Message-ID or tag: somebody sees it."""
    changed: int
    """A copy that differs from the first in what its reader sees."""
    open: int
    """Never ended in the database, or never planned."""
    untrue: int
    """Ended in the database as sent, and never came."""
    unsure: int
    """Came, and was given up because the line went dead each time."""

    @property
    def faults(self) -> dict[str, int]:
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: count for name, count in named.items() if count and name not in ALLOWED}


def left(now: Any) -> int:
    """How many are still to be planned or sent."""
    waiting = Delivery.objects.filter(state__in=OPEN).count()
    for model in (Reminder, SummarySchedule, TeamDigest):
        waiting += model._default_manager.filter(next_at__lte=now).count()
    return waiting


def judge(crowd: Crowd, sink: Sink) -> Verdict:
    """Look at every mail and every notice that arrived."""
    mails = [
        (str(mail["X-Envelope-To"]), str(mail["Message-ID"]), str(mail["Subject"]))
        for mail in list(sink.mails)
    ]
    notices = []
    for got in list(crowd.service.received):
        if "gone-" not in got.path:
            shown = json.loads(crowd.browser.read(got.body))["notification"]
            notices.append((got.path, shown["tag"], f"{shown['body']} {shown['data']['id']}"))
    by_mail, by_push = _distinct(mails), _distinct(notices)
    came = {key.strip("<>").partition("@")[0] for _, key in by_mail}
    came |= {shown.rpartition(" ")[2] for _, _, shown in notices}
    sent = {str(one) for one in Delivery.objects.filter(state="sent").values_list("id", flat=True)}
    return Verdict(
        copies=len(mails) + len(notices) - len(by_mail) - len(by_push),
        lost=_missing(crowd.mails, by_mail) + _missing(crowd.notices, by_push),
        twice=_extra(crowd.mails, by_mail) + _extra(crowd.notices, by_push),
        changed=len(set(mails)) + len(set(notices)) - len(by_mail) - len(by_push),
        open=left(crowd.now) + Occurrence.objects.filter(state=Occurrence.State.QUEUED).count(),
        untrue=len(sent - came),
        unsure=len(came - sent),
    )


def outcomes() -> Counter[str]:
    """How many deliveries ended how."""
    rows = Delivery.objects.values_list("kind", "channel", "state", "last_error")
    return Counter(
        f"{kind} by {channel}: {state}" + (f" ({error})" if state == "dead" else "")
        for kind, channel, state, error in rows
    )


def _distinct(arrived: Iterable[tuple[str, str, str]]) -> set[tuple[str, str]]:
    return {(where, key) for where, key, _ in arrived}


def _per_place(arrived: set[tuple[str, str]]) -> Counter[str]:
    return Counter(where for where, _ in arrived)


def _missing(wanted: Counter[str], arrived: set[tuple[str, str]]) -> int:
    return (wanted - _per_place(arrived)).total()


def _extra(wanted: Counter[str], arrived: set[tuple[str, str]]) -> int:
    return (_per_place(arrived) - wanted).total()
