"""What a mail provider tells us: only where a secret says that it is the provider."""

from __future__ import annotations

import base64
import importlib

import pytest
from django.test import Client
from django.urls import clear_url_caches

import config.mail_events
import config.urls
from journal.accounts.models import User

BOUNCE = {"RecordType": "Bounce", "Type": "HardBounce", "Email": "ana@example.org", "ID": 1,
          "MessageID": "1", "BouncedAt": "2026-03-02T12:00:00Z"}  # fmt: skip
ADDRESS = "/mail-events/postmark/tracking/"


@pytest.fixture
def urls(settings):
    def mount(**anymail):
        settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", anymail
        importlib.reload(config.urls)
        clear_url_caches()

    yield mount
    settings.MAIL_PROVIDER = ""
    importlib.reload(config.urls)
    clear_url_caches()


def tell(**headers) -> int:
    client = Client(headers=headers)
    return client.post(ADDRESS, BOUNCE, content_type="application/json").status_code


def is_silenced(who) -> bool:
    return User.objects.get(id=who.user.id).mail_failed_at is not None


def test_nobody_can_silence_somebody_where_there_is_no_secret(people, urls):
    urls()

    assert tell() in (404, 405)
    assert not is_silenced(people.ana)


def test_the_provider_is_known_by_the_secret(people, urls):
    urls(WEBHOOK_SECRET="name:word")

    assert tell() == 400
    assert not is_silenced(people.ana)
    word = base64.b64encode(b"name:word").decode()
    assert tell(authorization=f"Basic {word}") == 200
    assert is_silenced(people.ana)
