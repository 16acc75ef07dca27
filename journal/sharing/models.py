"""Who else may see a journal: invitations, grants, and the consent behind each grant."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from journal.accounts.models import Journal, User
from journal.core.ids import new_id


class Invitation(models.Model):
    """An offer to one e-mail address; the secret is in the mail, only its hash is here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(help_text="lower case; only this address can accept")
    token_hash = models.BinaryField(max_length=32, unique=True)
    sections = ArrayField(models.CharField(max_length=12))
    since = models.DateField(null=True, help_text="first local day shared; null for all")
    until = models.DateField(help_text="last day of sharing, in the journal's time zone")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, help_text="null until it was accepted")
    withdrawn_at = models.DateTimeField(null=True, help_text="null unless it was taken back")

    class Meta:
        indexes = [models.Index(fields=["journal", "created_at"], name="invitation_journal")]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class ConsentRecord(models.Model):
    """What the survivor agreed to, when, and in which words. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    given_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField()
    sections = ArrayField(models.CharField(max_length=12))
    since = models.DateField(null=True, help_text="null for all days")
    until = models.DateField()
    text_version = models.CharField(max_length=16, help_text="of the words on the screen")

    def __str__(self) -> str:
        return f"consent {self.id}"


class Grant(models.Model):
    """One person may read some sections of one journal for some time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    grantee = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sections = ArrayField(models.CharField(max_length=12))
    since = models.DateField(null=True, help_text="first local day shared; null for all")
    until = models.DateField(help_text="last day of sharing, for people")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="the end of ``until`` in the journal's time zone")
    revoked_at = models.DateTimeField(null=True, help_text="null while it holds")
    version = models.PositiveIntegerField(default=1, help_text="raised when what it opens changes")
    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["grantee", "journal"], name="grant_grantee")]
        constraints = [
            models.UniqueConstraint(
                fields=["journal", "grantee"],
                condition=Q(revoked_at=None),
                name="grant_one_per_person",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="grant_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.id}"
