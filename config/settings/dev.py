"""Settings of ``make run``: plain HTTP on this machine, mail into a file and onto the console."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

STATE = os.environ.get("DAYBOOK_STATE") or str(
    Path(__file__).resolve().parent.parent.parent / ".daybook"
)
# A command beside a run finds the run's services; one without a run (try_rules, say) needs none.
_RUN = Path(STATE) / "environment"
if os.access(_RUN, os.R_OK):
    for _line in _RUN.read_text().splitlines():
        _name, _, _value = _line.partition("=")
        os.environ.setdefault(_name, _value.strip("'\""))
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
os.environ.setdefault("DATABASE_URL", "postgresql:///daybook")
os.environ.setdefault("REDIS_URL", "redis://localhost/0")
os.environ.setdefault("WEB_PUSH_CONTACT", "mailto:nobody@daybook.invalid")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import (  # noqa: E402
    ACCOUNT_RATE_LIMITS,
    EMAIL_URL,
    MAIL_PROVIDER,
)

SESSION_COOKIE_NAME = "sid"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrftoken"
CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SIGN_IN_LINKS = True
# Whoever tries it on one's own machine comes from the same address.
ACCOUNT_RATE_LIMITS = {**ACCOUNT_RATE_LIMITS, "signup": "60/h/ip"}

if not EMAIL_URL and not MAIL_PROVIDER:
    EMAIL_BACKEND = "config.mail.FileAndConsole"
    EMAIL_FILE_PATH = f"{STATE}/mail"
