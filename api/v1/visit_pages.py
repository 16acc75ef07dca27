"""The page for a visit: the survivor sends it, people who may look read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from pydantic import ValidationError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened
from api.fields import number_param, place_param
from api.problems import body_errors
from journal.core.errors import FieldError, Invalid
from journal.sharing.page_words import PageWords, checked_page
from journal.sharing.policy import Action
from journal.sharing.selectors import pages
from journal.sharing.visit_pages import open_page, send_page, take_back

PAGE, MOST = 20, 50
MOST_RECEIVERS = 20


@extend_schema_field(PageWords)  # type: ignore[arg-type]  # spectacular takes pydantic models
class WordsField(serializers.JSONField):
    """The words of a page, as they are printed."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The words, if they fit."""
        try:
            return checked_page(data)
        except ValidationError as wrong:
            raise Invalid(
                *(FieldError(**error) for error in body_errors(wrong, "#/page"))
            ) from None


class VisitPageInput(serializers.Serializer[Any]):
    """A page, the id that the phone gave it, and the grants of those who are to read it."""

    id = serializers.UUIDField()
    appointment = serializers.UUIDField(required=False, allow_null=True, default=None)
    page = WordsField()
    grants = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_RECEIVERS
    )


class ReceiverOutput(serializers.Serializer[Any]):
    """Whom it was sent to, and who of them opened it first."""

    grant_id = serializers.UUIDField()
    name = serializers.CharField()
    is_team = serializers.BooleanField()
    opened_at = serializers.DateTimeField(allow_null=True)
    opened_by = serializers.CharField(allow_null=True)


class SentPageOutput(serializers.Serializer[Any]):
    """That a page was sent. For others than the owner, ``receivers`` are they and their teams."""

    id = serializers.UUIDField()
    appointment = serializers.UUIDField(allow_null=True)
    sent_at = serializers.DateTimeField()
    taken_back_at = serializers.DateTimeField(allow_null=True)
    receivers = ReceiverOutput(many=True)


class VisitPageOutput(SentPageOutput):
    """The page with its words, null where it was taken back long ago."""

    page = WordsField(allow_null=True)


class VisitPagesOutput(serializers.Serializer[Any]):
    """The newest first, and where the next ones start. Their words come with opening one."""

    pages = SentPageOutput(many=True)
    next = serializers.CharField(allow_null=True)


class VisitPagesView(APIView):
    """The visit pages of a journal."""

    limits = {"POST": ("visit-pages",)}

    @extend_schema(
        operation_id="visit_pages",
        responses={200: VisitPagesOutput},
        parameters=[
            OpenApiParameter("limit", OpenApiTypes.INT),
            OpenApiParameter("before", OpenApiTypes.STR),
        ],
    )
    def get(self, request: Request, journal_id: UUID) -> Response:
        """List them: all of one's own, or those sent to me or a team of mine. Opens none."""
        access, _ = opened(request, journal_id, Action.LIST_PAGES)
        size = number_param(request, "limit", default=PAGE, most=MOST)
        found = pages(access, before=place_param(request, "before"), limit=size, now=now())
        older = f"{found[-1].sent_at.isoformat()}~{found[-1].id}" if len(found) == size else None
        return Response(VisitPagesOutput({"pages": found, "next": older}).data)

    @extend_schema(
        operation_id="send_visit_page",
        request=VisitPageInput,
        responses={200: VisitPageOutput, 201: VisitPageOutput},
    )
    def post(self, request: Request, journal_id: UUID) -> Response:
        """Send one. Sending the same id again changes nothing, and answers 200."""
        given = VisitPageInput(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        with locked(request, journal_id, Action.SEND_PAGE) as (access, _):
            sent, is_new = send_page(
                access=access,
                page_id=wanted["id"],
                words=wanted["page"],
                appointment=wanted["appointment"],
                grants=wanted["grants"],
                now=now(),
            )
        return Response(VisitPageOutput(sent).data, status=201 if is_new else 200)


class VisitPageView(APIView):
    """One visit page."""

    @extend_schema(operation_id="open_visit_page", responses={200: VisitPageOutput})
    def get(self, request: Request, journal_id: UUID, page_id: UUID) -> Response:
        """Read it; the survivor sees that somebody it was sent to has opened it."""
        access, _ = opened(request, journal_id, Action.OPEN_PAGE)
        return Response(VisitPageOutput(open_page(access=access, page_id=page_id, now=now())).data)

    @extend_schema(operation_id="take_back_visit_page", responses={200: VisitPageOutput})
    def delete(self, request: Request, journal_id: UUID, page_id: UUID) -> Response:
        """Take it back, also where it was opened: the answer says by whom and when."""
        with locked(request, journal_id, Action.STOP_SHARING) as (access, _):
            taken = take_back(access=access, page_id=page_id, now=now())
        return Response(VisitPageOutput(taken).data)
