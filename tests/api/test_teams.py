"""Care teams: a journal is shared with whoever is in the team at that moment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.notifications.deliver import deliver_due
from journal.sharing.models import Grant
from tests.people import person

JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def ward(db):
    """Nora leads a team; Olaf is in it; Ana has a journal."""
    ana, nora, olaf = person("Ana", journal=True), person("Nora"), person("Olaf")
    words = {"name": "Ward 3", "hours": "Weekdays 8 to 16", "phone": "+43 1 234"}
    team = nora.client().post("/api/v1/teams", words, **JSON).json()
    join(nora, olaf, team)
    return ana, nora, olaf, team


def join(lead, who, team, role="member"):
    offer = lead.client().post(
        f"/api/v1/teams/{team['id']}/invitations", {"email": who.user.email, "role": role}, **JSON
    )
    assert offer.status_code == 201, offer.content
    token = last_token("/join#")
    answer = who.client().post("/api/v1/teams/join", {"token": token}, **JSON)
    assert answer.status_code == 200, answer.content


def last_token(before):
    from django.core import mail

    now = timezone.now()
    deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))
    return mail.outbox[-1].body.split(before)[1].split()[0]


def share(ana, who, team=None, **more):
    """Ana invites ``who``, who accepts, for the team where one is given."""
    until = (timezone.now() + timedelta(days=30)).date().isoformat()
    offer = {"email": who.user.email, "sections": ["symptoms", "flags"], "until": until, **more}
    address = f"/api/v1/journals/{ana.journal.id}/invitations"
    made = ana.client().post(address, offer, **JSON)
    assert made.status_code == 201, made.content
    given = {"token": last_token("/invited#")} | ({"team_id": team["id"]} if team else {})
    return who.client().post("/api/v1/invitations/accept", given, **JSON)


def timeline(who, ana):
    return who.client().get(f"/api/v1/journals/{ana.journal.id}/timeline").status_code


def test_a_journal_shared_with_a_team_is_open_to_its_members(ward):
    ana, nora, olaf, team = ward
    assert share(ana, nora, team, for_team=True).status_code == 200

    assert [timeline(who, ana) for who in (nora, olaf)] == [200, 200]
    [listed] = olaf.client().get("/api/v1/shared").json()["journals"]
    assert (listed["role"], listed["team_name"]) == ("member", "Ward 3")
    [shown] = ana.client().get(f"/api/v1/journals/{ana.journal.id}/sharing").json()["grants"]
    assert shown["grantee"] is None
    assert shown["team"]["members"] == ["Nora", "Olaf"]
    assert shown["team"]["hours"] == "Weekdays 8 to 16"


def test_whoever_joins_later_sees_it_and_whoever_leaves_does_not(ward):
    ana, nora, olaf, team = ward
    share(ana, nora, team, for_team=True)
    pia = person("Pia")
    assert timeline(pia, ana) == 404
    join(nora, pia, team)
    assert timeline(pia, ana) == 200

    address = f"/api/v1/teams/{team['id']}/members"
    assert nora.client().delete(f"{address}/{olaf.user.id}").status_code == 204
    assert timeline(olaf, ana) == 403
    assert pia.client().delete(f"{address}/{pia.user.id}").status_code == 204
    assert timeline(pia, ana) == 403


def test_what_was_offered_to_one_person_is_not_for_a_team(ward):
    ana, nora, olaf, team = ward

    answer = share(ana, nora, team)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not-offered")
    assert timeline(olaf, ana) == 404


def test_nobody_opens_it_to_a_team_of_others(ward):
    ana, _, _, team = ward
    stranger = person("Quinn")

    assert share(ana, stranger, team, for_team=True).status_code == 404
    assert not Grant.objects.exists()


def test_a_team_looks_and_does_not_note(ward):
    ana, nora, _, _ = ward
    until = timezone.now().date().isoformat()
    offer = {"email": nora.user.email, "sections": ["symptoms"], "until": until}
    address = f"/api/v1/journals/{ana.journal.id}/invitations"
    made = ana.client().post(address, offer | {"role": "caregiver", "for_team": True}, **JSON)

    assert made.status_code == 422


def test_stopping_the_team_stops_everybody(ward):
    ana, nora, olaf, team = ward
    share(ana, nora, team, for_team=True)
    own = Grant.objects.get()

    ana.client().delete(f"/api/v1/journals/{ana.journal.id}/grants/{own.id}")

    assert [timeline(who, ana) for who in (nora, olaf)] == [403, 403]


def test_a_members_own_grant_goes_before_the_teams(ward):
    ana, nora, olaf, team = ward
    share(ana, nora, team, for_team=True)
    share(ana, olaf, role="caregiver")

    [listed] = olaf.client().get("/api/v1/shared").json()["journals"]
    assert (listed["role"], listed["team_name"]) == ("caregiver", None)


def test_the_last_lead_stays(ward):
    _, nora, olaf, team = ward
    address = f"/api/v1/teams/{team['id']}/members"

    answer = nora.client().delete(f"{address}/{nora.user.id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "last-lead")

    nora.client().delete(f"{address}/{olaf.user.id}")
    assert nora.client().delete(f"{address}/{nora.user.id}").status_code == 204


def test_only_a_lead_changes_a_team(ward):
    _, nora, olaf, team = ward
    address = f"/api/v1/teams/{team['id']}"

    assert olaf.client().patch(address, {"hours": "never"}, **JSON).status_code == 403
    assert olaf.client().delete(f"{address}/members/{nora.user.id}").status_code == 403
    assert nora.client().patch(address, {"hours": "Always"}, **JSON).json()["hours"] == "Always"


def test_inviting_into_a_team_needs_a_fresh_proof(ward):
    _, nora, _, team = ward
    address = f"/api/v1/teams/{team['id']}/invitations"
    answer = nora.client(age=3600).post(address, {"email": "x@example.org"}, **JSON)

    assert (answer.status_code, answer.json()["code"]) == (401, "proof-needed")


def test_an_invitation_is_for_one_address_and_once(ward, mailoutbox):
    _, nora, _, team = ward
    pia, quinn = person("Pia"), person("Quinn")
    nora.client().post(f"/api/v1/teams/{team['id']}/invitations", {"email": pia.user.email}, **JSON)
    token = last_token("/join#")

    assert quinn.client().post("/api/v1/teams/join", {"token": token}, **JSON).status_code == 410
    offer = pia.client().post("/api/v1/teams/preview", {"token": token}, **JSON).json()
    assert (offer["team_name"], offer["invited_by"]) == ("Ward 3", "Nora")
    assert pia.client().post("/api/v1/teams/join", {"token": token}, **JSON).status_code == 200
    assert pia.client().post("/api/v1/teams/join", {"token": token}, **JSON).status_code == 410
