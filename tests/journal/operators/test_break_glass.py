"""An operator's look: two of them, an hour, told to the owner, and every page in the log."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from journal.audit.models import AuditEvent
from journal.core.access import Principal, Section
from journal.core.errors import AccessRevoked, NotFound, ReadOnly
from journal.notifications.deliver import deliver_due
from journal.operators.services import (
    Refused,
    ask_to_look,
    end_look,
    let_look,
    read_page,
    set_right,
)
from journal.sharing.access import open_journal_for
from journal.sharing.policy import POLICY, Action
from tests.people import op, person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
REPAIR = AuditEvent.Reason.DATA_REPAIR


@pytest.fixture
def ana(db):
    who = person("Ana", journal=True)
    sleep = {"section": "sleep", "type": "sleep", "body": {"hours": 7.0}}
    ops = {"ops": [op(who), op(who), op(who, **sleep)]}
    address = f"/api/v1/journals/{who.journal.id}/ops"
    who.client().post(address, ops, content_type="application/json")
    return who


def operator(name: str):
    who = person(name)
    set_right(user=who.user, has=True)
    # Rights are remembered by the object.
    return type(who.user).objects.get(id=who.user.id)


@pytest.fixture
def two(db):
    return operator("Kim"), operator("Robin")


def asked(ana, kim, *sections, now=None):
    return ask_to_look(
        operator=kim, journal_id=ana.journal.id, sections=sections or [Section.SYMPTOMS],
        reason=REPAIR, now=now or timezone.now(),
    )  # fmt: skip


def read(kim, look, at=None) -> list[dict[str, Any]]:
    page = read_page(operator=kim, look=look, before=None, now=at or timezone.now())
    return page["entries"]


def test_the_whole_way(ana, two):
    kim, robin = two
    look = asked(ana, kim)
    with pytest.raises(Refused, match="Nobody has allowed"):
        read(kim, look)
    let_look(operator=robin, look=look, now=timezone.now())

    assert [entry["type"] for entry in read(kim, look)] == ["symptom", "symptom"]

    told = ana.client().get(f"/api/v1/journals/{ana.journal.id}/looks").json()["looks"]
    assert [(one["action"], one["who"], one["acted_as"]) for one in told] == [
        ("looked-at-entries", None, "operator"),
        ("let-operator-look", None, "operator"),
        ("asked-to-look", None, "operator"),
    ]
    assert told[2]["reason"] == "data-repair"
    deliver_due(until=timezone.now() + timedelta(seconds=20))
    [letter] = mail.outbox
    assert letter.to == ["ana@example.org"]
    assert "something in it has to be repaired" in str(letter.body)
    assert "nausea" not in str(letter.body)


@pytest.mark.parametrize("minutes", [59, 60, 61])
def test_it_ends_by_itself_after_an_hour(ana, two, minutes):
    kim, robin = two
    now = timezone.now()
    look = asked(ana, kim, now=now)
    let_look(operator=robin, look=look, now=now)

    later = now + timedelta(minutes=minutes)
    if minutes < 60:
        assert read(kim, look, later)
    else:
        with pytest.raises(AccessRevoked):
            read(kim, look, later)


def test_it_can_be_ended_and_not_begun_again(ana, two):
    kim, robin = two
    look = asked(ana, kim)
    let_look(operator=robin, look=look, now=timezone.now())
    end_look(operator=kim, look=look, now=timezone.now())

    with pytest.raises(AccessRevoked):
        read(kim, look)
    with pytest.raises(Refused, match="used or ended"):
        let_look(operator=robin, look=look, now=timezone.now())


def test_nobody_allows_their_own_or_reads_what_another_one_asked_for(ana, two):
    kim, robin = two
    look = asked(ana, kim)
    with pytest.raises(Refused, match="Somebody else"):
        let_look(operator=kim, look=look, now=timezone.now())
    let_look(operator=robin, look=look, now=timezone.now())

    with pytest.raises(Refused):
        read(robin, look)


def test_a_question_is_answered_within_an_hour(ana, two):
    kim, robin = two
    look = asked(ana, kim, now=timezone.now() - timedelta(minutes=61))

    with pytest.raises(Refused, match="too long ago"):
        let_look(operator=robin, look=look, now=timezone.now())


def test_without_the_right_nothing_goes(ana, two):
    kim, robin = two
    stranger = person("Eve").user
    with pytest.raises(Refused, match="may not"):
        asked(ana, stranger)
    look = asked(ana, kim)
    with pytest.raises(Refused, match="may not"):
        let_look(operator=stranger, look=look, now=timezone.now())
    let_look(operator=robin, look=look, now=timezone.now())
    set_right(user=kim, has=False)
    with pytest.raises(Refused, match="may not"):
        read(type(kim).objects.get(id=kim.id), look)


def test_an_owner_is_no_operator_of_her_own_journal(ana, two):
    set_right(user=ana.user, has=True)
    own = type(ana.user).objects.get(id=ana.user.id)
    with pytest.raises(Refused, match="your own"):
        asked(ana, own)
    look = asked(ana, two[0])
    with pytest.raises(Refused, match="your own"):
        let_look(operator=own, look=look, now=timezone.now())


def test_a_look_opens_no_other_journal_and_no_other_action(ana, two):
    kim, robin = two
    look = asked(ana, kim, Section.SYMPTOMS, Section.FLAGS)
    let_look(operator=robin, look=look, now=timezone.now())
    principal = Principal(kim.id, second_factor=True, is_fresh=True, operator_look=look)
    other = person("Ben", journal=True)

    for action in set(Action) - {Action.READ_ENTRIES}:
        assert "operator" not in POLICY[action]
        with pytest.raises(ReadOnly):
            open_journal_for(
                principal=principal, journal_id=ana.journal.id, action=action, now=timezone.now()
            )
    with pytest.raises(NotFound):
        open_journal_for(
            principal=principal, journal_id=other.journal.id, action=Action.READ_ENTRIES,
            now=timezone.now(),
        )  # fmt: skip


def test_on_the_web_an_operator_is_nobody(ana, two):
    kim, robin = two
    look = asked(ana, kim)
    let_look(operator=robin, look=look, now=timezone.now())
    client = person("Zed").client()
    client.force_login(kim, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(f"/api/v1/journals/{ana.journal.id}/timeline").status_code == 404


@pytest.fixture
def terminal(monkeypatch):
    """Answers the question for the code of an operator's app."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def say(*words: str) -> str:
        code = format_hotp_value(hotp_value(SECRET, next(counters())))
        monkeypatch.setattr("builtins.input", lambda: code)
        cache.clear()
        out = io.StringIO()
        call_command("break_glass", *words, stdout=out)
        return out.getvalue()

    return say


def test_the_command(ana, terminal):
    journal = str(ana.journal.id)
    for name in ("Kim", "Robin"):
        TOTP.activate(person(name).user, SECRET)
        terminal("right", "give", f"{name.lower()}@example.org")
    said = terminal(
        "ask", journal, "--section", "symptoms", "--reason", "safety", "--as", "kim@example.org"
    )
    look = said.split()[0]
    with pytest.raises(CommandError, match="Somebody else"):
        terminal("allow", look, "--as", "kim@example.org")
    terminal("allow", look, "--as", "robin@example.org")
    shown = terminal("read", look, "--as", "kim@example.org")

    assert [json.loads(line)["type"] for line in shown.splitlines()] == ["symptom"] * 2
    event = AuditEvent.objects.get(action="looked-at-entries")
    assert (event.count, event.acted_as, event.sections) == (2, "operator", ["symptoms"])
    terminal("end", look, "--as", "kim@example.org")
    with pytest.raises(CommandError, match="no longer shared"):
        terminal("read", look, "--as", "kim@example.org")


def test_the_command_takes_no_wrong_code_and_no_account_without_an_app(ana, terminal, monkeypatch):
    TOTP.activate(operator("Kim"), SECRET)
    operator("Robin")
    words = ("ask", str(ana.journal.id), "--section", "sleep", "--reason", "safety", "--as")
    with pytest.raises(CommandError, match="has an account with an app"):
        terminal(*words, "robin@example.org")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        late = format_hotp_value(hotp_value(SECRET, next(counters())))
    monkeypatch.setattr("builtins.input", lambda: late)
    with pytest.raises(CommandError, match="not the code"):
        call_command("break_glass", *words, "kim@example.org")
    assert not AuditEvent.objects.filter(action="asked-to-look").exists()
