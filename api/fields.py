"""Serializer fields of the domain's values, and reading of query parameters."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from journal.core.access import Section
from journal.core.clock import is_zone
from journal.core.errors import CursorReset, FieldError, Invalid
from journal.core.names import is_plain_name


class ZoneField(serializers.CharField):
    """An IANA time zone name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The name, if it is one."""
        value = super().to_internal_value(data)
        if not is_zone(value):
            raise serializers.ValidationError("Unknown time zone.", code="zone")
        return value


class NameField(serializers.CharField):
    """A name that mails to others carry."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The name, if it cannot pass for more than one."""
        value = super().to_internal_value(data)
        if not is_plain_name(value):
            raise serializers.ValidationError(
                "A name holds no address, no phone number and no line break.", code="plain-name"
            )
        return value


@extend_schema_field({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"})
class WallTimeField(serializers.TimeField):
    """Hours and minutes as a clock on the wall shows them, with no zone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", input_formats=["%H:%M"], **kwargs)


class SectionsField(serializers.ListField):
    """A set of sections, as a list without repetitions."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            child=serializers.ChoiceField(choices=[section.value for section in Section]),
            max_length=len(Section),
            **kwargs,
        )


def number_param(request: Request, name: str, *, default: int, most: int) -> int:
    """A whole number from 1 to ``most`` in the query."""
    raw = request.query_params.get(name)
    if raw is None:
        return default
    if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw[:9]) <= most or len(raw) > 9:
        raise Invalid(FieldError(f"?{name}", "range", f"a whole number from 1 to {most}"))
    return int(raw)


def place_param(request: Request, name: str) -> tuple[datetime, UUID] | None:
    """Where a page begins: an instant and an id, as the ``next`` of the page before says it.

    Raises ``CursorReset`` where it cannot be read.
    """
    raw = request.query_params.get(name)
    if not raw:
        return None
    at, _, row_id = raw.partition("~")
    try:
        instant, found = datetime.fromisoformat(at), UUID(row_id)
    except ValueError:
        raise CursorReset from None
    if instant.tzinfo is None:
        raise CursorReset
    return instant, found
