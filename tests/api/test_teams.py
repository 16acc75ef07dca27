"""Care teams: a journal is shared with whoever is in the team at that moment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.audit.models import AuditEvent
from journal.notifications.deliver import deliver_due
from journal.sharing.models import Grant
from journal.teams.models import TeamMembership
from tests.people import person
from tests.queries import statements

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


def member(team, who):
    return f"/api/v1/teams/{team['id']}/members/{who.user.id}"


def roles(who, team):
    crew = who.client().get(f"/api/v1/teams/{team['id']}").json()["members"]
    return {item["name"]: item["role"] for item in crew}


def test_a_lead_makes_a_member_lead_and_back(ward):
    _, nora, olaf, team = ward

    made = nora.client().patch(member(team, olaf), {"role": "lead"}, **JSON)
    assert made.status_code == 200
    assert roles(nora, team) == {"Nora": "lead", "Olaf": "lead"}
    assert olaf.client().patch(member(team, nora), {"role": "member"}, **JSON).status_code == 200
    assert roles(olaf, team) == {"Nora": "member", "Olaf": "lead"}
    assert nora.client().patch(member(team, nora), {"role": "lead"}, **JSON).status_code == 403


def test_a_team_is_never_without_a_lead(ward):
    _, nora, olaf, team = ward

    answer = nora.client().patch(member(team, nora), {"role": "member"}, **JSON)
    assert (answer.status_code, answer.json()["code"]) == (409, "last-lead")
    assert roles(nora, team) == {"Nora": "lead", "Olaf": "member"}

    nora.client().patch(member(team, olaf), {"role": "lead"}, **JSON)
    assert nora.client().delete(member(team, nora)).status_code == 204
    assert roles(olaf, team) == {"Olaf": "lead"}
    assert olaf.client().patch(member(team, olaf), {"role": "member"}, **JSON).status_code == 409


def test_letting_somebody_lead_needs_a_fresh_proof_and_taking_it_back_none(ward):
    _, nora, olaf, team = ward
    answer = nora.client(age=3600).patch(member(team, olaf), {"role": "lead"}, **JSON)
    assert (answer.status_code, answer.json()["code"]) == (401, "proof-needed")
    assert roles(nora, team)["Olaf"] == "member"

    nora.client().patch(member(team, olaf), {"role": "lead"}, **JSON)
    back = nora.client(age=3600).patch(member(team, olaf), {"role": "member"}, **JSON)
    assert back.status_code == 200


def test_a_role_is_for_somebody_in_the_team(ward):
    ana, nora, _, team = ward

    assert nora.client().patch(member(team, ana), {"role": "lead"}, **JSON).status_code == 404
    wrong = nora.client().patch(member(team, nora), {"role": "owner"}, **JSON)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "#/role")


def test_survivors_are_told_who_comes_and_goes_in_a_team_that_may_look(ward):
    ana, nora, olaf, team = ward
    share(ana, nora, team, for_team=True)
    ben = person("Ben", journal=True)
    share(ben, nora, team, for_team=True)
    stopped = person("Cleo", journal=True)
    share(stopped, nora, team, for_team=True)
    Grant.objects.filter(journal=stopped.journal).update(revoked_at=timezone.now())
    alone = person("Dora", journal=True)
    share(alone, nora)
    pia = person("Pia")

    join(nora, pia, team)
    nora.client().patch(member(team, pia), {"role": "lead"}, **JSON)
    nora.client().patch(member(team, pia), {"role": "lead"}, **JSON)
    pia.client().delete(member(team, olaf))
    pia.client().delete(member(team, pia))

    told = [
        ("Nora", "accepted"), ("Pia", "joined-team"), ("Nora", "changed-lead"),
        ("Pia", "removed-member"), ("Pia", "left-team"),
    ]  # fmt: skip
    for owner in (ana, ben):
        looks = owner.client().get(f"/api/v1/journals/{owner.journal.id}/looks").json()["looks"]
        assert [(look["who"], look["action"]) for look in looks] == told[::-1]
    events = AuditEvent.objects.exclude(action__in=("invited", "accepted"))
    assert not events.filter(journal__in=[stopped.journal, alone.journal]).exists()
    assert {event.acted_as for event in events} == {"member"}
    olafs = TeamMembership.objects.get(team_id=team["id"], user=olaf.user)
    assert {event.about for event in events if event.action == "removed-member"} == {olafs.id}


def test_a_change_of_role_costs_the_same_for_one_journal_and_for_many(ward):
    ana, nora, olaf, team = ward
    lead = {"role": "lead"}
    share(ana, nora, team, for_team=True)
    with statements() as one:
        nora.client().patch(member(team, olaf), lead, **JSON)
    for name in ("Ben", "Cleo", "Dora"):
        share(person(name, journal=True), nora, team, for_team=True)
    nora.client().patch(member(team, olaf), {"role": "member"}, **JSON)
    with statements() as many:
        nora.client().patch(member(team, olaf), lead, **JSON)

    assert len(one) == len(many)


def test_whoever_came_for_others_is_known_even_when_nothing_is_shared(ward):
    ana, nora, olaf, _ = ward
    pia = person("Pia")

    def came(who):
        return who.client().get("/api/v1/me").json()["came_for_others"]

    assert [came(who) for who in (ana, nora, olaf, pia)] == [False, True, True, False]
    share(ana, pia)
    ana.client().delete(f"/api/v1/journals/{ana.journal.id}/grants/{Grant.objects.get().id}")
    assert came(pia) is True


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
