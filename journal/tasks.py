"""Index for Celery: every task of every capability."""

from journal.audit.tasks import seal
from journal.core.tasks import heartbeat
from journal.flags.tasks import evaluate, sweep
from journal.notifications.tasks import deliver
from journal.privacy.tasks import erase
from journal.reminders.tasks import plan as plan_reminders
from journal.retention.tasks import clear
from journal.settings.tasks import follow_zones
from journal.summaries.tasks import plan as plan_summaries

__all__ = [
    "clear",
    "deliver",
    "erase",
    "evaluate",
    "follow_zones",
    "heartbeat",
    "plan_reminders",
    "plan_summaries",
    "seal",
    "sweep",
]
