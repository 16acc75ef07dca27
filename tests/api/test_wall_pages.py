"""Visit pages with the first wall taken down: the database still shows them to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from journal.core.access import Section
from journal.core.wall import close_wall
from journal.sharing.models import VisitPage, VisitPageReceiver
from journal.sharing.visits import open_visit, show_code
from tests.visit_pages import World

READS = {
    "ana": 1, "mia": 1, "max": 1, "lead": 1, "carla": 0, "rita": 0, "ben": 0,
}  # fmt: skip


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def page(world) -> dict[str, Any]:
    return world.send(world.to_team)


def seen() -> tuple[int, int]:
    return VisitPage.objects.count(), VisitPageReceiver.objects.count()


@pytest.mark.parametrize("who", READS)
def test_who_finds_a_page_to_the_team_by_plain_sql(world, page, who):
    close_wall(user_id=getattr(world, who).user.id)

    assert seen() == (READS[who], READS[who])


def test_of_a_page_to_two_each_sees_their_own_receiver(world):
    world.send(world.to_team, world.to_carla)
    close_wall(user_id=world.carla.user.id)

    assert [row.grant_id for row in VisitPageReceiver.objects.all()] == [world.to_carla.id]


def test_a_page_that_was_taken_back_is_the_owners_alone(world, page):
    world.take_back(page)
    close_wall(user_id=world.mia.user.id)
    assert not VisitPage.objects.exists()

    close_wall(user_id=world.ana.user.id)
    assert VisitPage.objects.exists()


def test_a_grant_that_ended_shows_nothing(world, page):
    world.to_team.revoked_at = timezone.now()
    world.to_team.save()
    close_wall(user_id=world.mia.user.id)

    assert seen() == (0, 0)


def test_a_visit_and_nobody_see_none(world, page):
    shown = show_code(
        access=world.ana.access, journal=world.ana.journal, sections=[Section.SLEEP], since=None,
        now=world.now,
    )  # fmt: skip
    visit, _ = open_visit(secret=shown.code, now=world.now)
    for who in ({"visit_id": visit.id}, {}):
        close_wall(**who)
        assert seen() == (0, 0)


FORBIDDEN = {
    "words of a page": "UPDATE journal_visitpage SET page = '{}', taken_back_at = now()",
    "a receiver's page": "UPDATE journal_visitpagereceiver SET page_id = gen_random_uuid()",
    "a receiver's grant": "UPDATE journal_visitpagereceiver SET grant_id = gen_random_uuid()",
    "taking a page away": "DELETE FROM journal_visitpage",
    "taking a receiver away": "DELETE FROM journal_visitpagereceiver",
}


@pytest.mark.parametrize("what", FORBIDDEN)
@pytest.mark.parametrize("who", ["ana", "mia"])
def test_what_no_request_changes(world, page, what, who):
    close_wall(user_id=getattr(world, who).user.id)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(FORBIDDEN[what])


def test_nobody_says_that_somebody_else_opened_it_or_opens_it_anew(world, page):
    receivers, now = VisitPageReceiver.objects.all(), timezone.now()
    close_wall(user_id=world.mia.user.id)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        receivers.update(opened_at=now, opened_by=world.max.user)
    assert receivers.update(opened_at=now, opened_by=world.mia.user) == 1

    close_wall(user_id=world.max.user.id)
    assert receivers.update(opened_at=now, opened_by=world.max.user) == 0
    close_wall(user_id=world.carla.user.id)
    assert receivers.update(opened_at=now, opened_by=world.carla.user) == 0


@pytest.mark.parametrize("who", ["mia", "ben"])
def test_nobody_but_the_owner_sends_or_takes_back(world, page, who):
    close_wall(user_id=getattr(world, who).user.id)

    assert VisitPage.objects.update(taken_back_at=timezone.now()) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        VisitPageReceiver.objects.create(
            journal=world.ana.journal, page_id=page["id"], grant=world.to_carla
        )
