"""After every migration from none on, the wall in the database is the one of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connections, transaction

from journal.core import wall_sql

RULES = "tablename, policyname, roles::text, cmd, qual, with_check"
POLICIES = f"SELECT {RULES} FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2"
FUNCTIONS = """
SELECT pg_get_functiondef(p.oid), proacl::text FROM pg_proc p
JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'wall' ORDER BY 1
"""
CLOSED = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY 1"

OPEN = {
    "journal_session": "is read to find out who asks",
    "journal_deviceerasure": "is asked for by a device that is no longer signed in",
    "journal_signinlink": "is used by somebody who is not signed in yet",
    "journal_appconsent": "is read with the token of an app, to find out who asks",
    "journal_teammembership": "members see each other",
}
"""Tables of persons that are not behind the wall, and why."""


@pytest.fixture
def owner(committed_db) -> Iterator[Any]:
    """Who migrates; what is done here is taken back."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        yield cursor
        transaction.set_rollback(True, using="owner")


def rows(owner: Any, sql: str) -> list[Any]:
    owner.execute(sql)
    return list(owner.fetchall())


def test_the_policies_are_those_of_the_text(owner):
    before = [rows(owner, sql) for sql in (POLICIES, FUNCTIONS, CLOSED)]

    owner.execute(wall_sql.anew())

    assert before == [rows(owner, sql) for sql in (POLICIES, FUNCTIONS, CLOSED)]
    wanted = {
        (table, name)
        for table, commands in wall_sql.POLICIES.items()
        for name in ("server", *(f"web_{command.lower()}" for command in commands))
    }
    assert {(table, name) for table, name, *_ in before[0]} == wanted
    assert len(before[0]) == len(wanted)
    assert len(before[1]) == 11


def test_what_is_yet_to_come_stays_closed(owner, monkeypatch):
    rules = dict(wall_sql.POLICIES)
    rules["journal_teamdigest"] = {"SELECT": "to_come = wall.person()", "INSERT": "true"}
    rules["journal_to_come"] = {"SELECT": "true"}
    monkeypatch.setattr(wall_sql, "POLICIES", rules)

    owner.execute(wall_sql.anew())

    left = [name for table, name, *_ in rows(owner, POLICIES) if table == "journal_teamdigest"]
    assert left == ["server", "web_insert"]
    assert ("journal_teamdigest",) in rows(owner, CLOSED)


def test_it_can_be_taken_back_and_put_up_again(owner):
    before = rows(owner, POLICIES)

    owner.execute(wall_sql.no_policies())
    assert rows(owner, POLICIES) == rows(owner, FUNCTIONS) == rows(owner, CLOSED) == []
    owner.execute(wall_sql.anew())

    assert rows(owner, POLICIES) == before


def test_every_table_of_a_person_is_behind_the_wall_or_said_to_be_open():
    of_persons = {
        model._meta.db_table
        for model in apps.get_app_config("journal").get_models()
        if any(field.column == "user_id" for field in model._meta.concrete_fields)
    }

    assert of_persons - wall_sql.POLICIES.keys() == OPEN.keys()
