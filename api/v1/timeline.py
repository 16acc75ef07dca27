"""The timeline: what was noted, newest first, for the owner and for whom it is shared with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import opened
from api.fields import number_param
from api.permissions import SignedInOrApp
from api.v1.entry_schema import EntryField
from journal.core.errors import FieldError, Invalid
from journal.entries.selectors import MAX_PAGE, timeline
from journal.entries.types import ENTRY_TYPES
from journal.sharing.policy import Action


class TimelineOutput(serializers.Serializer[Any]):
    """One page, and where the next one starts."""

    owner_id = serializers.UUIDField()
    owner_name = serializers.CharField()
    shared_sections = serializers.ListField(child=serializers.CharField())
    entries = serializers.ListField(child=EntryField())
    next = serializers.CharField(allow_null=True)


class TimelineView(APIView):
    """Entries by when they were true."""

    permission_classes = (SignedInOrApp,)

    @extend_schema(
        operation_id="timeline",
        responses={200: TimelineOutput},
        parameters=[
            OpenApiParameter("limit", OpenApiTypes.INT),
            OpenApiParameter("before", OpenApiTypes.STR),
            OpenApiParameter("type", OpenApiTypes.STR, enum=sorted(ENTRY_TYPES)),
        ],
    )
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Give live entries, newest first."""
        entry_type = request.query_params.get("type") or None
        if entry_type is not None and entry_type not in ENTRY_TYPES:
            raise Invalid(FieldError("?type", "unknown", "unknown type"))
        access, _ = opened(request, journal_id, Action.READ_ENTRIES)
        return Response(
            timeline(
                access,
                before=request.query_params.get("before") or None,
                limit=number_param(request, "limit", default=50, most=MAX_PAGE),
                entry_type=entry_type,
            )
        )
