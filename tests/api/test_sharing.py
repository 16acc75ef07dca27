"""Sharing end to end over HTTP: invite, accept, look, see who looked, stop."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.utils import timezone

from journal.accounts.models import Journal
from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.errors import InvitationUnusable
from journal.notifications.models import Delivery
from journal.sharing.models import ConsentRecord, Grant, Invitation
from tests.people import grant, op, person
from tests.queries import statements

JSON: dict[str, Any] = {"content_type": "application/json"}


@pytest.fixture
def ana(people):
    return people.ana


@pytest.fixture
def base(ana):
    return f"/api/v1/journals/{ana.journal.id}"


def invite(ana, base, **given):
    until = (timezone.now() + timedelta(days=30)).date()
    body = {"email": "carla@example.org", "sections": ["symptoms", "flags"], "until": str(until)}
    return ana.client().post(f"{base}/invitations", body | given, **JSON)


def token(invitation) -> str:
    return Invitation.objects.get(id=invitation.json()["id"]).token


def record(ana, *entries: dict[str, Any]) -> None:
    ops = [op(ana, **entry) for entry in entries]
    answer = (
        ana.client().post(f"/api/v1/journals/{ana.journal.id}/ops", {"ops": ops}, **JSON).json()
    )
    assert {result["status"] for result in answer["results"]} == {"applied"}


def test_a_nurse_sees_what_was_chosen_and_nothing_else(people, ana, base):
    record(
        ana,
        {"body": {"symptom": "nausea", "severity": 2, "note": "for me alone"}},
        {"type": "sleep", "section": "sleep", "body": {"quality": 3}},
        {"type": "note", "section": "notes", "body": {"text": "for me alone"}},
        {"section": "mood", "body": {"symptom": "self_harm_thoughts", "present": True}},
    )
    invitation = invite(ana, base)
    assert invitation.status_code == 201
    carla = people.carla.client()

    offer = carla.post("/api/v1/invitations/preview", {"token": token(invitation)}, **JSON)
    assert offer.json()["sections"] == ["flags", "symptoms"]
    accepted = carla.post("/api/v1/invitations/accept", {"token": token(invitation)}, **JSON)
    assert accepted.json() == {"journal_id": str(ana.journal.id)}

    page = carla.get(f"{base}/timeline")
    assert page.json()["owner_name"] == "Ana"
    assert page.json()["owner_id"] == str(people.ana.user.id)
    [entry] = page.json()["entries"]
    assert entry["body"] == {"symptom": "nausea", "severity": 2}
    assert b"for me alone" not in page.content
    assert carla.get(f"{base}/changes").status_code == 403
    [shared] = carla.get("/api/v1/shared").json()["journals"]
    assert shared["owner_name"] == "Ana"


def test_the_survivor_sees_who_looked_and_stopping_holds_on_the_next_request(people, ana, base):
    record(ana, {})
    invitation = invite(ana, base)
    carla = people.carla.client()
    carla.post("/api/v1/invitations/accept", {"token": token(invitation)}, **JSON)
    assert carla.get(f"{base}/timeline").status_code == 200
    assert carla.get(f"{base}/flags").status_code == 200

    looks = ana.client().get(f"{base}/looks").json()["looks"]
    assert [look["action"] for look in looks] == [
        "looked-at-flags", "looked-at-entries", "accepted",
    ]  # fmt: skip
    assert {look["who"] for look in looks} == {"Carla"}
    [shown] = ana.client().get(f"{base}/sharing").json()["grants"]
    assert shown["last_looked_at"] is not None

    assert ana.client().delete(f"{base}/grants/{shown['id']}").status_code == 204
    refused = carla.get(f"{base}/timeline")
    assert (refused.status_code, refused.json()["code"]) == (403, "access-revoked")
    assert carla.get("/api/v1/shared").json()["journals"] == []
    # A phone that lost the answer tells it again: nothing is stopped, or written down, twice.
    written = AuditEvent.objects.filter(action=AuditEvent.Action.STOPPED_SHARING)
    assert ana.client().delete(f"{base}/grants/{shown['id']}").status_code == 204
    assert written.count() == 1


def test_the_list_of_shared_journals_is_a_look_that_is_told_once_a_day(people, ana, base):
    now = timezone.now()
    grant(ana, people.carla, Section.SYMPTOMS, Section.FLAGS, now=now)
    other = person("Dora", journal=True)
    grant(other, people.carla, Section.SLEEP, now=now)
    carla = people.carla.client()

    with statements() as seen:
        carla.get("/api/v1/shared")
    assert len([sql for sql in seen if "journal_auditevent" in sql]) == 1
    carla.get("/api/v1/shared")
    with time_machine.travel(now + timedelta(days=1)):
        carla.get("/api/v1/shared")

    days = [now.date() + timedelta(days=1), now.date()]
    for owner, sections in ((ana, ["flags", "symptoms"]), (other, ["sleep"])):
        looks = owner.client().get(f"/api/v1/journals/{owner.journal.id}/looks").json()["looks"]
        told = [(look["who"], look["action"], look["what"]) for look in looks]
        assert told == [("Carla", "saw-counts", sections)] * 2
        assert [look["at"][:10] for look in looks] == list(map(str, days))
    [shown] = ana.client().get(f"{base}/sharing").json()["grants"]
    assert shown["last_looked_at"] is not None


def test_events_say_as_what_somebody_acted(people, ana, base):
    invitation = invite(ana, base)
    carla = people.carla.client()
    carla.post("/api/v1/invitations/accept", {"token": token(invitation)}, **JSON)
    carla.get(f"{base}/timeline")

    events = AuditEvent.objects.filter(journal=ana.journal).order_by("at")
    assert list(events.values_list("action", "acted_as", "outcome")) == [
        ("invited", "owner", "allowed"),
        ("accepted", "viewer", "allowed"),
        ("looked-at-entries", "viewer", "allowed"),
    ]


def test_an_invitation_works_once_and_only_for_its_address(people, ana, base):
    invitation = invite(ana, base)
    secret = {"token": token(invitation)}
    ben, carla = people.ben.client(), people.carla.client()

    assert ben.post("/api/v1/invitations/accept", secret, **JSON).status_code == 410
    assert carla.post("/api/v1/invitations/accept", secret, **JSON).status_code == 200
    assert carla.post("/api/v1/invitations/accept", secret, **JSON).status_code == 410
    assert Grant.objects.filter(journal=ana.journal).count() == 1
    assert ConsentRecord.objects.get(journal=ana.journal).sections == ["flags", "symptoms"]


def test_the_link_to_scan_is_that_of_the_mail_and_shown_once(ana, base):
    made = invite(ana, base).json()

    assert made["link"] == f"http://localhost:8000/invited#{Invitation.objects.get().token}"
    listed = ana.client().get(f"{base}/sharing").json()["invitations"]
    assert [set(made) - set(item) for item in listed] == [{"link"}]


def test_a_new_invitation_takes_the_place_of_what_was_shared_before(people, ana, base):
    before = grant(ana, people.carla, Section.SYMPTOMS, Section.MOOD, now=timezone.now())
    invitation = invite(ana, base, sections=["sleep"])
    carla = people.carla.client()

    accepted = carla.post("/api/v1/invitations/accept", {"token": token(invitation)}, **JSON)

    assert accepted.status_code == 200
    held = Grant.objects.filter(journal=ana.journal, revoked_at=None).values("sections", "version")
    assert list(held) == [{"sections": ["sleep"], "version": 2}]
    assert Grant.objects.get(id=before.id).revoked_at is not None


def test_of_two_who_accept_at_once_one_is_refused(people, ana, base):
    offered = Invitation.objects.get(id=invite(ana, base).json()["id"])
    offered.use(timezone.now())

    with pytest.raises(InvitationUnusable):
        offered.use(timezone.now())


@pytest.mark.parametrize("how", ["withdrawn", "expired", "journal ending"])
def test_an_invitation_that_was_taken_back_or_is_old_opens_nothing(people, ana, base, how):
    invitation = invite(ana, base)
    invitation_id = invitation.json()["id"]
    if how == "withdrawn":
        gone = ana.client().delete(f"{base}/invitations/{invitation_id}")
        assert gone.status_code == 204
    elif how == "journal ending":
        Journal.objects.filter(id=ana.journal.id).update(state=Journal.State.PENDING_DELETION)
    else:
        past = timezone.now() - timedelta(seconds=1)
        Invitation.objects.filter(journal=ana.journal, id=invitation_id).update(expires_at=past)

    carla = people.carla.client()
    answer = carla.post("/api/v1/invitations/accept", {"token": token(invitation)}, **JSON)

    assert (answer.status_code, answer.json()["code"]) == (410, "invitation-unusable")
    assert not Grant.objects.filter(journal=ana.journal).exists()


@pytest.mark.parametrize(
    ("case", "change", "pointer"),
    [
        ("nothing chosen", {"sections": []}, "#/sections"),
        ("her own address", {"email": "ANA@example.org"}, "#/email"),
        ("a day that is over", {"until": "2020-01-01"}, "#/until"),
        ("years ahead", {"until": "2099-01-01"}, "#/until"),
        ("not an address", {"email": "carla"}, "#/email"),
        ("an unknown section", {"sections": ["dreams"]}, "#/sections/0"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(ana, base, case, change, pointer):
    answer = invite(ana, base, **change)

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}
    assert not Invitation.objects.filter(journal=ana.journal).exists()
    assert not Delivery.objects.exists()


def test_days_before_the_chosen_one_are_not_open(people, ana, base):
    record(
        ana,
        {"occurred_at": "2026-03-01T08:00:00+01:00"},
        {"occurred_at": "2026-03-02T08:00:00+01:00"},
    )
    now = timezone.now()
    grant(ana, people.carla, Section.SYMPTOMS, since="2026-03-02", now=now)

    entries = people.carla.client().get(f"{base}/timeline").json()["entries"]

    assert [entry["local_date"] for entry in entries] == ["2026-03-02"]


def test_a_grant_ends_with_its_day_where_the_journal_is(people):
    auckland = person("Kiri", journal=True, time_zone="Pacific/Auckland")
    base = f"/api/v1/journals/{auckland.journal.id}"
    invitation = invite(auckland, base)
    people.carla.client().post("/api/v1/invitations/accept", {"token": token(invitation)}, **JSON)

    made = Grant.objects.get(journal=auckland.journal)

    midnight_there = made.expires_at.astimezone(ZoneInfo("Pacific/Auckland"))
    assert midnight_there.strftime("%H:%M") == "00:00"
    assert midnight_there.date() == made.until + timedelta(days=1)


def test_the_log_cannot_be_changed_by_the_role_that_the_web_uses(people, ana, base):
    invite(ana, base)

    for change in (
        lambda: AuditEvent.objects.filter(journal=ana.journal).update(action="refused"),
        lambda: AuditEvent.objects.filter(journal=ana.journal).delete(),
        lambda: ConsentRecord.objects.filter(journal=ana.journal).update(text_version="2"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()


def test_invitations_are_not_sent_without_end(ana, base):
    answers = [invite(ana, base, email=f"n{number}@example.org") for number in range(31)]

    assert [answer.status_code for answer in answers] == [201] * 30 + [429]
    assert Delivery.objects.filter(kind="invitation").count() == 30


def test_a_flag_is_shown_only_to_whoever_may_see_all_it_rests_on(people):
    ana, carla, now = people.ana, people.carla, timezone.now()
    breathless = {"symptom": "shortness_of_breath", "severity": 4}
    sent = {"ops": [op(ana, body=breathless, occurred_at=now.isoformat())]}
    address = f"/api/v1/journals/{ana.journal.id}"
    assert ana.client().post(f"{address}/ops", sent, **JSON).status_code == 200
    grant(ana, carla, Section.FLAGS, Section.SLEEP, now=now)

    def seen():
        return len(carla.client().get(f"{address}/flags").json()["flags"])

    assert seen() == 0
    Grant.objects.update(sections=["flags", "sleep", "symptoms"])
    assert seen() == 1
