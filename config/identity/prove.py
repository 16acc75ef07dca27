"""A page that asks once more who one is, before an app is let in: a code by mail."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from api.limits import ProofMails
from api.v1.proof import check_code, mail_code
from config.identity.pages import STYLE, with_headers
from config.identity.views import error_page
from config.identity.words import language, page_words
from journal.accounts.models import User
from journal.core.errors import Invalid, LinkUnusable


class Prove(View):
    """The code, and back to the page that lets the app in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Offer to send one."""
        return self._page(request, request.GET.get("next", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send it, or take it."""
        back = request.POST.get("next", "")
        user = request.user
        if not isinstance(user, User) or not _is_ours(back):
            return self._page(request, back)
        lang = language(request)
        if "send" in request.POST:
            # It looks at user and method alone, which every request has.
            if not ProofMails().allow_request(cast(Any, request), cast(Any, self)):
                return self._page(request, back, wrong=page_words(lang)["prove_many"])
            mail_code(request, user)
            return self._page(request, back, sent=True)
        try:
            check_code(request, user, request.POST.get("code", ""))
        except (Invalid, LinkUnusable):
            return self._page(request, back, sent=True, wrong=page_words(lang)["prove_wrong"])
        return HttpResponseRedirect(back)

    def _page(
        self, request: HttpRequest, back: str, *, sent: bool = False, wrong: str = ""
    ) -> HttpResponse:
        if not _is_ours(back):
            return error_page(request)
        if not isinstance(request.user, User):
            return HttpResponseRedirect(back)
        lang = language(request)
        context = {
            "lang": lang,
            "style": STYLE,
            "words": page_words(lang, email=request.user.email),
            "next": back,
            "sent": sent,
            "wrong": wrong,
        }
        return with_headers(render(request, "identity/prove.html", context))


def _is_ours(address: str) -> bool:
    """Whether it leads back to the page that lets an app in, and nowhere else."""
    return address.startswith(f"{reverse('idp:oidc:authorization')}?")
