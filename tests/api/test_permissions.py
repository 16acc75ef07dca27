"""The table of who may do what. Every endpoint is a row; a missing one fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from api.v1.urls import urlpatterns
from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.ids import new_id
from journal.sync.push import push
from tests.people import grant, op, person

OWN = "owner"
ROLES = (OWN, "stranger", "in_scope", "out_of_scope", "revoked", "expired", "signed_out")

NOBODY_ELSE = {
    "stranger": 404, "in_scope": 403, "out_of_scope": 403, "revoked": 403, "expired": 403,
    "signed_out": 401,
}  # fmt: skip
PUBLIC = dict.fromkeys(ROLES, 200)
ANY_ACCOUNT = dict.fromkeys(ROLES, 200) | {"signed_out": 401}


@dataclass(frozen=True)
class Row:
    """One endpoint and method: what it answers to each kind of person."""

    method: str
    path: str
    expect: dict[str, int]
    body: Any = None
    note: str = field(default="")


TABLE = [
    Row("get", "me", PUBLIC),
    Row("patch", "me", ANY_ACCOUNT, {"name": "A"}),
    Row("post", "sign-in-link", dict.fromkeys(ROLES, 410), {"token": "no"}),
    Row("post", "journals", ANY_ACCOUNT | dict.fromkeys(ROLES[2:6], 201) | {"signed_out": 401},
        {"time_zone": "UTC"}),
    Row("get", "catalogue", PUBLIC),
    Row("get", "rules", PUBLIC),
    Row("get", "journals/{journal}", {OWN: 200} | NOBODY_ELSE),
    Row("patch", "journals/{journal}", {OWN: 200} | NOBODY_ELSE, {"locale": "es"}),
    Row("post", "journals/{journal}/ops", {OWN: 200} | NOBODY_ELSE, {"ops": []}),
    Row("get", "journals/{journal}/changes", {OWN: 200} | NOBODY_ELSE),
    Row("get", "journals/{journal}/entries/{entry}",
        {OWN: 200} | NOBODY_ELSE | {"in_scope": 200, "out_of_scope": 404}),
    Row("put", "journals/{journal}/entries/{entry}", {OWN: 200} | NOBODY_ELSE, {}),
    Row("delete", "journals/{journal}/entries/{entry}", {OWN: 200} | NOBODY_ELSE),
    Row("get", "journals/{journal}/timeline",
        {OWN: 200} | NOBODY_ELSE | {"in_scope": 200, "out_of_scope": 200}),
    Row("get", "journals/{journal}/flags", {OWN: 200} | NOBODY_ELSE | {"in_scope": 200}),
    Row("post", "journals/{journal}/flags/{unknown}/answer", {OWN: 404} | NOBODY_ELSE,
        {"answer": "team_knows"}),
    Row("get", "journals/{journal}/sharing", {OWN: 200} | NOBODY_ELSE),
    Row("post", "journals/{journal}/invitations", {OWN: 422} | NOBODY_ELSE,
        {"email": "x@example.org", "sections": ["sleep"], "until": "2000-01-01"}),
    Row("delete", "journals/{journal}/invitations/{unknown}", {OWN: 404} | NOBODY_ELSE),
    Row("delete", "journals/{journal}/grants/{unknown}", {OWN: 404} | NOBODY_ELSE),
    Row("get", "journals/{journal}/looks", {OWN: 200} | NOBODY_ELSE),
    Row("post", "invitations/preview", dict.fromkeys(ROLES, 410) | {"signed_out": 401},
        {"token": "no"}),
    Row("post", "invitations/accept", dict.fromkeys(ROLES, 410) | {"signed_out": 401},
        {"token": "no"}),
    Row("get", "shared", ANY_ACCOUNT),
    Row("get", "journals/{journal}/reminder", {OWN: 200} | NOBODY_ELSE),
    Row("put", "journals/{journal}/reminder", {OWN: 200} | NOBODY_ELSE,
        {"enabled": False, "weekday": 0, "wall_time": "18:00"}),
    Row("get", "journals/{journal}/summary", {OWN: 200} | NOBODY_ELSE),
    Row("put", "journals/{journal}/summary", {OWN: 200} | NOBODY_ELSE, {"enabled": False}),
    Row("post", "unsubscribe/{unknown}", dict.fromkeys(ROLES, 410)),
]  # fmt: skip


@pytest.fixture
def world(db):
    """A journal with one entry, and one person of every kind."""
    now = timezone.now()
    ana, ben = person("Ana", journal=True), person("Ben", journal=True)
    sent = op(ana)
    push(
        user_id=ana.user.id, journal_id=ana.journal.id, sent=[sent], epoch=None, device_id=None,
        now=now,
    )  # fmt: skip
    helpers = {name: person(name) for name in ("in_scope", "out_of_scope", "revoked", "expired")}
    grant(ana, helpers["in_scope"], Section.SYMPTOMS, Section.FLAGS, now=now)
    grant(ana, helpers["out_of_scope"], Section.SLEEP, now=now)
    grant(ana, helpers["revoked"], Section.SYMPTOMS, Section.FLAGS, now=now, revoked_at=now)
    grant(
        ana, helpers["expired"], Section.SYMPTOMS, Section.FLAGS,
        now=now - timedelta(days=9), until=now - timedelta(days=1),
    )  # fmt: skip
    names = {"journal": ana.journal.id, "entry": sent["entry_id"], "unknown": new_id()}
    clients = {name: helper.client() for name, helper in helpers.items()}
    return names, {OWN: ana.client(), "stranger": ben.client(), "signed_out": Client()} | clients


def ask(client: Client, row: Row, names: dict[str, Any]) -> int:
    address = "/api/v1/" + row.path.format(**names)
    given = {} if row.body is None else {"data": row.body, "content_type": "application/json"}
    return getattr(client, row.method)(address, **given).status_code


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
def test_the_table(world, row):
    names, clients = world

    # The owner last: nobody before her may have changed anything.
    got = {role: ask(clients[role], row, names) for role in reversed(ROLES)}

    assert got == row.expect


def test_every_endpoint_is_in_the_table():
    listed = {(row.method, _shape(row.path)) for row in TABLE}
    served = {
        (method, _shape(str(pattern.pattern)))
        for pattern in urlpatterns
        for method in ("get", "post", "put", "patch", "delete")
        if hasattr(pattern.callback.view_class, method)  # type: ignore[attr-defined]
    }

    assert served == listed


def test_nothing_else_of_ours_is_served_under_api():
    outside = {
        str(pattern.pattern)
        for pattern in get_resolver().url_patterns
        if isinstance(pattern, URLPattern)
    }

    assert {path for path in outside if path.startswith("api/")} == {"api/schema", "api/docs"}


def test_a_refused_look_is_not_in_the_log_and_an_allowed_one_is(world):
    names, clients = world
    timeline = next(row for row in TABLE if row.path.endswith("/timeline"))

    for role in ("stranger", "revoked", "expired", "signed_out"):
        ask(clients[role], timeline, names)
    assert not AuditEvent.objects.filter(journal_id=names["journal"]).exists()

    ask(clients["in_scope"], timeline, names)
    [event] = AuditEvent.objects.filter(journal_id=names["journal"])
    assert (event.action, event.sections) == ("looked-at-entries", ["flags", "symptoms"])


def _shape(path: str) -> str:
    parts = path.split("/")
    return "/".join("*" if part.startswith(("<", "{")) else part for part in parts)
