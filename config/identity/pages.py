"""How the server's own pages look, and the headers they need."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe


def _own(name: str) -> SafeString:
    return mark_safe(Path(__file__).with_name(name).read_text())  # noqa: S308  our own file


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


STYLE = _own("pages.css")
SCRIPT = _own("passkey.js")


def with_headers(
    response: HttpResponse, *, leads_to: str = "", runs_script: bool = False
) -> HttpResponse:
    """Let the page load nothing but its own style, and its form end at ``leads_to``.

    ``runs_script``: its own one, which asks for a passkey.

    A browser holds the answer to a form, which is a redirect to the app, against ``form-action``.
    Where no referrer is sent at all it also hides the origin, which the CSRF check reads.
    """
    script = f" script-src 'sha256-{_hash(SCRIPT)}';" if runs_script else ""
    parts = urlsplit(leads_to)
    goes = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{_hash(STYLE)}'; img-src 'self';{script}"
        f" form-action 'self'{goes}; frame-ancestors 'none'; base-uri 'none'"
    )
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response
