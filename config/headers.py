"""Headers of every answer that Django's own middleware does not set."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = {
    # What a page's own <meta> policy cannot say. The two add up: each one only takes away.
    "Content-Security-Policy": (
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(),"
        " microphone=(), payment=(), usb=()"
    ),
}


class SecurityHeaders:
    """Sets the policy headers, and forbids caching of what the API says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add them on the way out."""
        response = self.get_response(request)
        for name, value in POLICY.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(("/api/", "/_allauth/", "/identity/")):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
