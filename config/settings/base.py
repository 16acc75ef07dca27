"""Settings for a server: safe by default. ``dev`` and ``test`` loosen what they must."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config import env, pwa
from config.beat import SCHEDULE
from config.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent.parent

SECRET_KEY = env.text("SECRET_KEY")
# What was encrypted or signed with an earlier key can still be read.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_NAME = "Daybook"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.idp.oidc",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "api",
    "journal",
    "config",
]

MIDDLEWARE = [
    "config.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "config.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.proof.FreshProof",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the applications' own: some of these take the place of django-allauth's.
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# --- database: two roles, so that a hole in the web process cannot drop or truncate a table
DATABASE_URL = env.text("DATABASE_URL")
DATABASES = {
    "default": env.database(DATABASE_URL, role="daybook_app"),
    "owner": env.database(env.text("DATABASE_OWNER_URL", DATABASE_URL)),
}
# A request is one transaction: who it is from, and the role that sees their rows, hold as long.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASE_ROUTERS = ["config.databases.OwnerMigrates"]

# --- Redis: rate limits and the broker; nothing in it may be the only copy of anything
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "config.cache.SharedCounts",
        # redis-py and Celery spell the address of a unix socket differently.
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://"),
        "OPTIONS": {"socket_timeout": 2},
    }
}
RATE_LIMIT_FACTOR = env.number("RATE_LIMIT_FACTOR", default=1)

# --- audit log: what signs its seals stands outside the database; only workers need the private key
AUDIT_KEY = env.text("AUDIT_KEY", "")
AUDIT_PUBLIC_KEYS = env.words("AUDIT_PUBLIC_KEYS", default=[])
AUDIT_ROOTS_FILE = env.text("AUDIT_ROOTS_FILE", "")
ERASURE_LEDGER_FILE = env.text("ERASURE_LEDGER_FILE", "")
READING_ALARM = env.number("READING_ALARM", default=20)

# --- accounts
AUTH_USER_MODEL = "journal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "journal.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-sid"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "api.problems.csrf_refused"

ACCOUNT_ADAPTER = "config.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# What is not named here is django-allauth's own.
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "5/h/ip",
    "reset_password": "5/m/ip,3/h/key",
    "reauthenticate": "5/m/user",
    "confirm_email": "1/30s/key",
    "request_login_code": "20/m/ip,3/m/key,12/h/key",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", default=0)
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{SITE_URL}/sign-in",
    "account_reset_password": f"{SITE_URL}/sign-in",
    "account_reset_password_from_key": f"{SITE_URL}/sign-in",
    "account_signup": f"{SITE_URL}/sign-in",
}
MFA_ADAPTER = "config.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False
# One-time sign-in links are for trying Daybook on one's own machine; a server has no need of them.
SIGN_IN_LINKS = False

# --- apps of others that a person lets in (OAuth 2, OpenID Connect); off without a key
IDP_OIDC_PRIVATE_KEY = env.rsa_key("IDP_OIDC_PRIVATE_KEY")
IDP_OIDC_ADAPTER = "config.identity.adapter.IdentityAdapter"
IDP_OIDC_ACCESS_TOKEN_FORMAT = "opaque"  # noqa: S105  a form, not a secret
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 3600
IDP_OIDC_ROTATE_REFRESH_TOKEN = True
# Of an app that has not asked for so long; each use begins it anew.
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 90 * 24 * 3600
IDP_OIDC_DCR_ENABLED = False
IDP_OIDC_CIMD_ENABLED = False
IDP_OIDC_INTROSPECTION_ENABLED = False

# --- HTTP
APPEND_SLASH = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Believed only where a proxy stands in front; anybody could send it otherwise.
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

STATIC_URL = "/static/"
# Found where the packages keep them: there is nothing to collect.
WHITENOISE_USE_FINDERS = True
PWA_BUILD = BASE_DIR / "pwa" / "build"
WHITENOISE_ROOT = str(PWA_BUILD)
WHITENOISE_INDEX_FILE = True
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
WHITENOISE_IMMUTABLE_FILE_TEST = pwa.is_immutable
WHITENOISE_ADD_HEADERS_FUNCTION = pwa.add_headers

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.SignedIn"],
    "DEFAULT_PARSER_CLASSES": ["api.codecs.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["api.codecs.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.codecs.JSONOnly",
    "DEFAULT_SCHEMA_CLASS": "api.schema.Schema",
    "EXCEPTION_HANDLER": "api.problems.handle",
    "DEFAULT_THROTTLE_CLASSES": ["api.limits.Limits"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DATETIME_INPUT_FORMATS": ["iso-8601"],
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Daybook",
    "DESCRIPTION": "A private symptom journal for people who have had cancer.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Its page and script come from this server: no page of ours asks another one for anything.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "api.schema.add_problems",
    ],
}

# --- flag rules: the few numbers that a site may change, as JSON
FLAG_RULES = env.text("FLAG_RULES", "{}")

# --- web push; off without a key
WEB_PUSH_KEY = env.push_key("WEB_PUSH_KEY")
WEB_PUSH_CONTACT = env.contact("WEB_PUSH_CONTACT", needed=bool(WEB_PUSH_KEY))
# Push services of one's own besides those of the browsers, each as host:port.
WEB_PUSH_HOSTS = env.words("WEB_PUSH_HOSTS", default=[])

# --- photos: how much of them one journal may hold
PHOTO_QUOTA_MB = env.number("PHOTO_QUOTA_MB", default=500)

# --- e-mail
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Daybook <daybook@localhost>")
EMAIL_TIMEOUT = 15
EMAIL_URL = env.text("EMAIL_URL", "")
if EMAIL_URL:
    globals().update(env.email(EMAIL_URL))
# A provider's API in the place of SMTP, as django-anymail names it: postmark, mailgun, brevo.
MAIL_PROVIDER = env.text("MAIL_PROVIDER", "")
ANYMAIL = env.document("MAIL_PROVIDER_SETTINGS")
if MAIL_PROVIDER:
    INSTALLED_APPS.append("anymail")
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"

# --- jobs: rows in PostgreSQL are the record, the broker only wakes workers
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_TIME_LIMIT = 60
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Mail that is shown on the console comes out as it is.
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_mutex_expire": 30,
    "socket_timeout": 5,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- logs: an allow-list of facts, never what a survivor wrote
LOGGING = logging_settings()
