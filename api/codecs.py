"""JSON in, JSON out, and nothing to negotiate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class JSONParser(BaseParser):
    """Strict JSON: no NaN, no duplicate trust, no lone surrogates."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value; raises ``ParseError`` if it is not JSON."""
        try:
            return orjson.loads(stream.read())
        except orjson.JSONDecodeError:
            raise ParseError from None


class JSONRenderer(BaseRenderer):
    """orjson; bytes pass through, because the database has written them already."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of the answer."""
        if isinstance(data, bytes):
            return data
        return b"" if data is None else orjson.dumps(data, default=str)


class JSONOnly(BaseContentNegotiation):
    """One parser and one renderer: there is nothing to choose."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """JSON, where the request says so; DRF answers 415 to None."""
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """The one renderer."""
        return renderers[0], renderers[0].media_type
