"""Whether the process lives, and whether the whole of it works: database, broker, jobs."""

from __future__ import annotations

from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from journal.accounts.models import Journal, User
from journal.audit.selectors import has_late_events, unusual_readers
from journal.core.models import Heartbeat
from journal.notifications.models import Delivery

SILENT_AFTER = timedelta(seconds=90)
LATE_AFTER = timedelta(seconds=120)
CHECK_LATE_AFTER = timedelta(hours=2)
ERASED_BY = timedelta(days=1)


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Each part by name; 503 if one of them is not well. Says nothing of anybody.

    ``notices`` are for a person to look into; they take no server out of service.
    """
    checks = {"database": _database(), "redis": _redis()}
    if checks["database"] == "ok":
        checks |= {
            "jobs": _jobs(),
            "deliveries": _deliveries(),
            "flags": _flags(),
            "audit": _audit(),
            "erasures": _erasures(),
        }
    well = all(state in ("ok", "starting") for state in checks.values())
    notices = {"reading": _reading()} if checks["database"] == "ok" else {}
    body = {"status": "ok" if well else "unwell", "checks": checks, "notices": notices}
    return JsonResponse(body, status=200 if well else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def _redis() -> str:
    try:
        client = redis.Redis.from_url(
            settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://"), socket_timeout=2
        )
        client.ping()
    except redis.RedisError:
        return "unreachable"
    return "ok"


def _jobs() -> str:
    """A worker ran what beat sent, lately: watches progress, not processes."""
    beat = Heartbeat.objects.filter(name="worker").first()
    if beat is None:
        return "starting"
    return "ok" if beat.at > timezone.now() - SILENT_AFTER else "silent"


def _flags() -> str:
    """No journal waits long for its evaluation: neither after a write nor in its morning."""
    now = timezone.now()
    late = Journal.objects.filter(
        Q(next_check_at__lt=now - CHECK_LATE_AFTER)
        | Q(evaluated_seq__lt=F("last_seq"), evaluation_queued_at__lt=now - LATE_AFTER * 5),
        state=Journal.State.ACTIVE,
    ).exists()
    return "late" if late else "ok"


def _deliveries() -> str:
    """Somebody takes up what is due, and the mail server takes it.

    One phone's push service that says "later" for an hour is not a fault of ours.
    """
    then = timezone.now() - LATE_AFTER
    nobody_took_it = Q(state=Delivery.State.DUE) | Q(lease_until__lt=then)
    late = Delivery.objects.filter(
        nobody_took_it | Q(channel=Delivery.Channel.EMAIL),
        state__in=(Delivery.State.DUE, Delivery.State.SENDING),
        due_at__lt=then,
    ).exists()
    return "late" if late else "ok"


def _audit() -> str:
    """Events of the audit log get their seal."""
    return "late" if has_late_events(timezone.now()) else "ok"


def _erasures() -> str:
    """Whoever wanted to be erased is gone by the day after."""
    late = User.objects.filter(erase_at__lt=timezone.now() - ERASED_BY).exists()
    return "late" if late else "ok"


def _reading() -> str:
    """Nobody opens so many journals of others that somebody should ask why."""
    found = unusual_readers(timezone.now(), most=settings.READING_ALARM)
    return "unusual" if found else "ok"
