"""A visit opens its own journal, as itself: not another journal, and not as another visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.core.access import Principal
from journal.core.errors import DomainError
from journal.core.ids import new_id
from journal.sharing.access import open_journal_for
from journal.sharing.models import ConsentRecord, Visit
from journal.sharing.policy import Action
from tests.people import NOON


def opened_visit(who, **given) -> Visit:
    known = {"sections": ["symptoms"], "opened_at": NOON, "ends_at": NOON + timedelta(hours=2)}
    consent = ConsentRecord.objects.create(
        journal=who.journal, given_by=who.user, given_at=NOON, sections=["symptoms"],
        until=NOON.date(), text_version="1",
    )  # fmt: skip
    return Visit.objects.create(
        journal=who.journal, created_at=NOON, code_until=NOON + timedelta(minutes=15),
        code_hash=new_id().bytes * 2, link_hash=new_id().bytes * 2, consent=consent,
        **known | given,
    )  # fmt: skip


def look(visit_id, who) -> list[str]:
    access, _ = open_journal_for(
        principal=Principal(None, visit_id=visit_id), journal_id=who.journal.id,
        action=Action.READ_ENTRIES, now=NOON,
    )  # fmt: skip
    return access.section_names


def test_a_visit_does_not_open_another_journal(people):
    visit = opened_visit(people.ana)
    assert look(visit.id, people.ana) == ["symptoms"]

    with pytest.raises(DomainError):
        look(visit.id, people.ben)


def test_a_visit_that_ended_does_not_go_on_as_a_later_one(people):
    ended = opened_visit(people.ana, ended_at=NOON)
    opened_visit(people.ana, sections=["symptoms", "sleep"])

    with pytest.raises(DomainError):
        look(ended.id, people.ana)
