"""Brings the database up to date and prints sign-in links: `python -m config.launch.prepare MARK`.

One process for all of it: each start of Django costs a second.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command


def main(demo_mark: Path) -> None:
    """Migrate, load the catalogue, make the demo once, queue what may be due, print links."""
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_catalogue", stdout=sys.stderr)
    # Neither into a database that people use, nor again after somebody removed the demo.
    if not demo_mark.exists() and not get_user_model().objects.exists():
        call_command("make_demo", stdout=sys.stderr)
    demo_mark.touch()
    _queue_periodic_jobs()
    call_command("sign_in_links")


def _queue_periodic_jobs() -> None:
    """Have the worker do at once what fell due while nothing ran; beat's first turn comes later."""
    from config.celery import app

    for job in settings.CELERY_BEAT_SCHEDULE.values():
        app.send_task(job["task"], **job.get("options", {}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
