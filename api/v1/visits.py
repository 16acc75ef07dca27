"""A look for one visit: the code on the survivor's phone, and the browser in the room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened
from api.fields import SectionsField, number_param
from api.permissions import Anyone
from api.v1.flags import FlagOutput
from api.v1.timeline import TimelineOutput
from journal.core.access import Access, Principal, Section
from journal.core.wall import close_wall
from journal.entries.selectors import MAX_PAGE, timeline
from journal.flags.selectors import flags
from journal.sharing.access import locked_journal_for, open_journal_for
from journal.sharing.models import Visit
from journal.sharing.policy import Action
from journal.sharing.visits import OPEN_FOR, end_visit, open_visit, show_code, visit_of, visits

COOKIE = "daybook-visit"
PATH = "/api/v1/visit"


class VisitInput(serializers.Serializer[Any]):
    """What the visit may see."""

    sections = SectionsField()
    since = serializers.DateField(required=False, allow_null=True, default=None)


class CodeOutput(serializers.Serializer[Any]):
    """The code, shown once; ``link_token`` goes into the QR, after the ``#`` of /visit."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    link_token = serializers.CharField()
    code_until = serializers.DateTimeField()


class VisitOutput(serializers.ModelSerializer[Visit]):
    """One visit, as the survivor sees it."""

    state = serializers.SerializerMethodField()

    class Meta:
        model = Visit
        fields = (
            *("id", "sections", "since", "created_at", "code_until", "opened_at", "ends_at"),
            *("ended_at", "state"),
        )
        read_only_fields = fields

    def get_state(self, visit: Visit) -> str:
        """waiting, open, ended, or unused: nobody used the code in its time."""
        if visit.ended_at is not None:
            return "ended"
        if visit.ends_at is not None:
            return "open" if visit.ends_at > now() else "ended"
        return "waiting" if visit.code_until > now() else "unused"


class VisitsOutput(serializers.Serializer[Any]):
    """The newest visits first."""

    visits = VisitOutput(many=True)


class SecretInput(serializers.Serializer[Any]):
    """The six digits, or what the QR carries."""

    secret = serializers.CharField(max_length=100)


class OpenedOutput(serializers.Serializer[Any]):
    """What the browser in the room may see, and until when."""

    journal_id = serializers.UUIDField()
    owner_name = serializers.CharField()
    sections = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField(allow_null=True)
    ends_at = serializers.DateTimeField()


class VisitFlagsOutput(serializers.Serializer[Any]):
    """Open flags and those of half a year."""

    flags = FlagOutput(many=True)


class VisitsView(APIView):
    """The visits of one's own journal."""

    limits = {"POST": ("sharing",)}

    @extend_schema(operation_id="visits", responses={200: VisitsOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """List them, with when each was opened."""
        access, _ = opened(request, journal_id, Action.SEE_WHO_LOOKED)
        return Response({"visits": VisitOutput(visits(access), many=True).data})

    @extend_schema(operation_id="show_code", request=VisitInput, responses={201: CodeOutput})
    def post(self, request: Request, journal_id: UUID) -> Response:
        """Make a code for one look; one that still waits is taken back."""
        given = VisitInput(data=request.data)
        given.is_valid(raise_exception=True)
        with locked(request, journal_id, Action.SHOW_CODE) as (access, journal):
            shown = show_code(
                access=access,
                journal=journal,
                sections=[Section(section) for section in given.validated_data["sections"]],
                since=given.validated_data["since"],
                now=now(),
            )
        answer = {
            "id": shown.visit.id,
            "code": shown.code,
            "link_token": shown.link_token,
            "code_until": shown.visit.code_until,
        }
        return Response(CodeOutput(answer).data, status=201)


class VisitView(APIView):
    """One visit of one's own journal."""

    @extend_schema(operation_id="end_visit", responses={204: None})
    def delete(self, request: Request, journal_id: UUID, visit_id: UUID) -> Response:
        """End it; the browser's next request is refused."""
        with locked(request, journal_id, Action.STOP_SHARING) as (access, _):
            end_visit(access=access, visit_id=visit_id, now=now())
        return Response(status=204)


class Room(APIView):
    """What the browser in the room asks: its cookie is all it has."""

    permission_classes = (Anyone,)
    authentication_classes = ()
    read_limits = ("room",)

    def opened(self, request: Request, action: Action) -> Access:
        """The journal of the cookie's visit. Raises ``VisitUnusable`` without one."""
        visit = self.visit(request)
        close_wall(visit_id=visit.id)
        access, _ = open_journal_for(
            principal=Principal(None, visit_id=visit.id),
            journal_id=visit.journal_id,
            action=action,
            now=now(),
        )
        return access

    def visit(self, request: Request) -> Visit:
        """The cookie's visit. Raises ``VisitUnusable`` without one."""
        return visit_of(browser=request.COOKIES.get(COOKIE, ""), now=now())


class OpenVisitView(Room):
    """Using a code."""

    limits = {"POST": ("visit-here", "visit-anywhere")}

    @extend_schema(
        operation_id="open_visit", request=SecretInput, responses={200: OpenedOutput}, auth=[]
    )
    def post(self, request: Request) -> Response:
        """Use the six digits or the QR's secret, once; this browser then sees for two hours."""
        given = SecretInput(data=request.data)
        given.is_valid(raise_exception=True)
        visit, browser = open_visit(secret=given.validated_data["secret"], now=now())
        answer = Response(_opened(visit))
        answer.set_cookie(
            COOKIE, browser, max_age=OPEN_FOR, path=PATH, httponly=True, samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return answer


class RoomView(Room):
    """The visit of this browser."""

    @extend_schema(operation_id="visit", responses={200: OpenedOutput}, auth=[])
    def get(self, request: Request) -> Response:
        """Say what it may see, and until when."""
        return Response(_opened(self.visit(request)))

    @extend_schema(operation_id="leave_visit", request=None, responses={204: None}, auth=[])
    def delete(self, request: Request) -> Response:
        """End it from here."""
        visit = self.visit(request)
        with locked_journal_for(
            principal=Principal(None, visit_id=visit.id),
            journal_id=visit.journal_id,
            action=Action.LEAVE,
            now=now(),
        ) as (access, _):
            end_visit(access=access, visit_id=visit.id, now=now())
        answer = Response(status=204)
        answer.delete_cookie(COOKIE, path=PATH, samesite="Strict")
        return answer


class RoomTimelineView(Room):
    """What the visit sees."""

    @extend_schema(
        operation_id="visit_timeline",
        responses={200: TimelineOutput},
        parameters=[
            OpenApiParameter("limit", OpenApiTypes.INT),
            OpenApiParameter("before", OpenApiTypes.STR),
        ],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        """Give live entries, newest first."""
        access = self.opened(request, Action.READ_ENTRIES)
        before = request.query_params.get("before") or None
        size = number_param(request, "limit", default=50, most=MAX_PAGE)
        return Response(timeline(access, before=before, limit=size))


class RoomFlagsView(Room):
    """The flags that the visit sees."""

    @extend_schema(operation_id="visit_flags", responses={200: VisitFlagsOutput}, auth=[])
    def get(self, request: Request) -> Response:
        """List them, if flags are shared."""
        access = self.opened(request, Action.READ_FLAGS)
        return Response({"flags": FlagOutput(flags(access, now=now()), many=True).data})


def _opened(visit: Visit) -> dict[str, Any]:
    return OpenedOutput(
        {
            "journal_id": visit.journal_id,
            "owner_name": visit.journal.owner.shown_name,
            "sections": visit.sections,
            "since": visit.since,
            "ends_at": visit.ends_at,
        }
    ).data
