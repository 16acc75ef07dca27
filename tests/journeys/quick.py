"""The schedule of `config.beat`, some times as quick, so that a journey sees many ticks."""

from __future__ import annotations

from config.beat import SCHEDULE
from config.celery import app

TIMES = 8

app.conf.beat_schedule = {
    name: {**entry, "schedule": entry["schedule"] / TIMES} for name, entry in SCHEDULE.items()
}
