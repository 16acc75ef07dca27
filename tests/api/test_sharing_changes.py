"""Changing what somebody was given: narrower at once, wider after a proof, each with a consent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.errors import NotFound
from journal.core.ids import new_id
from journal.sharing.changes import change_grant
from journal.sharing.models import ConsentRecord, Grant
from journal.sharing.terms import Terms
from journal.teams.services import found_team
from tests.people import grant, op, person

JSON: dict[str, Any] = {"content_type": "application/json"}


@pytest.fixture
def shared(db):
    """Carla may see Ana's symptoms and sleep for 30 days; Ana noted one thing of each."""
    ana, carla = person("Ana", journal=True), person("Carla")
    now = timezone.now()
    sleep = {"section": "sleep", "type": "sleep", "body": {"hours": 7.0}}
    ops = [op(ana), op(ana, **sleep)]
    ana.client().post(f"/api/v1/journals/{ana.journal.id}/ops", {"ops": ops}, **JSON)
    given = grant(ana, carla, Section.SYMPTOMS, Section.SLEEP, now=now)
    return ana, carla, given


def change(owner, given, *, age=0, **terms):
    address = f"/api/v1/journals/{given.journal_id}/grants/{given.id}"
    return owner.client(age=age).patch(address, terms, **JSON)


def seen(who, ana):
    page = who.client().get(f"/api/v1/journals/{ana.journal.id}/timeline")
    assert page.status_code == 200, page.content
    return sorted(entry["type"] for entry in page.json()["entries"])


def day(days):
    return str(timezone.now().date() + timedelta(days=days))


def consents(ana):
    return ConsentRecord.objects.filter(journal=ana.journal)


def events(ana):
    return AuditEvent.objects.filter(journal=ana.journal, action="changed-sharing")


def test_less_is_shared_on_the_very_next_request_and_without_a_proof(shared):
    ana, carla, given = shared
    assert seen(carla, ana) == ["sleep", "symptom"]

    answer = change(ana, given, age=3600, sections=["sleep"])

    assert answer.status_code == 200
    assert answer.json()["sections"] == ["sleep"]
    assert seen(carla, ana) == ["sleep"]
    assert change(ana, given, age=3600, since=day(1)).status_code == 200
    assert seen(carla, ana) == []
    assert change(ana, given, age=3600, until=day(1)).json()["until"] == day(1)


@pytest.mark.parametrize(
    "terms",
    [
        {"sections": ["notes", "sleep", "symptoms"]},
        {"sections": ["mood"]},
        {"until": day(31)},
        {"since": None},
        {"since": "2026-02-28"},
        {"role": "caregiver"},
    ],
    ids=str,
)
def test_more_is_shared_only_just_after_a_proof(shared, terms):
    ana, _, given = shared
    mine = Grant.objects.filter(journal=ana.journal, id=given.id)
    mine.update(since="2026-03-01")
    before = mine.values().get()

    refused = change(ana, given, age=3600, **terms)
    assert (refused.status_code, refused.json()["code"]) == (401, "proof-needed")
    assert mine.values().get() == before
    assert not events(ana).exists()

    answer = change(ana, given, **terms)
    assert answer.status_code == 200
    assert {key: answer.json()[key] for key in terms} == terms


def test_wider_is_open_on_the_very_next_request(shared):
    ana, carla, given = shared
    Grant.objects.filter(id=given.id).update(sections=["sleep"], since=day(1))
    assert seen(carla, ana) == []

    change(ana, given, sections=["sleep", "symptoms"], since=None)

    assert seen(carla, ana) == ["sleep", "symptom"]


def test_whoever_may_note_from_now_on_can(shared):
    ana, carla, given = shared
    address = f"/api/v1/journals/{ana.journal.id}/ops"
    assert carla.client().post(address, {"ops": [op(carla)]}, **JSON).status_code == 403

    change(ana, given, role="caregiver")
    noted = carla.client().post(address, {"ops": [op(carla)]}, **JSON)
    assert noted.json()["results"][0]["status"] == "applied"

    change(ana, given, age=3600, role="viewer")
    assert carla.client().post(address, {"ops": [op(carla)]}, **JSON).status_code == 403


def test_each_change_has_its_consent_its_event_and_its_version(shared):
    ana, _, given = shared
    first = given.consent_id
    change(ana, given, sections=["sleep"])
    change(ana, given, until=day(60))
    change(ana, given, until=day(60))

    now = Grant.objects.get(id=given.id)
    assert (now.version, consents(ana).count(), events(ana).count()) == (3, 3, 2)
    assert consents(ana).get(id=first).sections == ["sleep", "symptoms"]
    assert (now.consent.sections, str(now.consent.until)) == (["sleep"], day(60))
    assert {(event.actor_id, event.acted_as, event.about) for event in events(ana)} == {
        (ana.user.id, "owner", given.id)
    }
    assert [event.sections for event in events(ana)] == [["sleep"], ["sleep"]]
    looks = ana.client().get(f"/api/v1/journals/{ana.journal.id}/looks").json()["looks"]
    assert looks == []


def test_what_is_extended_ends_with_its_new_last_day(shared):
    ana, _, given = shared

    change(ana, given, until=day(60))

    ends = Grant.objects.get(id=given.id).expires_at
    assert str(ends.date()) == day(61)
    assert (ends.hour, ends.minute) == (0, 0)


def test_what_ended_can_be_shared_again_and_what_was_stopped_cannot(shared):
    ana, carla, given = shared
    past = timezone.now() - timedelta(days=2)
    mine = Grant.objects.filter(id=given.id)
    mine.update(created_at=past - timedelta(days=9), expires_at=past, until=past.date())
    assert change(ana, given, age=3600, until=day(1)).status_code == 401
    assert change(ana, given, age=3600, sections=["sleep"]).status_code == 422
    assert change(ana, given, until=day(1)).json()["state"] == "on"
    assert seen(carla, ana) == ["sleep", "symptom"]

    mine.update(revoked_at=timezone.now())
    assert change(ana, given, until=day(2)).status_code == 404
    assert change(ana, Grant(id=new_id(), journal=ana.journal), until=day(2)).status_code == 404


@pytest.mark.parametrize(
    ("terms", "pointer"),
    [
        ({"sections": []}, "#/sections"),
        ({"sections": ["dreams"]}, "#/sections/0"),
        ({"until": day(-1)}, "#/until"),
        ({"until": day(400)}, "#/until"),
        ({"since": day(31)}, "#/since"),
        ({"role": "owner"}, "#/role"),
    ],
    ids=str,
)
def test_terms_that_make_no_sense_are_refused(shared, terms, pointer):
    ana, _, given = shared

    answer = change(ana, given, **terms)

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}
    assert (Grant.objects.get(id=given.id).version, consents(ana).count()) == (1, 1)


def test_a_team_still_only_looks(shared):
    ana, carla, _ = shared
    team = found_team(user=carla.user, name="Ward", now=timezone.now())
    teams = grant(ana, team, Section.SLEEP, now=timezone.now())

    assert change(ana, teams, role="caregiver").status_code == 422
    shown = change(ana, teams, sections=["symptoms"]).json()
    assert (shown["team"]["members"], shown["sections"]) == (["Carla"], ["symptoms"])


def test_nobody_changes_a_grant_in_a_journal_of_somebody_else(shared):
    _, carla, given = shared
    ben = person("Ben", journal=True)
    Grant.objects.filter(id=given.id).update(role="caregiver")

    assert change(carla, given, sections=["sleep"]).status_code == 403
    assert change(ben, given, sections=["sleep"]).status_code == 404
    address = f"/api/v1/journals/{ben.journal.id}/grants/{given.id}"
    assert ben.client().patch(address, {"sections": ["sleep"]}, **JSON).status_code == 404
    assert Grant.objects.get(id=given.id).sections == ["sleep", "symptoms"]


def test_a_grant_is_looked_for_in_this_journal_alone(shared):
    _, _, given = shared
    ben = person("Ben", journal=True)
    with pytest.raises(NotFound):
        change_grant(
            access=ben.access, journal=ben.journal, grant_id=given.id,
            changes={"sections": frozenset({Section.SLEEP})}, is_proven=True, now=timezone.now(),
        )  # fmt: skip


def test_a_page_that_shows_a_journal_learns_of_each_change_and_of_the_end(shared):
    ana, carla, given = shared
    address = f"/api/v1/journals/{ana.journal.id}/my-access"
    first = carla.client().get(address).json()
    assert (first["role"], first["sections"], first["since"]) == (
        "viewer", ["symptoms", "sleep"], None,
    )  # fmt: skip

    change(ana, given, sections=["sleep"])
    second = carla.client().get(address).json()
    assert second["sections"] == ["sleep"]
    assert second["version"] != first["version"]
    assert carla.client().get(address).json() == second

    ana.client().delete(f"/api/v1/journals/{ana.journal.id}/grants/{given.id}")
    ended = carla.client().get(address)
    assert (ended.status_code, ended.json()["code"]) == (403, "access-revoked")
    assert not AuditEvent.objects.filter(journal=ana.journal, actor=carla.user).exists()


def terms(sections="symptoms", since=None, until="2026-04-01", role="viewer"):
    return Terms(frozenset(map(Section, sections.split())), since, until, role)


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        (terms(), terms(), False),
        (terms("symptoms sleep"), terms("sleep"), False),
        (terms("sleep"), terms("symptoms"), True),
        (terms("sleep"), terms("sleep symptoms"), True),
        (terms(), terms(since="2026-03-01"), False),
        (terms(since="2026-03-01"), terms(), True),
        (terms(since="2026-03-01"), terms(since="2026-02-28"), True),
        (terms(since="2026-03-01"), terms(since="2026-03-02"), False),
        (terms(), terms(until="2026-03-31"), False),
        (terms(), terms(until="2026-04-02"), True),
        (terms(), terms(role="caregiver"), True),
        (terms(role="caregiver"), terms(), False),
        (terms(role="caregiver"), terms(role="caregiver"), False),
        (terms("sleep food"), terms("sleep", until="2026-04-02"), True),
    ],
)
def test_what_gives_more(before, after, more):
    assert after.widens(before) is more
