"""How an entry looks in the OpenAPI document: one shape a type, told apart by ``type``."""

from __future__ import annotations

from typing import Any, cast

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from journal.core.access import Section
from journal.entries.types import ENTRY_TYPES, EntryType


class CopySchema(serializers.Serializer[Any]):
    """What could not be merged, kept for a person to choose."""

    op_id = serializers.UUIDField()
    reason = serializers.ChoiceField(
        choices=["field", "delete_vs_edit", "edit_vs_delete", "unknown_base", "continues"]
    )
    kind = serializers.ChoiceField(choices=["put", "delete"])
    body = serializers.DictField()
    occurred_at = serializers.DateTimeField()
    tz = serializers.CharField()
    author_id = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()


class EntrySchema(serializers.Serializer[Any]):
    """What every entry has."""

    id = serializers.UUIDField()
    section = serializers.ChoiceField(choices=[section.value for section in Section])
    schema_v = serializers.IntegerField()
    rev = serializers.IntegerField()
    rev_epoch = serializers.IntegerField()
    seq = serializers.IntegerField()
    occurred_at = serializers.DateTimeField()
    tz = serializers.CharField()
    local_date = serializers.DateField()
    time_quality = serializers.ChoiceField(choices=["ok", "suspect"])
    deleted = serializers.BooleanField()
    author_id = serializers.UUIDField(allow_null=True)
    author_name = serializers.CharField(allow_null=True)
    copies = CopySchema(many=True)


def _typed(entry_type: EntryType) -> type[EntrySchema]:
    name = "".join(part.title() for part in entry_type.slug.split("_"))
    body_field = type(f"{name}BodyField", (serializers.JSONField,), {})
    extend_schema_field(cast(Any, entry_type.body))(body_field)
    return type(
        f"{name}EntrySchema",
        (EntrySchema,),
        {
            "__doc__": f"An entry of type ``{entry_type.slug}``.",
            "type": serializers.ChoiceField(choices=[entry_type.slug]),
            "body": body_field(),
        },
    )


ENTRY = PolymorphicProxySerializer(
    component_name="Entry",
    serializers={slug: _typed(entry_type) for slug, entry_type in ENTRY_TYPES.items()},
    resource_type_field_name="type",
    many=False,
)


@extend_schema_field(ENTRY)
class EntryField(serializers.JSONField):
    """An entry inside another answer; the database has written it, so it passes through."""
