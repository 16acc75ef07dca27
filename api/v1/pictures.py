"""The picture of a photo entry: bytes in, and bytes out to who may see the entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened
from api.permissions import SignedInOrApp
from api.v1.visits import Room
from journal.core.errors import BatchTooLarge
from journal.entries.types.photo import MAX_BYTES
from journal.pictures.selectors import picture
from journal.pictures.services import keep_picture
from journal.sharing.policy import Action

KEPT_AS = "image/jpeg"
HEADERS = {
    # In no cache, not even the browser's own; and no page, should somebody open it as one.
    "Cache-Control": "private, no-store",
    "Content-Disposition": 'attachment; filename="photo.jpg"',
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class PictureParser(BaseParser):
    """The bytes as they come, and not more of them than a picture may have."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The bytes. Raises ``BatchTooLarge``."""
        sent: bytes = stream.read(MAX_BYTES + 1)
        if len(sent) > MAX_BYTES:
            raise BatchTooLarge(max_bytes=MAX_BYTES)
        return sent


class JPEGParser(PictureParser):
    """As phones send it."""

    media_type = KEPT_AS


class PNGParser(PictureParser):
    """From an app."""

    media_type = "image/png"


class WebPParser(PictureParser):
    """From an app."""

    media_type = "image/webp"


class PictureView(APIView):
    """The picture of one photo entry."""

    permission_classes = (SignedInOrApp,)
    parser_classes = (JPEGParser, PNGParser, WebPParser)
    limits = {"PUT": ("pictures",)}

    @extend_schema(
        operation_id="picture", responses={(200, KEPT_AS): OpenApiTypes.BINARY}, tags=["entries"]
    )
    def get(self, request: Request, journal_id: UUID, entry_id: UUID) -> Response:
        """Read it. ``picture-missing``: the entry is there, its picture is still on its way."""
        access, _ = opened(request, journal_id, Action.READ_ENTRIES)
        return shown(picture(access, entry_id))

    @extend_schema(
        operation_id="keep_picture",
        request={parser.media_type: OpenApiTypes.BINARY for parser in parser_classes},
        responses={201: None, 204: None},
        tags=["entries"],
    )
    def put(self, request: Request, journal_id: UUID, entry_id: UUID) -> Response:
        """Keep it; sending the same bytes again changes nothing, and answers 204."""
        sent: Any = request.data
        with locked(request, journal_id, Action.WRITE_ENTRIES) as (access, _):
            is_new = keep_picture(access=access, entry_id=entry_id, sent=sent or b"", now=now())
        return Response(status=201 if is_new else 204)


class RoomPictureView(Room):
    """A picture that the visit sees."""

    @extend_schema(
        operation_id="visit_picture", responses={(200, KEPT_AS): OpenApiTypes.BINARY}, auth=[]
    )
    def get(self, request: Request, entry_id: UUID) -> Response:
        """Read it, if photos are shared."""
        return shown(picture(self.opened(request, Action.READ_ENTRIES), entry_id))


def shown(jpeg: bytes) -> Response:
    """The answer that carries a picture."""
    return Response(jpeg, content_type=KEPT_AS, headers=HEADERS)
