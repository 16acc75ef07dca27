"""Reading one row of a model with SQL that is put together once, for the paths of every request.

Building a query through the ORM costs more than running it; the result is the same model instance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


@cache
def columns(model: type[Model], alias: str) -> tuple[str, tuple[str, ...]]:
    """The select list of a model under a table alias, and the attribute names in its order."""
    fields = model._meta.concrete_fields
    listed = ", ".join(f'{alias}."{field.column}"' for field in fields)
    return listed, tuple(field.attname for field in fields)


def fetch(sql: str, params: Sequence[Any] | Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The first row of a statement, or None."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def instance(model: type[M], names: tuple[str, ...], values: Sequence[Any]) -> M:
    """The model instance of a row's values."""
    return model.from_db(connection.alias, names, values)


def read_one(model: type[M], condition: str, params: Sequence[Any], *, lock: str = "") -> M | None:
    """The instance for which ``condition`` on the table ``t`` holds, or None.

    ``lock`` is a locking clause such as ``FOR NO KEY UPDATE``.
    """
    listed, names = columns(model, "t")
    table = model._meta.db_table
    row = fetch(f'SELECT {listed} FROM "{table}" t WHERE {condition} {lock}', params)  # noqa: S608
    return None if row is None else instance(model, names, decoded(model, row))


@cache
def _decoders(model: type[Model]) -> tuple[tuple[int, Any], ...]:
    return tuple(
        (place, field.from_db_value)
        for place, field in enumerate(model._meta.concrete_fields)
        if hasattr(field, "from_db_value")
    )


def decoded(model: type[Model], row: Sequence[Any]) -> list[Any]:
    """The row with the values as the model's fields give them."""
    values = list(row)
    for place, from_db_value in _decoders(model):
        values[place] = from_db_value(values[place], None, connection)
    return values
