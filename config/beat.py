"""Every periodic job on one screen. Each claims rows that are due: a second beat is harmless."""

from __future__ import annotations

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    # Finds journals whose flags are behind their entries: a lost nudge costs half a minute at most.
    "evaluate-flags": {"task": "flags.sweep", "schedule": 30.0, "options": {"expires": 30}},
    # Turns reminders and summaries that are due into deliveries.
    "plan-deliveries": {"task": "reminders.plan", "schedule": 30.0, "options": {"expires": 30}},
    "plan-follow-ups": {
        "task": "reminders.plan_follow_ups",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "plan-summaries": {"task": "summaries.plan", "schedule": 60.0, "options": {"expires": 60}},
    # Moves what was planned by rules of clocks that a government has changed since.
    "follow-zones": {
        "task": "settings.follow_zone_data",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    # Sends what is due, and takes over what a dead worker left behind.
    "deliver": {"task": "notifications.deliver", "schedule": 15.0, "options": {"expires": 15}},
    "forget-phones": {"task": "notifications.forget_old_phones", "schedule": 6 * 3600.0},
    # Signs what was added to the audit log; no event waits longer than this for its seal.
    "seal-audit": {"task": "audit.seal", "schedule": 60.0, "options": {"expires": 60}},
    # Takes away what was kept long enough: old sign-ins, invitations, messages, tokens.
    "clear": {"task": "retention.clear", "schedule": 6 * 3600.0},
    # Erases accounts whose two weeks are over.
    "erase-accounts": {"task": "privacy.erase", "schedule": 900.0, "options": {"expires": 900}},
    # Lets readiness notice a silent beat or worker.
    "heartbeat": {"task": "core.heartbeat", "schedule": 20.0, "options": {"expires": 20}},
}
