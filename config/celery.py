"""The Celery app. Tasks carry ids only; every must-happen piece of work is a row elsewhere."""

from __future__ import annotations

from typing import Any

from celery import Celery
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

app = Celery("daybook")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["journal"])


def require_audit_key(**_: Any) -> None:
    """Stop a worker that could not seal the audit log, with one clear line."""
    from journal.audit.keys import sealing_key

    try:
        sealing_key()
    except ImproperlyConfigured as error:
        # Celery logs an ordinary error of a receiver, and goes on.
        raise SystemExit(str(error)) from None


worker_init.connect(require_audit_key)
