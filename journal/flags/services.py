"""Which entries cannot wait, and the survivor's answers to flags."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from journal.accounts.models import Journal
from journal.accounts.services import lock_journal
from journal.catalogue.terms import term
from journal.core.access import Access
from journal.core.clock import local_day
from journal.core.errors import FieldError, Invalid, NotFound
from journal.flags.models import Flag
from journal.flags.rules.self_harm_thoughts import SLUG as SELF_HARM

log = logging.getLogger(__name__)

SWEEP_SIZE = 500
LOST_AFTER = timedelta(seconds=30)
PRESSING_SEVERITY = 3
PRESSING_CELSIUS = 35.9, 37.4
"""A temperature between these can raise no flag, whatever a site has set."""
PRESSING_SYMPTOMS = frozenset(
    {
        "arm_leg_swelling", "back_pain", "bladder_control_loss", "bloating",
        "bowel_control_loss", "constipation", "vomiting",
    }
)  # fmt: skip
"""Not alarming alone; at a low score they can complete an emergency with what came before."""


def is_pressing(entry_type: str, body: Mapping[str, Any]) -> bool:
    """Whether the entry alone might be an emergency, so that it is evaluated on the spot.

    Generous on purpose: a needless evaluation costs milliseconds.
    """
    if entry_type == "temperature":
        low, high = PRESSING_CELSIUS
        return not low < body["celsius"] < high
    if entry_type == "activity":
        return bool(body.get("during_symptoms"))
    if entry_type != "symptom":
        return False
    known = term(body["symptom"])
    scores = [body.get(name) or 0 for name in ("severity", "interference", "amount", "frequency")]
    if max(scores) >= PRESSING_SEVERITY:
        return True
    is_there = any(scores) or bool(body.get("present"))
    in_patterns = body["symptom"] in PRESSING_SYMPTOMS or bool(body.get("qualifiers"))
    return is_there and (in_patterns or (known is not None and known.tier == "A"))


@transaction.atomic
def answer_flag(*, access: Access, flag_id: UUID, answer: Flag.Answer, now: datetime) -> Flag:
    """Record what the survivor says of a flag, with its time.

    All answers but "this cannot wait" acknowledge the flag. Raises ``NotFound``, and ``Invalid``
    for "not useful" to a flag about thoughts of hurting oneself, which offers no such answer.
    """
    journal = lock_journal(access.journal_id)
    mine = Flag.objects.filter(journal_id=access.journal_id, id=flag_id)
    flag = mine.first()
    if flag is None:
        raise NotFound
    if answer == Flag.Answer.NOT_USEFUL and flag.concept == SELF_HARM:
        raise Invalid(FieldError("#/answer", "not-offered", "this flag has no such answer"))
    changes: dict[str, Any] = {"answer": answer, "answered_at": now, "updated_at": now}
    if answer != Flag.Answer.CANNOT_WAIT and flag.state == Flag.State.OPEN:
        changes |= {
            "state": Flag.State.ACKNOWLEDGED,
            "acknowledged_on": local_day(now, journal.time_zone),
            "was_false": False,
        }
    mine.update(**changes)
    Journal.objects.filter(id=access.journal_id).update(flags_version=F("flags_version") + 1)
    for name, value in changes.items():
        setattr(flag, name, value)
    return flag
