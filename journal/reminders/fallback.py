"""A mail in the place of a notice that no phone takes."""

from __future__ import annotations

from journal.notifications.models import Delivery
from journal.notifications.services import queue
from journal.reminders.models import Occurrence, ReminderSettings

_HOPEFUL = (Delivery.State.DUE, Delivery.State.SENDING, Delivery.State.SENT)


def lock_occurrence(delivery: Delivery) -> None:
    """Let the ways of one occurrence end one after another.

    Otherwise each of two phones that end at once would still count on the other.
    """
    occurrences = Occurrence.objects.select_for_update(no_key=True).order_by()
    list(occurrences.filter(id=delivery.facts["occurrence"]).values_list("id"))


def mail_instead(delivery: Delivery) -> None:
    """Queue the mail, unless another phone takes it, or mail is not wanted, or goes out anyway."""
    if delivery.channel != Delivery.Channel.PUSH or delivery.journal_id is None:
        return
    how = ReminderSettings.objects.filter(journal_id=delivery.journal_id).first()
    if how is not None and how.by_mail == ReminderSettings.ByMail.NEVER:
        return
    lock_occurrence(delivery)
    of_the_same = Delivery.objects.filter(
        journal_id=delivery.journal_id, facts__occurrence=delivery.facts["occurrence"]
    )
    if of_the_same.exclude(id=delivery.id).filter(state__in=_HOPEFUL).exists():
        return
    first, _, _ = delivery.key.rpartition(f":{delivery.channel}:")
    queue(
        kind=delivery.kind,
        key=f"{first}:{Delivery.Channel.EMAIL}:{delivery.user_id}",
        user_id=delivery.user_id,
        journal_id=delivery.journal_id,
        facts=delivery.facts,
        due_at=delivery.due_at,
        expires_at=delivery.expires_at,
    )
