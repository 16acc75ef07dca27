"""Push and pull, and one entry by its address, which is one operation through the same path."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import may_read, now, opened, principal, who
from api.fields import number_param
from api.permissions import SignedInOrApp
from api.v1.entry_schema import ENTRY, EntryField
from api.v1.flags import FlagOutput
from api.v1.push_answer import push_answer
from journal.core.errors import BatchTooLarge, ClientTooOld, FieldError, Invalid, NotFound
from journal.core.ids import new_id
from journal.entries.selectors import entries_by_id
from journal.entries.types import OLDEST_SCHEMA_V, SCHEMA_V
from journal.sharing.policy import Action
from journal.sync.protocol import Status
from journal.sync.pull import MAX_PAGE, changes
from journal.sync.push import MAX_BYTES, MAX_OPS, push


class BaseOutput(serializers.Serializer[Any]):
    """What an operation was made on."""

    rev = serializers.IntegerField(required=False)
    epoch = serializers.IntegerField(required=False)
    op = serializers.UUIDField(required=False)


class OperationSchema(serializers.Serializer[Any]):
    """One operation; checked one by one, so that one bad one never stops its neighbours."""

    op_id = serializers.UUIDField()
    entry_id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=["put", "delete"])
    actor_id = serializers.UUIDField()
    section = serializers.CharField()
    type = serializers.CharField()
    schema_v = serializers.IntegerField()
    base = BaseOutput(allow_null=True)
    occurred_at = serializers.DateTimeField()
    tz = serializers.CharField()
    recorded_at = serializers.DateTimeField(required=False, allow_null=True)
    body = serializers.DictField()
    resolves = serializers.ListField(child=serializers.UUIDField(), required=False)


class BatchInput(serializers.Serializer[Any]):
    """The envelope of a push."""

    device_id = serializers.UUIDField(required=False, allow_null=True)
    sent_at = serializers.DateTimeField(required=False, allow_null=True)
    epoch = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    ops = OperationSchema(many=True)


class ItemError(serializers.Serializer[Any]):
    """One thing wrong with an operation."""

    path = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class OutcomeSchema(serializers.Serializer[Any]):
    """The answer to one operation."""

    op_id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=[status.value for status in Status])
    rev = serializers.IntegerField(required=False)
    rev_epoch = serializers.IntegerField(required=False)
    seq = serializers.IntegerField(required=False)
    code = serializers.CharField(required=False)
    copy = serializers.UUIDField(required=False)
    retry = serializers.ChoiceField(
        choices=["after_user", "after_upgrade", "never"], required=False
    )
    errors = ItemError(many=True, required=False)  # type: ignore[assignment]  # a field, not the property
    first = serializers.DictField(required=False)
    entry = EntryField(required=False)


class PushOutput(serializers.Serializer[Any]):
    """One answer per operation, and flags that could not wait."""

    epoch = serializers.IntegerField()
    server_time = serializers.DateTimeField()
    head_seq = serializers.IntegerField()
    flags_version = serializers.IntegerField()
    results = OutcomeSchema(many=True)
    urgent = FlagOutput(many=True)


class DigestOutput(serializers.Serializer[Any]):
    """What the reader's replica must come to."""

    count = serializers.IntegerField()
    xor = serializers.CharField()


class ChangesOutput(serializers.Serializer[Any]):
    """One page of changes; the digest comes with the last."""

    changes = serializers.ListField(child=EntryField())
    cursor = serializers.CharField()
    more = serializers.BooleanField()
    epoch = serializers.IntegerField()
    head_seq = serializers.IntegerField()
    flags_version = serializers.IntegerField()
    digest = DigestOutput(required=False)


EPOCH = OpenApiParameter("X-Epoch", OpenApiTypes.INT, OpenApiParameter.HEADER)
CLIENT = OpenApiParameter("X-Client-Schema", OpenApiTypes.INT, OpenApiParameter.HEADER)


class PushView(APIView):
    """Operations of one device."""

    permission_classes = (SignedInOrApp,)
    limits = {"POST": ("push",)}

    @extend_schema(
        operation_id="push",
        request=BatchInput,
        responses={200: PushOutput},
        parameters=[EPOCH, CLIENT],
    )
    def post(self, request: Request, journal_id: UUID) -> Response:
        """Take in at most 500 operations or 1 MiB; the answer is 200 whenever the envelope is."""
        _check_client(request)
        if int(request.headers.get("content-length") or 0) > MAX_BYTES:
            raise BatchTooLarge(max_ops=MAX_OPS, max_bytes=MAX_BYTES)
        envelope = request.data if isinstance(request.data, dict) else {}
        ops = envelope.get("ops")
        if not isinstance(ops, list):
            raise Invalid(FieldError("#/ops", "type", "a list of operations"))
        result = push(
            principal=principal(request),
            journal_id=journal_id,
            sent=ops,
            epoch=_epoch(request, envelope),
            device_id=_uuid(envelope.get("device_id"), "#/device_id"),
            now=now(),
        )
        return Response(push_answer(result, may_read=may_read(request)))


class ChangesView(APIView):
    """Changes since a cursor."""

    permission_classes = (SignedInOrApp,)

    @extend_schema(
        operation_id="changes",
        responses={200: ChangesOutput},
        parameters=[
            CLIENT,
            OpenApiParameter("cursor", OpenApiTypes.STR),
            OpenApiParameter("limit", OpenApiTypes.INT),
        ],
    )
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Give one page; without a cursor a snapshot starts."""
        _check_client(request)
        access, journal = opened(request, journal_id, Action.SYNC)
        return Response(
            changes(
                journal=journal,
                access=access,
                cursor=request.query_params.get("cursor") or None,
                limit=number_param(request, "limit", default=MAX_PAGE, most=MAX_PAGE),
            )
        )


class EntryView(APIView):
    """One entry, under the id that its device gave it."""

    permission_classes = (SignedInOrApp,)

    @extend_schema(operation_id="entry", responses={200: ENTRY})
    def get(self, request: Request, journal_id: UUID, entry_id: UUID) -> Response:
        """Read it; a tombstone says that it was deleted."""
        access, _ = opened(request, journal_id, Action.READ_ENTRIES)
        found = entries_by_id(access, [entry_id])
        if entry_id not in found:
            raise NotFound
        return Response(found[entry_id])

    @extend_schema(
        operation_id="record_entry",
        request=OperationSchema,
        responses={200: PushOutput},
        parameters=[EPOCH],
    )
    def put(self, request: Request, journal_id: UUID, entry_id: UUID) -> Response:
        """Record it, or its next revision; sending it again changes nothing."""
        sent = request.data
        if not isinstance(sent, dict):
            raise Invalid(FieldError("#", "type", "an operation is an object"))
        return self._one(request, journal_id, sent | {"entry_id": str(entry_id), "kind": "put"})

    @extend_schema(
        operation_id="delete_entry",
        responses={200: PushOutput},
        parameters=[
            EPOCH,
            OpenApiParameter("op_id", OpenApiTypes.UUID),
            OpenApiParameter("rev", OpenApiTypes.INT),
        ],
    )
    def delete(self, request: Request, journal_id: UUID, entry_id: UUID) -> Response:
        """Delete it: it stays as a tombstone, with its history."""
        access, journal = opened(request, journal_id, Action.SYNC)
        found = entries_by_id(access, [entry_id])
        if entry_id not in found:
            raise NotFound
        entry = _loaded(found[entry_id])
        op_id = _uuid(request.query_params.get("op_id"), "?op_id") or new_id()
        rev = number_param(request, "rev", default=entry["rev"], most=2**31 - 1)
        sent = {
            "op_id": str(op_id),
            "entry_id": str(entry_id),
            "kind": "delete",
            "actor_id": str(who(request).id),
            "base": {"rev": rev, "epoch": journal.epoch},
            "body": {},
            **{part: entry[part] for part in ("section", "type", "schema_v", "occurred_at", "tz")},
        }
        return self._one(request, journal_id, sent)

    def _one(self, request: Request, journal_id: UUID, sent: dict[str, Any]) -> Response:
        result = push(
            principal=principal(request),
            journal_id=journal_id,
            sent=[sent],
            epoch=_epoch(request, {}),
            device_id=None,
            now=now(),
        )
        return Response(push_answer(result, may_read=may_read(request)))


def _check_client(request: Request) -> None:
    said = request.headers.get("X-Client-Schema", str(SCHEMA_V))
    if not said.isascii() or not said.isdigit() or len(said) > 6:
        raise Invalid(FieldError("X-Client-Schema", "type", "a whole number"))
    if int(said) < OLDEST_SCHEMA_V:
        raise ClientTooOld(min_schema=OLDEST_SCHEMA_V)


def _epoch(request: Request, envelope: dict[str, Any]) -> int | None:
    raw = request.headers.get("X-Epoch", envelope.get("epoch"))
    if raw is None:
        return None
    if not str(raw).isascii() or not str(raw).isdigit() or len(str(raw)) > 9:
        raise Invalid(FieldError("X-Epoch", "type", "a whole number"))
    return int(raw)


def _uuid(raw: Any, pointer: str) -> UUID | None:
    if raw is None:
        return None
    try:
        return UUID(str(raw))
    except ValueError:
        raise Invalid(FieldError(pointer, "uuid", "not an id")) from None


def _loaded(entry: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads(orjson.dumps(entry))
    return loaded
