"""The words of mails about an account: codes, and notices of what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from journal.notifications.kinds import Mail
from journal.notifications.layout import Letter, lay_out


@dataclass(frozen=True, slots=True)
class Words:
    """One mail; ``{code}`` stands for what django-allauth gives."""

    subject: str
    paragraphs: Sequence[str]


_NOTICE = {
    "en": ("Something changed in your Daybook account",
           "If this was not you, sign in and end the other sessions, under More."),
    "es": ("Algo cambió en su cuenta de Daybook",
           "Si no fue usted, entre y cierre las otras sesiones, en Más."),
}  # fmt: skip
_CHANGES = {
    "email_changed": ("Your e-mail address was changed.", "Se cambió su dirección de correo."),
    "email_confirm": ("Your e-mail address was confirmed.", "Se confirmó su dirección de correo."),
    "email_deleted": ("An e-mail address was removed.", "Se quitó una dirección de correo."),
    "password_changed": ("Your password was changed.", "Se cambió su contraseña."),
    "password_reset": ("Your password was changed.", "Se cambió su contraseña."),
    "password_set": ("A password was set.", "Se puso una contraseña."),
    "new_device": ("Somebody signed in on a new phone or browser.",
                   "Alguien entró desde un teléfono o navegador nuevo."),
    "recovery_codes_generated": ("New recovery codes were made.",
                                 "Se crearon códigos de recuperación nuevos."),
    "totp_activated": ("A code app was added.", "Se añadió una aplicación de códigos."),
    "totp_deactivated": ("A code app was removed.", "Se quitó una aplicación de códigos."),
    "webauthn_added": ("A passkey was added.", "Se añadió una llave de acceso."),
    "webauthn_removed": ("A passkey was removed.", "Se quitó una llave de acceso."),
}  # fmt: skip
_CODE = {
    "en": Words("Your Daybook code",
                ["Hello.", "Your code is", "{code}", "It works for 10 minutes, in the window where"
                 " you asked for it. If you did not ask, you do not need to do anything."]),
    "es": Words("Su código de Daybook",
                ["Hola.", "Su código es", "{code}", "Sirve 10 minutos, en la ventana donde lo"
                 " pidió. Si no lo pidió, no tiene que hacer nada."]),
}  # fmt: skip
_OTHERS: dict[str, dict[str, Words]] = {
    "unknown_account": {
        "en": Words("About your sign-in to Daybook",
                    ["Hello.", "Somebody asked for a code for this address. There is no account"
                     " under it. If it was you, you can make one.",
                     "If it was not you, you do not need to do anything."]),
        "es": Words("Sobre su entrada en Daybook",
                    ["Hola.", "Alguien pidió un código para esta dirección. No hay ninguna cuenta"
                     " con ella. Si fue usted, puede crear una.",
                     "Si no fue usted, no tiene que hacer nada."]),
    },
    "account_already_exists": {
        "en": Words("You already have a Daybook account",
                    ["Hello.", "Somebody tried to make an account with this address. You have one"
                     " already: ask for a code to sign in.",
                     "If it was not you, you do not need to do anything."]),
        "es": Words("Ya tiene una cuenta de Daybook",
                    ["Hola.", "Alguien quiso crear una cuenta con esta dirección. Ya tiene una:"
                     " pida un código para entrar.",
                     "Si no fue usted, no tiene que hacer nada."]),
    },
}  # fmt: skip
_BUTTON = {"en": "Open Daybook", "es": "Abrir Daybook"}
_FOOTER = {
    "en": "We never ask for a code by phone or mail.",
    "es": "Nunca pedimos un código por teléfono ni por correo.",
}
CODES = ("login_code", "email_confirmation", "email_confirmation_signup", "password_reset_code")


def account_mail(prefix: str, context: Mapping[str, Any], *, locale: str) -> Mail | None:
    """The mail that django-allauth calls ``prefix``, or None if we have no words for it."""
    name = prefix.rpartition("/")[2]
    words = _words(name, locale)
    if words is None:
        return None
    code = str(context.get("code", ""))
    return lay_out(
        Letter(
            locale=locale,
            subject=words.subject,
            paragraphs=[paragraph.format(code=code) for paragraph in words.paragraphs],
            button=_BUTTON[locale],
            address=f"{settings.SITE_URL}/",
            footer=[_FOOTER[locale]],
        )
    )


def _words(name: str, locale: str) -> Words | None:
    if name in CODES:
        return _CODE[locale]
    if name in _OTHERS:
        return _OTHERS[name][locale]
    if name in _CHANGES:
        subject, advice = _NOTICE[locale]
        english, spanish = _CHANGES[name]
        return Words(subject, [english if locale == "en" else spanish, advice])
    return None
