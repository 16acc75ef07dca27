"""The weekly mail of whoever looks at the journals of others: counts by level, and a link."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from journal.accounts.models import User
from journal.core.ids import new_id
from journal.flags.models import Flag
from journal.flags.worklist import shared_journals
from journal.notifications.kinds import Mail, MessageKind, register
from journal.notifications.layout import Letter, lay_out
from journal.notifications.models import Delivery
from journal.summaries.models import TeamDigest
from journal.summaries.unsubscribing import unsubscribe_headers
from journal.summaries.weekly import FRESH_FOR, next_monday, plan_weekly, week_name

KIND = "team-digest"
LEVELS = (
    Flag.Urgency.EMERGENCY_NOW,
    Flag.Urgency.SAME_DAY,
    Flag.Urgency.THIS_WEEK,
    Flag.Urgency.NEXT_VISIT,
    Flag.Urgency.INFORMATION,
)
WORDS = {
    "en": {
        "subject": "Your week in Daybook",
        "hello": "Hello.",
        "open": "This is open in what is shared with you:",
        "levels": ("Now", "Today", "This week", "Next visit", "To know"),
        "live": "Daybook is not watched live. This mail comes once a week.",
        "button": "Open Daybook",
        "footer": "You can stop this mail in Daybook, under More, or in your mail program.",
    },
    "es": {
        "subject": "Su semana en Daybook",
        "hello": "Hola.",
        "open": "Esto está abierto en lo que comparten con usted:",
        "levels": ("Ahora", "Hoy", "Esta semana", "Próxima cita", "Para saber"),
        "live": "Nadie vigila Daybook en directo. Este correo llega una vez por semana.",
        "button": "Abrir Daybook",
        "footer": "Puede parar este correo en Daybook, en Más, o en su programa de correo.",
    },
}

_START = """
SELECT DISTINCT u.id, u.time_zone FROM journal_user u
JOIN (
  SELECT grantee_id AS user_id FROM journal_grant
  WHERE role = 'viewer' AND revoked_at IS NULL AND expires_at > %(now)s
  UNION
  SELECT m.user_id FROM journal_teammembership m
  JOIN journal_grant g ON g.team_id = m.team_id AND g.revoked_at IS NULL AND g.expires_at > %(now)s
  WHERE m.removed_at IS NULL
) looking ON looking.user_id = u.id
LEFT JOIN journal_teamdigest d ON d.user_id = u.id
WHERE d.user_id IS NULL AND u.is_active
"""


def start_digests(*, now: datetime) -> int:
    """Give everybody who looks at somebody's journal a digest, once; return how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(_START, {"now": now})
        found = cursor.fetchall()
    TeamDigest.objects.bulk_create(
        [TeamDigest(user_id=user, **next_monday(zone or "UTC", after=now)) for user, zone in found],
        ignore_conflicts=True,
    )
    return len(found)


def digest_of(*, user_id: UUID) -> TeamDigest | None:
    """The digest of an account, None where nothing is shared with it."""
    return TeamDigest.objects.filter(user_id=user_id).first()


def set_digest(*, user_id: UUID, enabled: bool, now: datetime) -> TeamDigest:
    """Switch it on or off."""
    zone = User.objects.get(id=user_id).time_zone or "UTC"
    digest, _ = TeamDigest.objects.update_or_create(
        user_id=user_id, defaults={"enabled": enabled, **next_monday(zone, after=now)}
    )
    return digest


def plan_digests(*, now: datetime) -> int:
    """Queue the digest of everybody whose Monday morning has come; return how many."""
    start_digests(now=now)
    return plan_weekly(
        TeamDigest,
        now=now,
        person="user",
        zone_of=lambda digest: digest.user.time_zone or "UTC",
        delivery_of=_delivery,
    )


def _delivery(digest: TeamDigest) -> Delivery:
    return Delivery(
        id=new_id(),
        kind=KIND,
        key=f"dig:{digest.user_id}:{week_name(digest.planned_on)}",
        user_id=digest.user_id,
        facts={},
        due_at=digest.next_at,
        expires_at=digest.next_at + FRESH_FOR,
    )


@transaction.atomic
def compose(delivery: Delivery) -> Mail | None:
    """The mail, or None if it is off or nothing is open: a mail about nothing would reassure.

    Each survivor finds in "who looked" that the counts were seen.
    """
    wanted = TeamDigest.objects.filter(user_id=delivery.user_id, enabled=True)
    if not wanted.filter(user__is_active=True).exists():
        return None
    shared = shared_journals(user_id=delivery.user_id, now=timezone.now())
    counts: Counter[str] = sum((Counter(one.open_flags) for one in shared), Counter())
    if not counts:
        return None
    locale = delivery.user.locale if delivery.user.locale in WORDS else "en"
    words = WORDS[locale]
    lines = [
        f"{name}: {counts[level]}"
        for level, name in zip(LEVELS, words["levels"], strict=True)
        if counts[level]
    ]
    return lay_out(
        Letter(
            locale=locale,
            subject=str(words["subject"]),
            paragraphs=[str(words["hello"]), str(words["open"]), *lines, str(words["live"])],
            button=str(words["button"]),
            address=f"{settings.SITE_URL}/",
            footer=[str(words["footer"])],
        ),
        headers=unsubscribe_headers("digest", delivery.user_id),
    )


register(MessageKind(slug=KIND, compose=compose, stays_fresh=FRESH_FOR))
