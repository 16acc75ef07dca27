"""Deleting an account: nothing of it is left anywhere, and what others have stays theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError

from journal.accounts.models import DeviceErasure, Journal, User
from journal.audit.models import AuditEvent
from journal.core.errors import LastLead
from journal.core.ids import GONE
from journal.entries.models import Entry, EntryRevision
from journal.notifications.models import Delivery, PushSubscription
from journal.privacy import erase as erasing
from journal.privacy.erase import ask_to_erase, erase_due, erase_now, keep_account
from journal.privacy.mails import compose_asked
from journal.privacy.models import ErasureReceipt
from journal.privacy.tasks import erase
from journal.sharing.models import Grant, Invitation, Visit, VisitPageReceiver
from journal.sync.models import Operation
from journal.teams.models import CareTeam, TeamMembership
from journal.teams.services import found_team
from tests.health_words import health_words
from tests.journal.privacy.full_life import FullLife, found_in, rows_of
from tests.people import NOON, in_team, op, person
from tests.phone import Phone
from tests.queries import statements

DAY = timedelta(days=1)
ME = "/api/v1/me/deletion"


@pytest.fixture
def life(db) -> FullLife:
    return FullLife()


def test_nothing_is_left_in_any_table(life):
    before = rows_of(life)
    assert not [model for model, count in before.items() if count == 0]

    erase_now(user=life.ana.user, now=life.now)

    left = found_in(life.traces)
    # Ids in the log name nobody any more.
    assert set(left) == {"journal_auditevent"}
    assert not found_in(life.traces[:2])
    assert {model: count for model, count in rows_of(life).items() if count} == {
        "journal.auditevent": rows_of(life)["journal.auditevent"]
    }


def test_what_others_have_stays_and_names_her_no_more(life):
    erase_now(user=life.ana.user, now=life.now)

    noted = Entry.objects.get(journal=life.ben.journal)
    assert (noted.author_id, noted.body["severity"]) == (GONE, 2)
    for model in (EntryRevision, Operation):
        assert model.objects.get(journal=life.ben.journal).author_id == GONE
    # Somebody noted it, and not Ben.
    [shown] = Phone(life.ben).pull()["changes"]
    assert (shown["author_id"], shown["author_name"]) == (str(GONE), None)
    looks = life.ben.client().get(f"/api/v1/journals/{life.ben.journal.id}/looks").json()
    assert {look["who"] for look in looks["looks"] if look["action"] == "noted"} == {None}
    receiver = VisitPageReceiver.objects.get(journal=life.ben.journal)
    assert (receiver.opened_by_id, receiver.opened_at is None) == (None, False)
    assert CareTeam.objects.get() == life.lea_team
    assert TeamMembership.objects.get().user_id == life.lea.user.id
    assert User.objects.filter(id__in=[life.ben.user.id, life.lea.user.id]).count() == 2


def test_a_receipt_says_how_much_went_and_not_whose(life):
    ask_to_erase(user=life.ana.user, now=NOON)
    assert erase_due(now=NOON + 14 * DAY) == 1

    receipt = ErasureReceipt.objects.get()
    assert (receipt.what, receipt.asked_at, receipt.done_at) == ("account", NOON, NOON + 14 * DAY)
    went = {name: receipt.rows[name] for name in ("entry", "picture", "user", "journal")}
    assert went == {"entry": 2, "picture": 1, "user": 1, "journal": 1}


def test_it_waits_two_weeks_and_comes_after_a_time_without_workers(life):
    assert ask_to_erase(user=life.ana.user, now=NOON) == NOON + 14 * DAY
    assert ask_to_erase(user=life.ana.user, now=NOON + DAY) == NOON + 14 * DAY

    assert erase_due(now=NOON + 14 * DAY - timedelta(seconds=1)) == 0
    with time_machine.travel(NOON + 40 * DAY, tick=False):
        erase()
        assert not User.objects.filter(id=life.ana.user.id).exists()
        erase()
    assert ErasureReceipt.objects.count() == 1


def test_what_others_see_and_what_rings_ends_at_once(life):
    ask_to_erase(user=life.ana.user, now=life.now)

    journal = Journal.objects.get(id=life.ana.journal.id)
    assert journal.state == "pending-deletion"
    assert not Grant.objects.filter(journal=journal, revoked_at=None).exists()
    assert not Grant.objects.filter(grantee=life.ana.user, revoked_at=None).exists()
    assert Grant.objects.get(id=life.to_own_team.id).revoked_at == life.now
    assert not Invitation.waiting().filter(journal=journal).exists()
    assert not Visit.objects.filter(journal=journal, ended_at=None).exists()
    assert not PushSubscription.objects.filter(user=life.ana.user).exists()
    assert not life.ana.user.app_consents.filter(ended_at=None).exists()
    assert not TeamMembership.objects.filter(user=life.ana.user, removed_at=None).exists()
    address = f"/api/v1/journals/{journal.id}/timeline"
    assert life.lea.client().get(address).status_code == 404


def test_she_can_read_and_not_write_and_keep_it_with_one_request(life):
    client, base = life.ana.client(), life.phone.base
    asked = client.post(ME, {}, content_type="application/json")
    assert client.get("/api/v1/me").json()["user"]["erase_at"] == asked.json()["erase_at"]

    assert life.phone.pull()["changes"]
    refused = life.phone.push(op(life.ana), status=409)
    assert refused["code"] == "account-pending-deletion"
    stale = life.ana.client(age=9999)
    assert stale.delete(ME).status_code == 204

    assert client.get("/api/v1/me").json()["user"]["erase_at"] is None
    assert life.phone.result(op(life.ana))["status"] == "applied"
    shared = client.get(f"{base}/sharing").json()["grants"]
    assert all(given["revoked_at"] for given in shared), shared
    assert erase_due(now=life.now + 90 * DAY) == 0


@pytest.mark.parametrize("now", [False, True])
def test_it_needs_a_fresh_proof(life, now):
    answer = life.ana.client(age=301).post(ME, {"now": now}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (401, "proof-needed")
    held = User.objects.get(id=life.ana.user.id)
    assert held.erase_at is None
    assert Journal.objects.get(id=life.ana.journal.id).state == "active"
    assert not ErasureReceipt.objects.exists()


def test_now_is_now_and_every_device_is_told_to_forget(life):
    other = life.ana.client()
    mark = other.get("/api/v1/me").json()["device"]
    gone = life.client.post(ME, {"now": True}, content_type="application/json")
    assert gone.status_code == 204

    told = other.get(f"{life.phone.base}/changes")
    assert (told.status_code, told.json()["code"]) == (410, "journal-gone")
    pushed = other.post(f"{life.phone.base}/ops", {"ops": []}, content_type="application/json")
    assert pushed.status_code == 410
    said = other.get("/api/v1/me").json()
    assert (said["erase"], said["gone"]) == (True, True)
    other.cookies.clear()
    by_mark = {"headers": {"X-Device": mark}}
    assert other.get("/api/v1/me", **by_mark).json()["erase"] is True
    assert other.get(f"{life.phone.base}/changes", **by_mark).status_code == 410
    assert other.get(f"{life.phone.base}/changes").status_code == 401
    # Of a device of hers that had to forget before, nothing is lost.
    assert DeviceErasure.objects.exclude(user=None).count() == 0
    stranger = life.ben.client().get(f"{life.phone.base}/changes")
    assert stranger.status_code == 404


def test_a_last_mail_says_that_it_is_done_also_where_no_mail_can_go(
    life, settings, mailoutbox, django_capture_on_commit_callbacks
):
    User.objects.filter(id=life.ben.user.id).update(locale="es")
    for one in (life.ana, life.ben):
        with django_capture_on_commit_callbacks(execute=True):
            one.client().post(ME, {"now": True}, content_type="application/json")

    told = [(mail.to, mail.subject) for mail in mailoutbox]
    assert told == [
        ([life.ana.user.email], "Your Daybook account was deleted"),
        (["ben@example.org"], "Su cuenta de Daybook se borró"),
    ]
    assert not found_in([life.ana.user.email, "ben@example.org"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        gone = life.lea.client().post(ME, {"now": True}, content_type="application/json")
    assert gone.status_code == 204


def test_a_nurse_without_a_journal_can_go_too(life):
    nurse = person("Nora")
    in_team(life.lea_team, nurse, now=life.now)
    answer = nurse.client().post(ME, {"now": True}, content_type="application/json")

    assert answer.status_code == 204
    assert not User.objects.filter(id=nurse.user.id).exists()
    assert not found_in([str(nurse.user.id)]).keys() - {"journal_auditevent"}
    left = AuditEvent.objects.filter(journal=life.ben.journal, action="left-team")
    assert left.filter(actor_id=nurse.user.id).exists()


def test_the_last_lead_of_others_has_to_name_another_first(life):
    team = found_team(user=life.ben.user, name="Ward", now=NOON)
    in_team(team, life.lea)

    for way in (ask_to_erase, erase_now):
        with pytest.raises(LastLead):
            way(user=life.ben.user, now=NOON)
    assert User.objects.get(id=life.ben.user.id).erase_at is None
    assert Journal.objects.get(id=life.ben.journal.id).state == "active"


def test_the_mail_says_the_day_and_nothing_about_health(life):
    User.objects.filter(id=life.ana.user.id).update(time_zone="Pacific/Auckland", locale="es")
    ask_to_erase(user=life.ana.user, now=NOON)
    [delivery] = Delivery.objects.filter(kind="deletion-asked")

    mail = compose_asked(delivery)
    assert mail is not None
    assert mail.subject == "Su cuenta de Daybook se borrará el 17 de marzo de 2026"
    assert "/more/delete/" in mail.text
    User.objects.filter(id=life.ana.user.id).update(locale="en")
    english = compose_asked(delivery)
    assert english is not None
    assert "on 17 March 2026." in english.text
    for text in (mail.text + mail.subject, english.text + english.subject):
        assert not [word for word in health_words() if f" {word} " in f" {text.lower()} "]
    keep_account(user=life.ana.user, now=NOON)
    assert compose_asked(Delivery.objects.get(id=delivery.id)) is None


def test_statements_do_not_grow_with_people_and_notes(db):
    def cost(count: int) -> int:
        for number in range(count):
            one = person(f"P{count}x{number}", journal=True)
            Phone(one).push(*(op(one) for _ in range(count)))
            ask_to_erase(user=one.user, now=NOON)
        with statements() as seen:
            assert erase_due(now=NOON + 15 * DAY) == count
        # One line of the log for each.
        return len([sql for sql in seen if "auditevent" not in sql])

    assert cost(1) == cost(6)


def test_one_that_cannot_be_erased_holds_up_no_other(db, monkeypatch, caplog):
    people = [person(f"P{number}", journal=True) for number in range(3)]
    for number, one in enumerate(people):
        ask_to_erase(user=one.user, now=NOON + number * DAY)
    stuck, real = people[1].user.id, erasing._delete

    def delete(params):
        if stuck in params["users"]:
            raise DatabaseError
        return real(params)

    monkeypatch.setattr(erasing, "_delete", delete)
    assert erase_due(now=NOON + 30 * DAY) == 2
    assert [user.id for user in User.objects.all()] == [stuck]
    assert "an account could not be erased: DatabaseError" in caplog.text
    monkeypatch.undo()
    assert erase_due(now=NOON + 30 * DAY) == 1


def test_erasing_takes_a_batch_at_a_time(db):
    for number in range(21):
        ask_to_erase(user=person(f"P{number}").user, now=NOON)

    assert [erase_due(now=NOON + 15 * DAY) for _ in range(3)] == [20, 1, 0]
