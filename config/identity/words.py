"""The words of the pages on which a person lets an app in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from django.http import HttpRequest

from journal.accounts.models import User

Lang = Literal["en", "es"]

SCOPES: Final[Mapping[str, Mapping[Lang, str]]] = {
    "openid": {
        "en": "Know that it is you, each time you sign in there.",
        "es": "Saber que es usted, cada vez que entre allí.",
    },
    "email": {"en": "See your e-mail address.", "es": "Ver su dirección de correo."},
    "profile": {
        "en": "See your name and your language.",
        "es": "Ver su nombre y su idioma.",
    },
    "journal:read": {
        "en": "Read your whole journal: all your notes, your flags and your settings.",
        "es": "Leer todo su diario: sus notas, sus avisos y sus ajustes.",
    },
    "entries:write": {
        "en": "Add notes to your journal, and change or delete the ones in it.",
        "es": "Añadir notas a su diario, y cambiar o borrar las que hay.",
    },
}
"""What each scope lets an app do; no other scope exists."""

PAGE: Final[Mapping[str, Mapping[Lang, str]]] = {
    "title": {"en": "Let an app in?", "es": "¿Dejar entrar una aplicación?"},
    "asks": {
        "en": "{app} asks to use your Daybook account.",
        "es": "{app} pide usar su cuenta de Daybook.",
    },
    "not_ours": {
        "en": "It is not part of Daybook. What it reads, it may keep.",
        "es": "No es parte de Daybook. Lo que lea, lo puede guardar.",
    },
    "may": {"en": "It could:", "es": "Podría:"},
    "goes": {"en": "After this you go to:", "es": "Después irá a:"},
    "end": {
        "en": "You can end this at any time, in Daybook under More, Apps you let in.",
        "es": "Puede terminarlo cuando quiera, en Daybook: Más, Aplicaciones que dejó entrar.",
    },
    "as": {"en": "You are signed in as {email}.", "es": "Ha entrado como {email}."},
    "yes": {"en": "Let it in", "es": "Dejarla entrar"},
    "no": {"en": "No, go back", "es": "No, volver"},
    "prove.title": {"en": "Is it you?", "es": "¿Es usted?"},
    "prove.why": {
        "en": "An app asks to use your account. First show us that it is you.",
        "es": "Una aplicación pide usar su cuenta. Antes, muéstrenos que es usted.",
    },
    "prove.send": {"en": "Send me a code", "es": "Enviarme un código"},
    "prove.sent": {
        "en": "We sent 6 digits to {email}. They work for 15 minutes.",
        "es": "Enviamos 6 cifras a {email}. Sirven 15 minutos.",
    },
    "prove.code": {"en": "The 6 digits", "es": "Las 6 cifras"},
    "prove.go": {"en": "Go on", "es": "Seguir"},
    "prove.wrong": {
        "en": "That is not the code. Look again, or ask for a new one.",
        "es": "Ese no es el código. Mire otra vez, o pida uno nuevo.",
    },
    "prove.many": {
        "en": "That was a lot of codes. Try again in an hour.",
        "es": "Han sido muchos códigos. Pruebe otra vez en una hora.",
    },
    "prove.passkey": {"en": "Use my passkey", "es": "Usar mi llave de acceso"},
    "prove.nokey": {
        "en": "This device gave no passkey. Try again, or choose another way.",
        "es": "Este equipo no dio ninguna llave. Pruebe otra vez, o elija otra forma.",
    },
    "prove.app": {
        "en": "The code from your app for codes",
        "es": "El código de su aplicación de códigos",
    },
    "prove.password": {"en": "Your password", "es": "Su contraseña"},
    "prove.not": {
        "en": "That did not match. Try again, or choose another way.",
        "es": "Eso no coincide. Pruebe otra vez, o elija otra forma.",
    },
    "many.title": {"en": "Wait a little", "es": "Espere un poco"},
    "many.text": {
        "en": "That was a lot in a short time. Try again in an hour.",
        "es": "Ha sido mucho en poco tiempo. Pruebe otra vez en una hora.",
    },
    "error.title": {"en": "This did not work", "es": "Esto no funcionó"},
    "error.text": {
        "en": "The app sent something that we can't use. No one got in. Tell its makers.",
        "es": "La aplicación envió algo que no sirve. Nadie ha entrado. Avise a sus autores.",
    },
    "home": {"en": "Go to Daybook", "es": "Ir a Daybook"},
}


def language(request: HttpRequest) -> Lang:
    """The account's language; for somebody signed out, the browser's."""
    asked = request.headers.get("Accept-Language", "")
    if isinstance(request.user, User):
        asked = request.user.locale
    return "es" if asked.lower().startswith("es") else "en"


def page_words(lang: Lang, **facts: str) -> dict[str, str]:
    """Every word of the pages, with a template's name for it, filled with ``facts``.

    The template escapes them; what a fact says is never read as a place for another one.
    """
    known = {"app": "", "email": "", **facts}
    return {key.replace(".", "_"): text[lang].format(**known) for key, text in PAGE.items()}
