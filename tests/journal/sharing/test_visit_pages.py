"""Visit pages by the first wall alone: the role of these tests sees every row."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from journal.core.access import Section
from journal.core.errors import Invalid, NotFound
from journal.core.ids import new_id
from journal.sharing.access import open_journal_for
from journal.sharing.models import Grant, VisitPageReceiver
from journal.sharing.policy import Action
from journal.sharing.selectors import pages
from journal.sharing.visit_pages import open_page, send_page
from journal.teams.services import found_team
from tests.people import grant, in_team
from tests.visit_pages import World, page_words


@pytest.fixture
def world(db) -> World:
    return World()


def test_what_was_opened_is_marked_with_whom_first(world):
    page = world.send(world.to_team, world.to_carla)

    for hour, who in enumerate((world.mia, world.max)):
        at = world.now + timedelta(hours=hour)
        access, _ = open_journal_for(
            principal=who.principal, journal_id=world.ana.journal.id, action=Action.OPEN_PAGE,
            now=at,
        )  # fmt: skip
        open_page(access=access, page_id=UUID(page["id"]), now=at)

    opened = dict(VisitPageReceiver.objects.values_list("grant_id", "opened_by"))
    assert opened == {world.to_team.id: world.mia.user.id, world.to_carla.id: None}
    assert VisitPageReceiver.objects.get(grant=world.to_team).opened_at == world.now
    world.take_back(page)
    with pytest.raises(NotFound):
        open_page(access=access, page_id=UUID(page["id"]), now=world.now)


def test_somebody_is_shown_what_was_sent_to_them(world):
    in_team(world.to_team.team, world.carla, now=world.now, removed_at=world.now)
    old = found_team(user=world.carla.user, name="Ward 4", now=world.now)
    ended = grant(world.ana, old, Section.SLEEP, now=world.now)
    world.send(world.to_team)
    world.send(ended)
    both = world.send(world.to_team, world.to_carla)
    Grant.objects.filter(id=ended.id).update(
        created_at=world.now - timedelta(days=9), expires_at=world.now
    )
    access, _ = open_journal_for(
        principal=world.carla.principal, journal_id=world.ana.journal.id, action=Action.LIST_PAGES,
        now=world.now,
    )  # fmt: skip

    [shown] = pages(access, before=None, limit=9, now=world.now)

    assert str(shown.id) == both["id"]
    assert [one.grant_id for one in shown.receivers] == [world.to_carla.id]


def test_a_page_goes_to_no_grant_of_another_journal(world):
    elsewhere = grant(world.ben, world.max, Section.SLEEP, now=world.now)

    with pytest.raises(Invalid):
        send_page(
            access=world.ana.access, page_id=new_id(), words=page_words(), appointment=None,
            grants=[elsewhere.id], now=world.now,
        )  # fmt: skip
