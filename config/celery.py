"""The Celery app. Tasks carry ids only; every must-happen piece of work is a row elsewhere."""

from __future__ import annotations

from celery import Celery

app = Celery("daybook")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["journal"])
