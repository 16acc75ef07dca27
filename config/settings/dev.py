"""Settings of ``make run``: plain HTTP on this machine, mail into a file and onto the console."""

from __future__ import annotations

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, EMAIL_URL

STATE = env.text("DAYBOOK_STATE", str(BASE_DIR / ".daybook"))

SESSION_COOKIE_NAME = "sid"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrftoken"
CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SIGN_IN_LINKS = True

if not EMAIL_URL:
    EMAIL_BACKEND = "config.mail.FileAndConsole"
    EMAIL_FILE_PATH = f"{STATE}/mail"
