"""Ending the weekly mail from a mail program, and what a mail scanner must not be able to do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.test import Client

from journal.core.ids import new_id
from journal.summaries.services import set_summary, summary_schedule
from journal.summaries.unsubscribing import unsubscribe_token
from tests.people import NOON

ONE_CLICK: dict[str, Any] = {
    "data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"
}  # fmt: skip


@pytest.fixture
def ana(people):
    set_summary(journal=people.ana.journal, enabled=True, now=NOON)
    return people.ana


@pytest.fixture
def address(ana):
    return f"/unsubscribe/{unsubscribe_token('week', ana.journal.id)}"


def is_on(ana) -> bool:
    return summary_schedule(journal_id=ana.journal.id).enabled


def proof_in(page) -> str:
    [proof] = re.findall(r'name="proof" value="([^"]+)"', page.content.decode())
    return str(proof)


def test_a_scanner_that_opens_the_address_changes_nothing(ana, address):
    for method in ("get", "head", "options"):
        getattr(Client(), method)(address)

    shown = Client().get(address)
    assert "Stop the weekly mail?" in shown.content.decode()
    assert is_on(ana)


def test_one_click_ends_it_without_cookie_or_redirect(ana, address):
    clicked = Client(enforce_csrf_checks=True).post(address, **ONE_CLICK)

    assert (clicked.status_code, clicked.cookies) == (200, {})
    assert not is_on(ana)
    assert Client().post(address, **ONE_CLICK).status_code == 200


def test_the_button_ends_it_and_can_be_undone(ana, address):
    browser = Client(enforce_csrf_checks=True)

    stopped = browser.post(address, {"do": "stop"})
    assert "Undo" in stopped.content.decode()
    assert not is_on(ana)
    undone = browser.post(address, {"do": "undo", "proof": proof_in(stopped)})

    assert "comes again" in undone.content.decode()
    assert is_on(ana)


def test_an_old_mail_cannot_start_what_its_owner_has_ended(ana, address):
    set_summary(journal=ana.journal, enabled=False, now=NOON)

    stopped = Client().post(address, {"do": "stop"})
    assert "Undo" not in stopped.content.decode()
    for proof in ("", "x", address.rpartition("/")[2]):
        answer = Client().post(address, {"do": "undo", "proof": proof})
        assert answer.status_code == 410

    assert not is_on(ana)


def test_what_takes_it_back_holds_for_an_hour_and_one_mail(ana, address, people):
    set_summary(journal=people.ben.journal, enabled=True, now=NOON)
    with time_machine.travel(NOON, tick=False):
        proof = proof_in(Client().post(address, {"do": "stop"}))
    other = f"/unsubscribe/{unsubscribe_token('week', people.ben.journal.id)}"
    Client().post(other, {"do": "stop"})

    with time_machine.travel(NOON + timedelta(minutes=61), tick=False):
        assert Client().post(address, {"do": "undo", "proof": proof}).status_code == 410
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        assert Client().post(other, {"do": "undo", "proof": proof}).status_code == 410

    assert not is_on(ana)
    assert not is_on(people.ben)


def test_the_page_loads_nothing_and_is_in_the_readers_language(ana, address):
    shown = Client().get(address, headers={"Accept-Language": "es"})

    assert "¿Parar el correo semanal?" in shown.content.decode()
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert shown["Cache-Control"] == "no-store"


@pytest.mark.parametrize("broken", ["", "x", "week.abc.def", "week..", "digest", "%2e", "a" * 500])
def test_a_forged_address_does_nothing(ana, broken):
    answer = Client().post(f"/unsubscribe/{broken or 'none'}", **ONE_CLICK)

    assert answer.status_code == 410
    assert is_on(ana)


def test_a_token_of_one_list_is_none_of_another(ana):
    token = unsubscribe_token("digest", ana.journal.id)

    assert Client().post(f"/unsubscribe/{token}", **ONE_CLICK).status_code == 200
    assert is_on(ana)


def test_the_address_of_the_first_mails_still_works(ana):
    token = signing.Signer(salt="journal.summaries.unsubscribe").sign(ana.journal.id.hex)

    assert Client().post(f"/api/v1/unsubscribe/{token}", **ONE_CLICK).status_code == 204
    assert not is_on(ana)


def test_somebody_elses_mail_goes_on(ana, people):
    set_summary(journal=people.ben.journal, enabled=True, now=NOON)

    Client().post(f"/unsubscribe/{unsubscribe_token('week', new_id())}", **ONE_CLICK)
    Client().post(f"/unsubscribe/{unsubscribe_token('week', ana.journal.id)}", **ONE_CLICK)

    assert summary_schedule(journal_id=people.ben.journal.id).enabled
