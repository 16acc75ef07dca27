"""Who tries an invitation that was used, or that is somebody else's, is in the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from journal.sharing.models import Invitation
from journal.teams.models import TeamInvitation
from journal.teams.services import found_team
from tests.api.test_refusals import JSON, base, events
from tests.people import person


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


def test_an_invitation_in_the_wrong_hands_is_told_without_a_name(people):
    ana, ben, carla = people.ana, people.ben, people.carla
    until = str((timezone.now() + timedelta(days=9)).date())
    body = {"email": "carla@example.org", "sections": ["sleep"], "until": until}
    ana.client().post(f"{base(ana)}/invitations", body, **JSON)
    token = {"token": Invitation.objects.get().token}

    assert ben.client().post("/api/v1/invitations/preview", token, **JSON).status_code == 410
    assert carla.client().post("/api/v1/invitations/accept", token, **JSON).status_code == 200
    assert carla.client().post("/api/v1/invitations/accept", token, **JSON).status_code == 410

    assert [event.reason for event in events()] == ["leaked-invitation", "used-invitation"]
    told = ana.client().get(f"{base(ana)}/looks").json()["looks"]
    assert [(look["who"], look["action"], look["reason"]) for look in told] == [
        ("Carla", "accepted", None),
        (None, "refused", "leaked-invitation"),
    ]


def test_an_offer_of_a_team_in_the_wrong_hands_is_logged(people):
    ana, ben, carla, lead = people.ana, people.ben, people.carla, person("Nora")
    team = found_team(user=lead.user, name="Ward 3", now=timezone.now())
    offer = {"email": "carla@example.org", "role": "member"}
    address = f"/api/v1/teams/{team.id}/invitations"
    assert lead.client().post(address, offer, **JSON).status_code == 201
    made = TeamInvitation.objects.get()
    token = {"token": made.token}

    for who, way, status in (
        (ben, "preview", 410), (ben, "join", 410), (carla, "join", 200),
        (carla, "join", 410),
    ):  # fmt: skip
        place = f"/api/v1/teams/{way}"
        assert who.client().post(place, token, **JSON).status_code == status
    assert ben.client().post("/api/v1/teams/join", {"token": "x"}, **JSON).status_code == 410

    assert [
        (event.reason, event.actor_id, event.journal_id, event.about) for event in events()
    ] == [
        ("leaked-invitation", ben.user.id, None, made.id),
        ("used-invitation", carla.user.id, None, made.id),
    ]
    assert ana.client().get(f"{base(ana)}/looks").json()["looks"] == []
