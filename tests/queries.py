"""Counting SQL statements, and the guard that every query on a journal's rows names the journal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from tests.people import LEAVE_THE_WALL


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL that runs inside."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql != LEAVE_THE_WALL:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def owned_tables() -> frozenset[str]:
    """Tables whose rows belong to one journal."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_app_config("journal").get_models()
        if any(field.name == "journal" for field in model._meta.fields)
    )


CROSS_JOURNAL = (
    # Sweeps over all journals claim what is due; they say so here.
    "journal_delivery",
    "journal_reminder",
    "journal_summaryschedule",
    # By the secret, or by the person it was given to.
    "token_hash",
    "grantee_id",
)


def names_its_journal(sql: str, tables: frozenset[str]) -> bool:
    """Whether a statement on owned tables has a condition on ``journal_id``."""
    touched = {name for name in tables if re.search(rf"\b{name}\b", sql)}
    if not touched or sql.lstrip().startswith(("INSERT", "TRUNCATE", "SAVEPOINT", "RELEASE")):
        return True
    if any(word in sql for word in CROSS_JOURNAL):
        return True
    where = sql.partition("WHERE")[2]
    return bool(re.search(r'"?journal_id"?\s*(=|IN)', where))


@contextmanager
def journal_named_in_queries() -> Iterator[None]:
    """Fail on SQL that reads or changes an owned table without naming a journal."""
    tables = owned_tables()

    def check(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        assert names_its_journal(sql, tables), f"no journal in: {sql}"
        return execute(sql, params, many, context)

    with connection.execute_wrapper(check):
        yield
