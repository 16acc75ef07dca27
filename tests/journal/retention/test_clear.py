"""What goes by itself, on the day it should, and what stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from config.beat import SCHEDULE
from journal.accounts.models import Session, SignInLink
from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.ids import new_id
from journal.entries.models import Entry
from journal.notifications.models import Delivery
from journal.notifications.services import queue
from journal.pictures.models import Picture
from journal.pictures.services import keep_picture
from journal.reminders.models import Occurrence
from journal.retention.services import clear
from journal.retention.tasks import clear as clear_task
from journal.sharing.models import Grant, Invitation
from journal.sharing.selectors import pages
from journal.sharing.visit_pages import send_page, take_back
from journal.sync.push import push
from journal.teams.models import TeamInvitation
from journal.teams.services import found_team
from tests.people import NOON, grant, op
from tests.pictures import drawn, photo_op
from tests.queries import statements
from tests.visit_pages import page_words

DAY = timedelta(days=1)


def signed_in(who, key: str, ip: str, at: datetime, *, live: bool = False) -> None:
    UserSession.objects.create(user=who.user, session_key=key, ip=ip, user_agent="x")
    UserSession.objects.filter(session_key=key).update(created_at=at)
    if live:
        Session.objects.create(
            session_key=key, session_data="", user=who.user, expire_date=NOON + DAY
        )


def invited(who, **times) -> Invitation:
    known = {"created_at": NOON - 90 * DAY, "expires_at": NOON + DAY}
    return Invitation.objects.create(
        journal=who.journal, email="x@example.org", token_hash=new_id().bytes * 2,
        sections=["sleep"], until=NOON.date(), **known | times,
    )  # fmt: skip


def test_what_became_of_reminders_goes_after_ninety_days(people):
    for days in (89, 91):
        due = NOON - days * DAY
        Occurrence.objects.create(
            journal=people.ana.journal, planned_on=due, wall_time=due.time(), due_at=due
        )

    assert clear(now=NOON)["occurrences"] == 1
    assert Occurrence.objects.get().due_at == NOON - 89 * DAY


def test_sessions_and_sign_ins_go_thirty_days_after_their_end(people):
    for days in (29, 31):
        Session.objects.create(
            session_key=f"k{days}", session_data="", expire_date=NOON - days * DAY
        )
        SignInLink.objects.create(
            token_hash=bytes([days]), user=people.ana.user, expires_at=NOON - days * DAY
        )
    for key, days, live in (("gone", 61, False), ("young", 59, False), ("live", 61, True)):
        signed_in(people.ana, key, "10.0.0.0", NOON - days * DAY, live=live)

    done = clear(now=NOON)

    assert sorted(Session.objects.values_list("session_key", flat=True)) == ["k29", "live"]
    assert sorted(UserSession.objects.values_list("session_key", flat=True)) == ["live", "young"]
    assert (done["sessions"], done["sign-ins"], done["links"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("ip", "cut"),
    [
        ("203.0.113.77", "203.0.0.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8::"),
        ("10.1.0.0", "10.1.0.0"),
    ],
)
def test_addresses_are_cut_to_their_network_after_thirty_days(people, ip, cut):
    signed_in(people.ana, "old", ip, NOON - 31 * DAY)
    signed_in(people.ana, "new", ip, NOON - 29 * DAY)

    clear(now=NOON)

    assert UserSession.objects.get(session_key="old").ip == cut
    assert UserSession.objects.get(session_key="new").ip == ip
    assert clear(now=NOON)["addresses"] == 0


def test_invitations_go_thirty_days_after_they_ended_and_grants_stay(people):
    kept = grant(people.ana, people.carla, Section.SLEEP)
    old, young = NOON - 31 * DAY, NOON - 29 * DAY
    for word in ("expires_at", "accepted_at", "withdrawn_at"):
        invited(people.ana, **{word: old})
    staying = {invited(people.ana).id} | {
        invited(people.ana, **{word: young}).id
        for word in ("expires_at", "accepted_at", "withdrawn_at")
    }
    team = found_team(user=people.carla.user, name="Ward", now=NOON)
    for at in (old, young):
        TeamInvitation.objects.create(
            team=team, email="y@example.org", token_hash=new_id().bytes * 2, role="member",
            invited_by=people.carla.user, created_at=NOON - 90 * DAY, expires_at=at,
        )  # fmt: skip

    done = clear(now=NOON)

    assert (done["invitations"], done["team-invitations"]) == (3, 1)
    assert set(Invitation.objects.values_list("id", flat=True)) == staying
    assert Grant.objects.get() == kept


def test_words_of_a_page_go_thirty_days_after_it_was_taken_back(people):
    to_carla = grant(people.ana, people.carla, Section.SLEEP)
    for days in (31, 29, None):
        page_id = new_id()
        send_page(
            access=people.ana.access, page_id=page_id, words=page_words(title=f"{days}"),
            appointment=None, grants=[to_carla.id], now=NOON,
        )  # fmt: skip
        if days is not None:
            take_back(access=people.ana.access, page_id=page_id, now=NOON - days * DAY)

    assert clear(now=NOON)["visit-pages"] == 1

    kept = pages(people.ana.access, before=None, limit=9, now=NOON)
    assert {page.page and page.page["title"] for page in kept} == {None, "29", "None"}
    assert clear(now=NOON)["visit-pages"] == 0


def test_messages_go_after_ninety_days_but_none_that_is_due(people):
    for days, state in ((100, "sent"), (100, "dead"), (100, "due"), (100, "sending"), (80, "sent")):
        key = f"{days}-{state}"
        due = NOON - days * DAY - 7 * DAY
        queue(kind="invitation", key=key, user_id=people.ana.user.id, due_at=due)
        Delivery.objects.filter(key=key).update(state=state, expires_at=NOON - days * DAY)

    assert clear(now=NOON)["deliveries"] == 2

    kept = sorted(Delivery.objects.values_list("key", flat=True))
    assert kept == ["100-due", "100-sending", "80-sent"]


def test_nothing_of_a_journal_and_of_the_log_is_touched(people):
    ana = people.ana
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[op(ana)], epoch=None,
        device_id=None, now=NOON - 900 * DAY,
    )  # fmt: skip
    AuditEvent.objects.create(
        journal=ana.journal, actor=people.ben.user, action="left", at=NOON - 3000 * DAY
    )

    clear(now=NOON + 900 * DAY)

    assert Entry.objects.filter(journal=ana.journal).count() == 1
    assert AuditEvent.objects.count() == 1


def test_it_takes_the_same_few_statements_however_much_there_is(people):
    with statements() as empty:
        clear(now=NOON)
    for _ in range(50):
        invited(people.ana, expires_at=NOON - 31 * DAY)
    with statements() as many:
        clear(now=NOON)

    assert len(many) == len(empty) == 14
    assert clear(now=NOON) == dict.fromkeys(clear(now=NOON), 0)


def test_beat_runs_it_several_times_a_day(people, caplog):
    job = SCHEDULE["clear"]
    assert (job["task"], job["schedule"]) == ("retention.clear", 6 * 3600.0)
    invited(people.ana, expires_at=timezone.now() - 31 * DAY)

    clear_task.run()

    assert not Invitation.objects.exists()


def test_pictures_go_thirty_days_after_their_photo_was_deleted_and_at_once_when_purged(people):
    ana = people.ana
    ids = {name: new_id() for name in ("young", "old", "purged", "live", "unnamed", "waiting")}
    # When an operation comes is when its revision was made.
    for name, days in {"young": 29, "old": 31, "purged": 1, "live": 99}.items():
        sent = photo_op(ana, drawn(), entry_id=ids[name])
        gone = photo_op(ana, drawn(), entry_id=ids[name], kind="delete",
                        base={"op": sent["op_id"]})  # fmt: skip
        ops = [sent] if name in ("live", "purged") else [sent, gone]
        push(
            principal=ana.principal, journal_id=ana.journal.id, sent=ops, epoch=None,
            device_id=None, now=NOON - days * DAY,
        )  # fmt: skip
    for name, entry_id in ids.items():
        came = NOON - (91 if name in ("live", "unnamed") else 89) * DAY
        keep_picture(access=ana.access, entry_id=entry_id, sent=drawn(), now=came)
    Entry.objects.filter(journal=ana.journal, id=ids["purged"]).update(purged=True, body={})

    done = clear(now=NOON)

    assert (done["pictures"], done["unnamed-pictures"]) == (2, 1)
    left = Picture.objects.filter(journal=ana.journal).values_list("entry_id", flat=True)
    assert set(left) == {ids[name] for name in ("young", "live", "waiting")}
    assert clear(now=NOON + DAY + timedelta(hours=1))["pictures"] == 1
