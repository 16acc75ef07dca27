"""Settings of the tests: the development ones, with quick password hashing."""

from __future__ import annotations

import os
import tempfile

# Not the state of a run on this machine.
os.environ.setdefault("DAYBOOK_STATE", f"{tempfile.gettempdir()}/daybook-tests")
os.environ.setdefault("SECRET_KEY", "only-for-tests-and-never-on-a-server")
os.environ.setdefault("AUDIT_KEY", "b25seS1mb3ItdGVzdHMtYW5kLW5vdC1vbi1zZXJ2ZXI=")
os.environ.setdefault("DATABASE_URL", "postgresql:///daybook")
os.environ.setdefault("REDIS_URL", "redis://localhost/0")

from config.settings.dev import *  # noqa: F403
from config.settings.dev import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "config.cache.LocalCounts"}}
# It looks through every static file at each start, and each test client is a start. The journeys
# in a browser run the real server, with it.
MIDDLEWARE = [
    # A request runs inside the test's own transaction, which must not stay behind the wall.
    "tests.people.leave_the_wall",
    *(name for name in MIDDLEWARE if not name.startswith("whitenoise.")),
]
