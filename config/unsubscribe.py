"""The page behind the address that ends a weekly mail: RFC 8058 for programs, a button for people.

Mail scanners open every address they find. So a GET changes nothing: it shows a button.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.identity.pages import STYLE, with_headers
from config.identity.words import Lang, language
from journal.core.errors import LinkUnusable
from journal.summaries.unsubscribing import check_token, undo, unsubscribe

WORDS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "ask": "Stop the weekly mail?",
        "ask_text": "You can start it again in Daybook at any time.",
        "ask_button": "Stop the mail",
        "stopped": "The weekly mail is stopped",
        "stopped_text": "Nothing else has changed.",
        "stopped_button": "Undo",
        "undone": "The weekly mail comes again",
        "undone_text": "The next one comes on Monday morning.",
        "bad": "This address is not complete",
        "bad_text": "Open Daybook to stop the mail, under More.",
    },
    "es": {
        "ask": "¿Parar el correo semanal?",
        "ask_text": "Puede empezarlo otra vez en Daybook cuando quiera.",
        "ask_button": "Parar el correo",
        "stopped": "El correo semanal está parado",
        "stopped_text": "No ha cambiado nada más.",
        "stopped_button": "Deshacer",
        "undone": "El correo semanal llega otra vez",
        "undone_text": "El próximo llega el lunes por la mañana.",
        "bad": "Esta dirección no está completa",
        "bad_text": "Abra Daybook para parar el correo, en Más.",
    },
}


@csrf_exempt
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, or act. The button of the page says ``do``; a mail program says nothing of it."""
    wish, proof = request.POST.get("do", ""), ""
    try:
        if request.method == "GET":
            check_token(token)
            return _page(request, "ask", does="stop")
        if wish == "undo":
            undo(token=token, proof=request.POST.get("proof", ""))
            return _page(request, "undone")
        proof = unsubscribe(token=token)
    except LinkUnusable:
        return _page(request, "bad", status=410)
    if wish == "stop":
        return _page(request, "stopped", does="undo" if proof else "", proof=proof)
    return HttpResponse("Stopped.", content_type="text/plain")


def _page(
    request: HttpRequest, name: str, *, does: str = "", proof: str = "", status: int = 200
) -> HttpResponse:
    lang = language(request)
    words = WORDS[lang]
    context = {
        "lang": lang,
        "style": STYLE,
        "title": words[name],
        "text": words[f"{name}_text"],
        "does": does,
        "proof": proof,
        "button": words.get(f"{name}_button", ""),
    }
    return with_headers(render(request, "unsubscribe.html", context, status=status))
