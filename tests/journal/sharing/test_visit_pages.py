"""Visit pages by the first wall alone: the role of these tests sees every row."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from journal.core.errors import NotFound
from journal.sharing.access import open_journal_for
from journal.sharing.models import VisitPageReceiver
from journal.sharing.policy import Action
from journal.sharing.selectors import pages
from journal.sharing.visit_pages import open_page
from tests.visit_pages import World


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
    world.send(world.to_team)
    mine = world.send(world.to_carla)
    access, _ = open_journal_for(
        principal=world.carla.principal, journal_id=world.ana.journal.id, action=Action.LIST_PAGES,
        now=world.now,
    )  # fmt: skip

    assert [str(one.id) for one in pages(access, before=None, limit=9, now=world.now)] == [
        mine["id"]
    ]
