"""Proving who one is, as the people of the journeys do it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from playwright.sync_api import Locator, expect

from journal.accounts.models import Session
from journal.accounts.sessions import SessionStore
from tests.journeys.device import Device
from tests.journeys.stack import Stack
from tests.people import Person

STEP = 30


def totp(secret: str, *, steps: int = 0) -> str:
    """What an app on the phone shows now, or so many half minutes later (RFC 6238)."""
    counter = int(time.time()) // STEP + steps
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def time_for_a_code() -> None:
    """Wait until a code holds for some seconds more."""
    left = STEP - time.time() % STEP
    if left < 8:
        time.sleep(left + 0.5)


def forget_the_proof(somebody: Person) -> None:
    """Time passes: the last proof is an hour old."""
    for session in Session.objects.filter(user=somebody.user):
        store = SessionStore(session.session_key)
        for record in store[AUTHENTICATION_METHODS_SESSION_KEY]:
            record["at"] -= 3600
        store.modified = True
        store.save()


def confirm(device: Device) -> Locator:
    """The dialog that asks who it is."""
    asked = device.page.get_by_role("dialog", name="Please show it is you")
    expect(asked).to_be_visible()
    return asked


def confirms_by_mail(device: Device, stack: Stack, email: str) -> None:
    """The only way for somebody with nothing but codes from the mail."""
    asked = confirm(device)
    mails = len(stack.sink.to(email))
    asked.get_by_role("button", name="E-mail me a code").click()
    asked.get_by_label("Code from the e-mail").fill(stack.code(email, after=mails))
    asked.get_by_role("button", name="Next").click()
    expect(asked).to_have_count(0)


def keeps_recovery_codes(device: Device) -> list[str]:
    """Ten codes are shown once."""
    device.sees("Recovery codes")
    shown = device.page.get_by_role("main").get_by_role("listitem")
    expect(shown).to_have_count(10)
    codes = [text.replace(" ", "") for text in shown.all_inner_texts()]
    device.tap("I have kept them")
    return codes


def adds_a_passkey(device: Device) -> None:
    """Before somebody else's journal, on a device that has none."""
    device.is_on("One more step")
    device.sees("Someone trusts you with their journal.")
    device.tap("Use a passkey")
    keeps_recovery_codes(device)


def sets_up_an_app(device: Device) -> str:
    """By the key that is shown beside the picture; returns it."""
    key = device.page.get_by_role("main").locator(".key")
    expect(device.page.get_by_role("img", name="Square picture")).to_be_visible()
    secret = key.inner_text().replace(" ", "")
    time_for_a_code()
    device.page.get_by_label("Code from your app").fill(totp(secret))
    device.tap("Next")
    return secret
