"""The provider's pages and addresses, where Daybook is stricter than django-allauth."""

from __future__ import annotations

import re
from typing import Any, cast
from urllib.parse import urlsplit

from allauth.core.internal.httpkit import add_query_params
from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.internal.oauthlib import authorization_codes
from allauth.idp.oidc.internal.oauthlib.server import get_server
from allauth.idp.oidc.internal.oauthlib.utils import (
    convert_response,
    extract_params,
    get_validator_context,
)
from allauth.idp.oidc.internal.resources import get_resources
from allauth.idp.oidc.models import Client, Token
from allauth.idp.oidc.views import AuthorizationView, RevokeView, TokenView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import DisallowedRedirect, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from oauthlib.common import Request as OAuthRequest
from oauthlib.oauth2.rfc6749 import errors

from api.access import proved_lately
from api.tokens import end_tokens
from config.identity.pages import STYLE, with_headers
from config.identity.words import SCOPES, language, page_words
from journal.accounts.models import User
from journal.integrators.services import consent_to, let_in, shut_out_if_spent, spend

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class Authorization(AuthorizationView):  # type: ignore[misc]  # allauth is untyped
    """The page on which somebody lets an app in: signed in, proven lately, and never in silence."""

    template_name = "identity/consent.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or send the person to sign in, or the app away."""
        if "none" not in self._prompts(request) and not request.user.is_authenticated:
            return self._sign_in(request, request.get_full_path())
        try:
            _, info = get_server().validate_authorization_request(*extract_params(request))
            get_resources(request)
        except (errors.FatalClientError, ValidationError, ValueError):
            return error_page(request)
        except errors.OAuth2Error as error:
            return _to_app(error.in_uri(error.redirect_uri))
        refusal = self._refusal(request)
        if refusal is not None:
            state = {"state": info["state"]} if info.get("state") else {}
            return _to_app(add_query_params(info["redirect_uri"], refusal | state))
        response = super().get(request, *args, **kwargs)
        return with_headers(response, leads_to=info["redirect_uri"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the answer."""
        try:
            return cast(HttpResponse, super().post(request, *args, **kwargs))
        except (errors.OAuth2Error, Client.DoesNotExist, DisallowedRedirect, ValueError):
            return error_page(request)

    def form_valid(self, form: Any) -> HttpResponse:
        """Note the consent, in the transaction whose answer carries the code."""
        user = cast(User, self.request.user)
        client = Client.objects.get(id=self._request_info["client_id"])
        let_in(
            user_id=user.id,
            client_id=client.id,
            client_name=client.name,
            scopes=form.cleaned_data["scopes"],
            now=timezone.now(),
        )
        return cast(HttpResponse, super().form_valid(form))

    def form_invalid(self, form: Any) -> HttpResponse:
        """Only a form that was tampered with."""
        return error_page(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The words, and who is asked for what."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        lang = language(self.request)
        user = cast(User, self.request.user)
        return context | {
            "lang": lang,
            "style": STYLE,
            "words": page_words(lang, app=context["client"].name, email=user.email),
            "scopes": self._scopes,
            "allows": [text[lang] for scope, text in SCOPES.items() if scope in self._scopes],
            "goes": urlsplit(self._request_info["redirect_uri"]).netloc,
            "back": self.request.get_full_path(),
        }

    def _login_required(self, request: HttpRequest) -> HttpResponse | None:
        """As allauth asks; its own way leads to pages that a headless site does not have."""
        back = request.get_full_path() if request.method == "GET" else request.POST.get("back", "")
        if not request.user.is_authenticated:
            return self._sign_in(request, back)
        if not proved_lately(request):
            return redirect_here(request, f"{reverse('prove')}?{urlencode({'next': back})}")
        return None

    def _sign_in(self, request: HttpRequest, back: str) -> HttpResponse:
        prefix = "/es" if language(request) == "es" else ""
        try:
            return redirect_to_login(back, f"{prefix}/sign-in/")
        except DisallowedRedirect:
            return error_page(request)

    def _refusal(self, request: HttpRequest) -> dict[str, str] | None:
        """What to tell an app that allauth would let go on.

        Without the page nobody has said yes: allauth would take what the person lets any other app
        do for a yes to this one.
        """
        if "none" in self._prompts(request):
            return {"error": "interaction_required"}
        is_s256 = request.GET.get("code_challenge_method") == "S256"
        if not (is_s256 and _CHALLENGE.fullmatch(request.GET.get("code_challenge", ""))):
            return {"error": "invalid_request", "error_description": "PKCE with S256 is needed"}
        return None

    @staticmethod
    def _prompts(request: HttpRequest) -> list[str]:
        return request.GET.get("prompt", "").split()


class Tokens(TokenView):  # type: ignore[misc]  # allauth is untyped
    """Codes and refresh tokens into tokens, once each, and only while the consent holds."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer as allauth does, and where it would fall over at a wrong ``resource``.

        A refresh token that was traded in before ends the consent and every token of it.
        """
        try:
            response = cast(HttpResponse, super().post(request))
        except (ValidationError, ValueError):
            return JsonResponse({"error": "invalid_target"}, status=400)
        value = request.POST.get("refresh_token")
        if value and response.status_code == 400 and b"invalid_grant" in response.content:
            _shut_out_if_spent(value)
        return response

    def _create_token_response(self, request: HttpRequest, **_: Any) -> HttpResponse:
        server = get_server()
        for grant in (server.auth_grant, server.openid_connect_auth, server.refresh_grant):
            grant.custom_validators.post_token.append(_still_let_in)
        return cast(
            HttpResponse, convert_response(*server.create_token_response(*extract_params(request)))
        )


class Revoke(RevokeView):  # type: ignore[misc]  # allauth is untyped
    """Taking a refresh token back ends the access tokens beside it too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what allauth does, and that."""
        value = request.POST.get("token", "")
        held = Token.objects.lookup(Token.Type.REFRESH_TOKEN, value)
        response = cast(HttpResponse, super().post(request, *args, **kwargs))
        if held is not None and not Token.objects.filter(pk=held.pk).exists():
            Token.objects.filter(user_id=held.user_id, client_id=held.client_id).delete()
        return response


def error_page(request: HttpRequest, *, about: str = "error", status: int = 400) -> HttpResponse:
    """What a person sees where an app sent something that leads nowhere."""
    lang = language(request)
    words = page_words(lang)
    told = {"title": words[f"{about}_title"], "text": words[f"{about}_text"]}
    context = {"lang": lang, "style": STYLE, "words": words, "told": told}
    return with_headers(render(request, "identity/error.html", context, status=status))


def redirect_here(request: HttpRequest, address: str) -> HttpResponse:
    """On to a page of ours; what an app sent may be too long for an address."""
    try:
        return HttpResponseRedirect(address)
    except DisallowedRedirect:
        return error_page(request)


def _still_let_in(request: OAuthRequest) -> None:
    """Hold the consent, so that two requests at once cannot both use one code or refresh token.

    Raises ``InvalidGrantError`` where it has ended or is narrower, and for what was used meanwhile.
    """
    consent = consent_to(user_id=request.user.pk, client_id=request.client.id, lock=True)
    if consent is None or not set(request.scopes) <= set(consent.scopes):
        raise errors.InvalidGrantError(request=request)
    refresh = get_validator_context().refresh_token
    if refresh is not None:
        is_there = Token.objects.filter(pk=refresh.pk).exists()
    else:
        is_there = authorization_codes.lookup(request.client.id, request.code) is not None
    if not is_there:
        raise errors.InvalidGrantError(request=request)
    if refresh is not None:
        spend(consent=consent, token_hash=refresh.hash, now=timezone.now())


def _shut_out_if_spent(value: str) -> None:
    hashed = get_adapter().hash_token(value)
    held = shut_out_if_spent(token_hash=hashed, now=timezone.now())
    if held is not None:
        end_tokens(user_id=held.user_id, client_id=held.client_id)


def _to_app(address: str) -> HttpResponse:
    """A redirect to where the app was registered to be sent, which may be its own scheme."""
    response = HttpResponse(status=302)
    response["Location"] = address
    return response
