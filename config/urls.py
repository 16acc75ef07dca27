"""Addresses: the API, sign-in, health; everything else is the PWA, which WhiteNoise serves."""

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView

from api.permissions import Anyone
from api.problems import not_found
from config import unsubscribe
from config.health import live, ready

EMPTY = "200.html"
"""The page without a place of its own: it tells people that there is nothing here."""


@transaction.non_atomic_requests
def page(request: HttpRequest, address: str = "") -> HttpResponse | FileResponse | JsonResponse:
    """A page of the PWA, or its fallback, for addresses that WhiteNoise has no file for."""
    if request.method not in ("GET", "HEAD"):
        return not_found(request)
    name = address.strip("/") or "index"
    for candidate in (f"{name}.html", f"{name}/index.html", EMPTY):
        file = (settings.PWA_BUILD / candidate).resolve()
        if file.is_relative_to(settings.PWA_BUILD.resolve()) and file.is_file():
            answer = FileResponse(file.open("rb"), content_type="text/html; charset=utf-8")
            answer["Cache-Control"] = "no-cache"
            answer.status_code = 404 if candidate == EMPTY else 200
            return answer
    return HttpResponse("Daybook's pages are not built yet.", status=503, content_type="text/plain")


class Schema(SpectacularJSONAPIView):
    """The OpenAPI document, which takes a moment to make."""

    read_limits = ("schema",)


urlpatterns = [
    path("api/v1/", include("api.v1.urls")),
    path(
        "api/schema",
        Schema.as_view(permission_classes=[Anyone], authentication_classes=[]),
        name="schema",
    ),
    path(
        "api/docs",
        SpectacularSwaggerView.as_view(
            url_name="schema", permission_classes=[Anyone], authentication_classes=[]
        ),
    ),
    path("_allauth/", include("allauth.headless.urls")),
    path("", include("config.identity.urls")),
    path("unsubscribe/<str:token>", unsubscribe.page),
    path("health/live", live),
    path("health/ready", ready),
    re_path(r"^(?:api|_allauth|health|identity|unsubscribe|\.well-known)(?:/.*)?$", not_found),
    re_path(r"^(?P<address>[a-z0-9/_-]*)$", page),
]

if settings.MAIL_PROVIDER and settings.ANYMAIL.get("WEBHOOK_SECRET"):
    # Without a secret anybody could tell us that somebody's mail came back, and so silence her.
    urlpatterns.insert(0, path("mail-events/", include("anymail.urls")))

handler404 = "api.problems.not_found"
handler500 = "api.problems.server_error"
