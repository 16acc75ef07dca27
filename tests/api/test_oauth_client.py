"""Operators register apps, and the words that people are asked with."""

from __future__ import annotations

import warnings
from io import StringIO

import pytest
from allauth.idp.oidc.models import Client as Registered
from allauth.idp.oidc.models import Token
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from config import env
from config.identity.words import PAGE, SCOPES, page_words
from journal.accounts.models import AppConsent
from tests.apps import ALL, private_key, register, with_token

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import textstat


def run(*words: str) -> str:
    said = StringIO()
    call_command("oauth_client", *words, stdout=said, stderr=said)
    return said.getvalue()


def test_the_secret_is_printed_once_and_kept_as_a_hash(db):
    app = register()
    [kept] = Registered.objects.all()

    assert app.secret
    assert app.secret not in kept.secret
    assert kept.check_secret(app.secret)
    assert kept.get_grant_types() == ["authorization_code", "refresh_token"]
    assert kept.get_response_types() == ["code"]
    assert not kept.skip_consent
    assert app.secret not in run("list")
    assert app.id in run("list")


def test_a_public_app_has_no_secret(db):
    assert "client_secret" not in run(
        "add", "Tracker", "--redirect", "http://127.0.0.1:4000/cb", "--scope", "openid", "--public"
    )


@pytest.mark.parametrize(
    "uri",
    [
        "http://app.example.org/cb", "https://", "javascript:alert(1)", "https://*.example.org/cb",
        "https://a@example.org/cb", "https://example.org/cb#x", "https://example.org:x/cb",
        "https://example.org;script-src/cb", "http://[::1]/cb", "app://cb",
    ],
)  # fmt: skip
def test_a_redirect_address_that_is_not_safe(db, uri):
    with pytest.raises(CommandError, match=r"redirect address|Not an address"):
        run("add", "Tracker", "--redirect", uri, "--scope", "openid")
    assert not Registered.objects.exists()


def test_a_scope_that_does_not_exist(db):
    with pytest.raises(CommandError, match="invalid choice"):
        run("add", "Tracker", "--redirect", "https://example.org/cb", "--scope", "admin")


def test_removing_an_app_ends_everything_of_it(people):
    with_token(people.ana, *ALL)

    assert "1 people" in run("remove", "app")
    assert not Registered.objects.exists()
    assert not Token.objects.exists()
    assert not AppConsent.objects.filter(ended_at__isnull=True).exists()
    with pytest.raises(CommandError, match="no such app"):
        run("remove", "app")


def test_every_word_is_there_in_both_languages_and_plain():
    texts = [*SCOPES.values(), *PAGE.values()]

    assert all(text.keys() == {"en", "es"} and all(text.values()) for text in texts)
    english = " ".join(text["en"] for text in texts if len(text["en"].split()) > 3)
    assert textstat.flesch_kincaid_grade(english) <= 6


def test_what_an_app_is_called_is_never_a_place_for_something_else():
    words = page_words("en", app="{email} {0.__class__}", email="ana@example.org")

    assert words["asks"] == "{email} {0.__class__} asks to use your Daybook account."


def test_the_key_may_stand_in_one_line_and_must_be_a_good_one(monkeypatch):
    monkeypatch.setenv("SOME_KEY", private_key().replace("\n", "\\n"))
    assert env.rsa_key("SOME_KEY") == private_key().strip()
    monkeypatch.setenv("SOME_KEY", "")
    assert env.rsa_key("SOME_KEY") == ""
    monkeypatch.setenv("SOME_KEY", "no key")
    with pytest.raises(ImproperlyConfigured, match="SOME_KEY must be an RSA private key"):
        env.rsa_key("SOME_KEY")
