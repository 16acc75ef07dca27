"""Every table is accounted for: how it is copied, and how it ends."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from journal.privacy.holdings import HOLDINGS, NAMED, NOBODYS, End, Holding


def stored() -> dict[str, type[Model]]:
    return {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed
    }


def test_every_model_is_named_once():
    held = [holding.model for holding in HOLDINGS]
    assert len(held) == len(set(held))
    assert set(held).isdisjoint(NOBODYS)

    # The packages of the tests bring none of their own.
    assert {*held, *NOBODYS} == set(stored())


def test_what_points_at_a_person_or_a_journal_is_somebodys():
    pointed = {
        label
        for label, model in stored().items()
        for field in model._meta.concrete_fields
        if field.remote_field
        and field.remote_field.model._meta.label_lower in ("journal.user", "journal.journal")
    }
    emptied = {named.model for named in NAMED}

    assert pointed - {holding.model for holding in HOLDINGS} - emptied == set()


@pytest.mark.django_db
def test_every_table_of_the_database_has_a_model():
    tables = {model._meta.db_table for model in stored().values()}
    with connection.cursor() as cursor:
        found = set(connection.introspection.table_names(cursor))

    assert found - tables == {"django_migrations"}


def test_what_is_kept_or_not_copied_says_why():
    for holding in HOLDINGS:
        if holding.ends is End.KEPT or not holding.copied:
            assert holding.why, holding.model


def test_no_secret_is_copied():
    def secrets(holding: Holding) -> set[str]:
        columns = {str(field.column) for field in stored()[holding.model]._meta.concrete_fields}
        words = ("hash", "password", "secret", "session_key", "endpoint", "keys", "mark")
        return {name for name in columns if any(word in name for word in words)}

    for holding in HOLDINGS:
        if holding.copied:
            assert secrets(holding) <= set(holding.without), holding.model


def test_what_is_left_out_is_there():
    for holding in HOLDINGS:
        columns = {field.column for field in stored()[holding.model]._meta.concrete_fields}
        assert set(holding.without) <= columns, holding.model
