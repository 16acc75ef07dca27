"""The provider switched on, and an app that it knows, for the tests of both."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.apps import private_key, register


@pytest.fixture
def provider(settings, db):
    """Let apps in; codes and limits of earlier tests are gone."""
    settings.IDP_OIDC_PRIVATE_KEY = private_key()
    cache.clear()


@pytest.fixture(params=[True, False], ids=["public", "confidential"])
def app(request, provider):
    """One that runs on people's devices, and one with a secret."""
    return register(public=request.param)
