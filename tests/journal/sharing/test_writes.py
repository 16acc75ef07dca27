"""What an access lets somebody note: a caregiver where it was shared, everybody else nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from journal.core.access import Principal, Role, Section
from journal.core.errors import ReadOnly
from journal.core.ids import new_id
from journal.sharing.policy import POLICY, Action, JournalFacts, Standing, decide
from journal.sync.load import load_world
from tests.people import NOON

HERE = JournalFacts(id=new_id(), owner_id=new_id(), is_deleted=False, is_active=True)
SHARED = frozenset({Section.SYMPTOMS, Section.FLAGS})


def opened(role: Role, action: Action, sections: frozenset[Section] = SHARED):
    ends = NOON + timedelta(days=1)
    standing = Standing(new_id(), role, sections, None, ends, None, 1)
    who = Principal(new_id(), second_factor=True)
    return decide(who, action, HERE, [standing], now=NOON).access


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER, Role.VISIT])
def test_whoever_may_only_look_has_nothing_to_write_in(role):
    access = opened(role, Action.READ_ENTRIES)

    assert (access.sections, access.writes) == (SHARED, frozenset())


def test_a_caregiver_writes_where_it_was_shared():
    assert opened(Role.CAREGIVER, Action.WRITE_ENTRIES).writes == SHARED


def test_a_caregiver_with_whom_no_kind_is_shared_notes_nothing():
    with pytest.raises(ReadOnly):
        opened(Role.CAREGIVER, Action.WRITE_ENTRIES, frozenset())


def test_only_owners_and_caregivers_have_a_line_for_writing():
    """What an access lets one write would refuse the others too; either alone must hold."""
    assert set(POLICY[Action.WRITE_ENTRIES]) == {Role.OWNER, Role.CAREGIVER}


def test_an_operation_is_held_against_what_may_be_written_not_what_may_be_seen(people):
    ana, carla = people.ana, people.carla
    access = replace(
        opened(Role.CAREGIVER, Action.WRITE_ENTRIES),
        journal_id=ana.journal.id,
        user_id=carla.user.id,
        writes=frozenset({Section.SYMPTOMS}),
    )
    with transaction.atomic():
        world = load_world(journal=ana.journal, access=access, ops=[], now=NOON)

    assert world.sections == {"symptoms"}
