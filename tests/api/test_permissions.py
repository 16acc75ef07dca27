"""The table of who may do what, held against the server. Every endpoint is a row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from api.v1.urls import urlpatterns
from api.v1.visits import COOKIE
from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.ids import new_id
from journal.pictures.services import keep_picture
from journal.sharing.visit_pages import send_page
from journal.sharing.visits import open_visit, show_code
from journal.sync.push import push
from journal.teams.services import found_team
from tests.api.permission_table import OWN, ROLES, TABLE, Row
from tests.apps import private_key, with_token
from tests.people import Person, grant, in_team, op, person
from tests.pictures import drawn, photo_op
from tests.visit_pages import page_words


@pytest.fixture
def world(db, settings):
    """A journal with one entry and one photo, and one browser of every kind."""
    cache.clear()
    settings.IDP_OIDC_PRIVATE_KEY = private_key()
    now = timezone.now()
    ana, ben = person("Ana", journal=True), person("Ben", journal=True)
    sent, photo = op(ana), photo_op(ana, drawn())
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent, photo], epoch=None,
        device_id=None, now=now,
    )  # fmt: skip
    keep_picture(access=ana.access, entry_id=photo["entry_id"], sent=drawn(), now=now)
    seen = (Section.SYMPTOMS, Section.FILES, Section.FLAGS)
    lead, viewer, caregiver = person("Lead"), person("Viewer"), person("Caregiver")
    member, removed, narrow = person("Member"), person("Removed"), person("Narrow")
    revoked, expired, weak = person("Revoked"), person("Expired"), person("Weak")
    team = found_team(user=lead.user, name="Ward 3", now=now)
    in_team(team, member, now=now)
    in_team(team, removed, now=now, removed_at=now)
    shared = [
        grant(ana, team, *seen, now=now),
        grant(ana, viewer, *seen, now=now),
        grant(ana, caregiver, *seen, now=now, role="caregiver"),
    ]
    grant(ana, narrow, Section.SLEEP, now=now)
    grant(ana, weak, *seen, now=now)
    grant(ana, revoked, *seen, now=now, revoked_at=now)
    past = now - timedelta(days=9)
    grant(ana, expired, *seen, now=past, until=now - timedelta(days=1))
    page, _ = send_page(
        access=ana.access, page_id=new_id(), words=page_words(), appointment=None,
        grants=[item.id for item in shared], now=now,
    )  # fmt: skip
    names = {
        "journal": ana.journal.id, "entry": sent["entry_id"], "unknown": new_id(), "team": team.id,
        "page": page.id, "photo": photo["entry_id"],
    }  # fmt: skip
    return names, {
        OWN: ana.client(),
        "token_read": with_token(ana, "openid", "journal:read"),
        "token_all": with_token(ana, "openid", "journal:read", "entries:write"),
        "token_none": with_token(ana, "openid"),
        "stale_owner": ana.client(age=3600),
        "stranger": ben.client(),
        "viewer": viewer.client(),
        "caregiver": caregiver.client(),
        "member": member.client(),
        "out_of_scope": narrow.client(),
        "no_second_factor": weak.client(proof="code"),
        "revoked": revoked.client(),
        "expired": expired.client(),
        "removed_member": removed.client(),
        "visit": in_the_room(ana, seen, now),
        "signed_out": Client(),
    }


def in_the_room(ana: Person, sections: tuple[Section, ...], now) -> Client:
    shown = show_code(
        access=ana.access, journal=ana.journal, sections=sections, since=None, now=now
    )
    _, secret = open_visit(secret=shown.code, now=now)
    client = Client()
    client.cookies[COOKIE] = secret
    return client


def ask(client: Client, row: Row, names: dict[str, Any]) -> int:
    # Limits on tries are not what is asked here.
    cache.clear()
    address = "/api/v1/" + row.path.format(**names)
    given = {} if row.body is None else {"data": row.body, "content_type": row.kind}
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
        if hasattr(pattern.callback.view_class, method)
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

    looks = AuditEvent.objects.filter(journal_id=names["journal"], action="looked-at-entries")
    for role in ("stranger", "no_second_factor", "revoked", "expired", "visit", "signed_out"):
        ask(clients[role], timeline, names)
    assert not looks.exists()

    ask(clients["viewer"], timeline, names)
    [event] = looks
    assert (event.action, event.sections) == ("looked-at-entries", ["files", "flags", "symptoms"])


def _shape(path: str) -> str:
    parts = path.split("/")
    return "/".join("*" if part.startswith(("<", "{")) else part for part in parts)
