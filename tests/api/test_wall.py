"""The second wall: with the first one taken down, the database still shows nothing of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError
from django.test import Client, RequestFactory
from django.utils import timezone
from rest_framework.request import Request

from api.authentication import SessionAuthentication
from api.v1.visits import COOKIE
from journal.accounts.sessions import SessionStore
from journal.core.access import ALL_SECTIONS, Access, Role, Section
from journal.core.wall import SERVER, WEB, behind_the_wall, close_wall
from journal.core.wall_sql import POLICIES
from journal.entries.models import Entry
from journal.pictures.models import Picture
from journal.sharing import access as first_wall
from journal.sharing.policy import Decision
from journal.sharing.visits import open_visit, show_code
from journal.summaries.digest import set_digest
from journal.summaries.models import TeamDigest
from journal.teams.services import found_team
from tests.people import grant, in_team, op, person
from tests.pictures import drawn, photo_op

JSON: Any = {"content_type": "application/json"}


def _sent(who, *, section="symptoms"):
    more = {"symptoms": {}, "sleep": {"type": "sleep", "body": {"hours": 7.0}}}[section]
    return op(who, section=section, **more)


@pytest.fixture
def world(db):
    """Ana's journal with two entries, an emergency's flag, and people of every kind."""
    now = timezone.now()
    ana = person("Ana", journal=True)
    breathless = {"symptom": "shortness_of_breath", "severity": 4}
    bad = op(ana, body=breathless, occurred_at=now.isoformat())
    ops = {"ops": [_sent(ana), _sent(ana, section="sleep"), bad]}
    ana.client().post(f"/api/v1/journals/{ana.journal.id}/ops", ops, **JSON)
    people = {name: person(name) for name in ("viewer", "revoked", "expired", "member", "removed")}
    grant(ana, people["viewer"], Section.SLEEP, now=now)
    grant(ana, people["revoked"], Section.SLEEP, now=now, revoked_at=now)
    past = now - timedelta(days=9)
    grant(ana, people["expired"], Section.SLEEP, now=past, until=now - timedelta(days=1))
    team = found_team(user=person("Lead").user, name="Ward", now=now)
    in_team(team, people["member"], now=now)
    in_team(team, people["removed"], now=now, removed_at=now)
    grant(ana, team, Section.SYMPTOMS, Section.FLAGS, now=now)
    return ana, people | {"stranger": person("Ben", journal=True)}


@pytest.fixture
def first_wall_down(monkeypatch):
    """Whoever asks for whatever is taken for the owner."""

    def anything_goes(principal, action, journal, standings, now):
        access = Access(journal.id, principal.user_id, ALL_SECTIONS, Role.OWNER, ALL_SECTIONS)
        return Decision(access, None, ALL_SECTIONS)

    monkeypatch.setattr(first_wall, "decide", anything_goes)


SEEN = {
    "stranger": None, "revoked": None, "expired": None, "removed": None,
    "viewer": {"sleep"}, "member": {"symptom"},
}  # fmt: skip


@pytest.mark.parametrize("who", SEEN)
def test_reads_with_the_first_wall_down(world, first_wall_down, who):
    ana, people = world
    client = people[who].client()
    address = f"/api/v1/journals/{ana.journal.id}"

    for path in ("/timeline", "/changes"):
        answer = client.get(address + path)
        if SEEN[who] is None:
            assert answer.status_code in (403, 404), (path, answer.content)
        else:
            shown = answer.json().get("entries", answer.json().get("changes"))
            assert {entry["type"] for entry in shown} == SEEN[who], path
    flags = client.get(f"{address}/flags")
    assert (flags.json().get("flags") or []) == [] or who == "member"


@pytest.mark.parametrize("who", SEEN)
def test_writes_with_the_first_wall_down(world, first_wall_down, who):
    ana, people = world
    client = people[who].client()
    before = list(Entry.objects.filter(journal=ana.journal).values_list("id", "rev").order_by("id"))
    for section in ("symptoms", "sleep"):
        client.post(
            f"/api/v1/journals/{ana.journal.id}/ops",
            {"ops": [_sent(people[who], section=section)]},
            **JSON,
        )

    assert before == list(
        Entry.objects.filter(journal=ana.journal).values_list("id", "rev").order_by("id")
    )


OF_A_PERSON = {"journal_pushsubscription", "journal_teamdigest"}


@pytest.mark.parametrize("table", sorted(POLICIES))
def test_plain_sql_of_a_stranger_finds_nothing_of_anas(world, table):
    ana, people = world
    close_wall(user_id=people["stranger"].user.id)
    column, of = ("id" if table == "journal_journal" else "journal_id"), ana.journal.id
    if table in OF_A_PERSON:
        column, of = "user_id", ana.user.id
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [of])
        assert cursor.fetchone() == (0,)


def test_who_gets_a_weekly_mail_is_for_that_person_alone(world):
    ana, people = world
    set_digest(user_id=ana.user.id, enabled=True, now=timezone.now())
    close_wall(user_id=people["stranger"].user.id)

    assert not TeamDigest.objects.exists()
    assert not TeamDigest.objects.update(enabled=False)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        set_digest(user_id=people["viewer"].user.id, enabled=True, now=timezone.now())

    close_wall(user_id=ana.user.id)
    assert not set_digest(user_id=ana.user.id, enabled=False, now=timezone.now()).enabled


def test_a_visit_with_the_first_wall_down(world, first_wall_down):
    ana, now = world[0], timezone.now()
    shown = show_code(
        access=ana.access, journal=ana.journal, sections=[Section.SLEEP], since=None, now=now
    )
    room = Client()
    _, room.cookies[COOKIE] = open_visit(secret=shown.code, now=now)

    entries = room.get("/api/v1/visit/timeline").json()["entries"]

    assert [entry["type"] for entry in entries] == ["sleep"]


def test_a_request_of_nobody_is_behind_the_wall_too(world):
    request = RequestFactory().get("/api/v1/me")
    request.session = SessionStore()

    assert SessionAuthentication().authenticate(Request(request)) is None

    assert not Entry.objects.filter(journal=world[0].journal).exists()


def test_nobody_sees_nothing(world):
    close_wall()

    assert not Entry.objects.filter(journal=world[0].journal).exists()


def test_a_row_cannot_be_written_into_another_journal(world):
    ana, people = world
    close_wall(user_id=people["stranger"].user.id)

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        grant(ana, people["stranger"], *Section)


def test_every_table_of_a_journal_is_behind_the_wall(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        closed = {row[0] for row in cursor.fetchall()}
    needed = {
        model._meta.db_table
        for model in apps.get_app_config("journal").get_models()
        if any(field.column == "journal_id" for field in model._meta.concrete_fields)
    }

    assert closed == needed | {"journal_journal"} | OF_A_PERSON == POLICIES.keys()


def test_who_asked_does_not_stay_on_the_connection(world):
    """The variables end with the transaction, on the very connection of the next request."""
    ana, _ = world
    url = connections["default"].settings_dict
    with psycopg.connect(
        host=url["HOST"], user=url["USER"], dbname=url["NAME"], autocommit=True
    ) as link:
        for _ in range(3):
            with link.transaction():
                link.execute("SELECT set_config('daybook.user', %s, true)", [str(ana.user.id)])
                link.execute("SELECT set_config('role', %s, true)", [WEB])
                [who] = link.execute("SELECT current_user || wall.person()").fetchone() or ()
                assert who == f"{WEB}{ana.user.id}"
            [after] = link.execute("SELECT current_user || coalesce(wall.person()::text, '')")
            assert after == (SERVER,)


def test_a_savepoint_that_is_rolled_back_leaves_the_wall_closed(world):
    ana, people = world
    entries = Entry.objects.filter(journal=ana.journal)

    def looked_and_failed():
        with transaction.atomic(), behind_the_wall():
            assert entries.exists()
            raise RuntimeError

    close_wall(user_id=people["stranger"].user.id)
    with pytest.raises(RuntimeError):
        looked_and_failed()
    assert not entries.exists()


def test_the_role_of_requests_has_no_way_out(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [WEB]
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [WEB])
        assert cursor.fetchone() == (0,)
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"]


def test_pictures_with_the_first_wall_down(world, first_wall_down):
    ana, people = world
    wanted, sent = photo_op(ana, drawn()), drawn()
    ana.client().post(f"/api/v1/journals/{ana.journal.id}/ops", {"ops": [wanted]}, **JSON)
    address = f"/api/v1/journals/{ana.journal.id}/entries/{wanted['entry_id']}/picture"
    ana.client().put(address, sent, content_type="image/jpeg")

    for who in SEEN:
        client = people[who].client(raise_request_exception=False)
        assert client.get(address).status_code in (403, 404), who
        put = client.put(address, drawn(color="red"), content_type="image/jpeg")
        assert put.status_code >= 400, who
    assert Picture.objects.filter(journal=ana.journal).count() == 1
    with connection.cursor() as cursor:
        close_wall(user_id=people["viewer"].user.id)
        cursor.execute("SELECT count(*) FROM journal_picture")
        assert cursor.fetchone() == (0,)
        close_wall(user_id=ana.user.id)
        cursor.execute("SELECT count(*) FROM journal_picture")
        assert cursor.fetchone() == (1,)
        for change in ("UPDATE journal_picture SET byte_count = 1", "DELETE FROM journal_picture"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(change)
