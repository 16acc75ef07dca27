"""Who looked at what, and who changed whose access. No clinical content, and never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from journal.accounts.models import Journal, User
from journal.core.ids import new_id


class AuditEvent(models.Model):
    """One access or decision. The web's database role may insert and read these, nothing else."""

    class Action(models.TextChoices):
        """What was done; each has its sentence for the survivor in the PWA's messages."""

        LOOKED_AT_ENTRIES = "looked-at-entries"
        LOOKED_AT_FLAGS = "looked-at-flags"
        INVITED = "invited"
        WITHDREW_INVITATION = "withdrew-invitation"
        ACCEPTED = "accepted"
        STOPPED_SHARING = "stopped-sharing"
        LEFT = "left"
        NOTED = "noted"
        SHOWED_CODE = "showed-code"
        OPENED_VISIT = "opened-visit"
        ENDED_VISIT = "ended-visit"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.DO_NOTHING, db_constraint=False)
    actor = models.ForeignKey(
        User,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        help_text="null for the browser of a visit",
    )
    action = models.CharField(max_length=24, choices=Action)
    sections = ArrayField(models.CharField(max_length=12), default=list)
    about = models.UUIDField(null=True, help_text="the grant or invitation; null for a look")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["journal", "-at", "-id"], name="audit_journal_newest")]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"
