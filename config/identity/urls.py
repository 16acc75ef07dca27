"""Addresses of the provider: those of allauth that are on here, under its names."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.idp.oidc import views as allauth_views
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import include, path

from api.limits import client_address, wait_for
from api.problems import not_found, too_many_requests
from config.identity.prove import Prove
from config.identity.views import Authorization, Revoke, Tokens, error_page

_View = Callable[..., HttpResponseBase]


def _where_on(view: _View) -> _View:
    """The view where there is a key to sign with, else nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_on = bool(settings.IDP_OIDC_PRIVATE_KEY)
        return view(request, *args, **kwargs) if is_on else not_found(request)

    return guarded


def _limited(name: str) -> Callable[[_View], _View]:
    """The view, not more often than the limit lets: for a person a page, for an app a problem."""

    def wrap(view: _View) -> _View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            address = client_address(request)
            app = request.POST.get("client_id", "") if name == "tokens" else ""
            wait = wait_for(name, f"{address}:{app[:100]}")
            if wait is None:
                return view(request, *args, **kwargs)
            is_for_people = name == "authorize"
            answer: HttpResponse = (
                error_page(request, about="many", status=429)
                if is_for_people
                else too_many_requests()
            )
            answer["Retry-After"] = str(wait)
            return answer

        return guarded

    return wrap


_tokens, _authorize, _public = _limited("tokens"), _limited("authorize"), _limited("public")
_OIDC = [
    path(
        ".well-known/openid-configuration",
        _where_on(_public(allauth_views.configuration)),
        name="configuration",
    ),
    path(".well-known/jwks.json", _where_on(_public(allauth_views.jwks)), name="jwks"),
    path(
        "identity/o/authorize", _where_on(_authorize(Authorization.as_view())), name="authorization"
    ),
    path("identity/o/api/token", _where_on(_tokens(Tokens.as_view())), name="token"),
    path("identity/o/api/revoke", _where_on(_tokens(Revoke.as_view())), name="revoke"),
    path("identity/o/api/userinfo", _where_on(_tokens(allauth_views.user_info)), name="userinfo"),
    # Off. Allauth looks these two addresses up by name.
    path("identity/o/api/device/code", not_found, name="device_code"),
    path("identity/o/logout", not_found, name="logout"),
]

urlpatterns = [
    path("", include(([path("", include((_OIDC, "oidc")))], "idp"))),
    path("identity/prove", _where_on(_authorize(Prove.as_view())), name="prove"),
]
