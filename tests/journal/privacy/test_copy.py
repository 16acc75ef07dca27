"""A copy of everything from the server: every table, nothing of others, no secrets."""

from __future__ import annotations

import json
from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from PIL import Image

from journal.audit.models import AuditEvent
from journal.notifications.models import Delivery
from journal.privacy.holdings import copied
from journal.privacy.mails import compose_copied
from tests.health_words import health_words
from tests.journal.privacy.full_life import WORD, FullLife
from tests.people import op, person
from tests.phone import Phone
from tests.queries import statements

EMPTY = {"careteam"}
"""Hers only once nobody is left in it."""


@pytest.fixture
def life(db) -> FullLife:
    cache.clear()
    return FullLife()


def copy(client, address: str) -> tuple[Any, dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = json.loads(b"".join(answer.streaming_content))
    return answer, body


def test_every_table_is_in_it(life):
    answer, body = copy(life.ana.client(), f"{life.phone.base}/export")

    assert (body["format"], body["version"], body["complete"]) == ("daybook-everything", 1, True)
    assert {name for name, rows in body["parts"].items() if not rows} == EMPTY
    assert set(body["parts"]) == {holding.part for holding in copied()}
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="daybook-2')


def test_entries_come_with_their_history_and_people_by_name(life):
    _, body = copy(life.ana.client(), f"{life.phone.base}/export")
    parts = body["parts"]

    entry, photo = sorted(parts["entry"], key=lambda row: row["seq"])
    assert (entry["body"]["note"], entry["author"]) == (WORD, WORD)
    history = [row for row in parts["entryrevision"] if row["entry_id"] == entry["id"]]
    assert [row["rev"] for row in history] == [1, 2]
    [picture] = parts["picture"]
    assert picture["entry_id"] == photo["id"]
    shown = Image.open(BytesIO(b64decode(picture["jpeg"])))
    assert (shown.format, shown.size) == ("JPEG", (64, 48))
    assert {"word": WORD} in [row["facts"] for row in parts["flag"]]
    assert {row["person"] for row in parts["grant"]} == {"Lea", WORD}
    assert [row["who"] for row in parts["auditevent"] if row["action"] == "looked-at-entries"] == [
        "Lea"
    ]
    assert not [row for row in parts["auditevent"] if "actor_id" in row]
    assert parts["user"][0]["email"] == life.ana.user.email


def test_nothing_of_others_and_no_secret_is_in_it(life):
    Phone(life.ben).push(op(life.ben, body={"symptom": "nausea", "severity": 1, "note": "Ben's"}))
    _, body = copy(life.ana.client(), f"{life.phone.base}/export")
    text = json.dumps(body)

    assert "Ben's" not in text
    assert life.ben.user.email not in text
    for secret in ("password", "token_hash", "session_key", "endpoint", '"secret"', "code_hash"):
        assert secret not in text, secret


def test_it_is_in_the_log_and_told_by_mail(life):
    copy(life.ana.client(), f"{life.phone.base}/export")

    event = AuditEvent.objects.get(action="made-copy")
    assert (event.journal_id, event.actor_id) == (life.ana.journal.id, life.ana.user.id)
    [delivery] = Delivery.objects.filter(kind="copy-made")
    assert delivery.user_id == life.ana.user.id
    for locale in ("en", "es"):
        delivery.user.locale = locale
        mail = compose_copied(delivery)
        assert mail is not None
        assert not [word for word in health_words() if f" {word} " in f" {mail.text.lower()} "]


def test_it_needs_a_fresh_proof_and_comes_ten_times_an_hour(life):
    stale = life.ana.client(age=301).get(f"{life.phone.base}/export")
    assert (stale.status_code, stale.json()["code"]) == (401, "proof-needed")
    assert not AuditEvent.objects.filter(action="made-copy").exists()

    client = life.ana.client()
    tries = [client.get(f"{life.phone.base}/export").status_code for _ in range(10)]
    assert tries == [200] * 9 + [429]


def test_it_can_be_had_until_the_account_is_gone(life):
    client = life.ana.client()
    client.post("/api/v1/me/deletion", {}, content_type="application/json")

    _, body = copy(client, f"{life.phone.base}/export")
    assert body["parts"]["entry"]


def test_an_account_without_a_journal_has_its_own(life):
    nurse = person("Nora")
    _, body = copy(nurse.client(), "/api/v1/me/copy")

    assert body["parts"]["user"][0]["name"] == "Nora"
    assert body["parts"]["entry"] == []


def test_its_statements_do_not_grow_with_the_journal(people):
    cache.clear()

    def cost(who, count: int) -> int:
        phone = Phone(who)
        phone.push(*(op(who) for _ in range(count)))
        client = who.client()
        with statements() as seen:
            _, body = copy(client, f"{phone.base}/export")
        assert len(body["parts"]["entry"]) == count
        return len(seen)

    assert cost(people.ana, 1) == cost(people.ben, 40)
